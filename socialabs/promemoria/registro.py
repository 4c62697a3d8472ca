"""The kinds of deadline: each app declares its own in its module `scadenze`, found at start (docs/scadenze.md)."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from socialabs.promemoria.enums import Canale, Pubblico
from socialabs.promemoria.regole import IL_GIORNO, Ricorrenza, Scarto


@dataclass(frozen=True, slots=True)
class Finestra:
    """The days of which a preparation speaks, both included; `oggi` lies within."""

    dal: date
    oggi: date
    al: date


@dataclass(frozen=True, slots=True)
class Destinatario:
    """To whom a deadline belongs. Made by the four functions below."""

    pubblico: Pubblico
    ruoli: frozenset[str] = frozenset()
    organizzazione_id: uuid.UUID | None = None
    utente_id: uuid.UUID | None = None
    per_delega: bool = False
    solo_chi_gestisce: bool = False


def ufficio(*ruoli: str, organizzazione: uuid.UUID | None = None) -> Destinatario:
    """Whoever has one of the roles, in one office or (None) in all."""
    return Destinatario(Pubblico.UFFICIO, frozenset(ruoli), organizzazione)


def membri(
    organizzazione: uuid.UUID, *ruoli: str, pubblico: Pubblico = Pubblico.AZIENDA, solo_chi_gestisce: bool = False
) -> Destinatario:
    """Whoever has one of the roles in an organisation, or only who manages its people."""
    return Destinatario(pubblico, frozenset(ruoli), organizzazione, solo_chi_gestisce=solo_chi_gestisce)


def delegati(organizzazione: uuid.UUID, *ruoli: str) -> Destinatario:
    """Whoever has one of the roles in a firm that holds a mandate of `organizzazione`, as long as it is in force."""
    return Destinatario(Pubblico.CONSULENTE, frozenset(ruoli), organizzazione, per_delega=True)


def persona(utente: uuid.UUID) -> Destinatario:
    return Destinatario(Pubblico.UTENTE, utente_id=utente)


@dataclass(frozen=True, slots=True)
class Dovuta:
    """An object that is due. `base` is the date from which the term runs; a kind that recurs needs none.

    `scade_il`: the due date, where it does not follow from `base` by the kind's own term, or there is no `base`.
    `occorrenza` tells apart several deadlines of one object ("2026"). `comune` (Belfiore code) lends its patron's day
    to the working days. `ricorda` puts days of one's own in the place of the kind's. `parametri` fill the texts:
    never personal data, they reach mails and calendars.
    """

    oggetto_id: uuid.UUID
    destinatari: tuple[Destinatario, ...]
    base: date | None = None
    scade_il: date | None = None
    occorrenza: str = ""
    ora: time | None = None
    comune: str = ""
    ricorda: tuple[date, ...] | None = None
    parametri: Mapping[str, str] = field(default_factory=dict)


# (object, occurrence)
Chiave = tuple[uuid.UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TipoScadenza:
    """A kind of deadline.

    `titolo`: neutral and without data, it becomes the subject of mails and the name in calendars.
    `oggetto`: the kind of object ("app.model"), as `base.riferimenti` knows it.
    `testi`: what it asks, for each audience; %(name)s is filled from `Dovuta.parametri`, %(scadenza)s and %(base)s are
    the dates.
    `dovute`: all that is due, in a constant number of queries; what it leaves out falls away.
    `termine`: from the base date to the due date.
    `promemoria`: when to remind.
    `ricorrenza`: the due dates themselves, for each object; the occurrence is then the date.
    `fatte`: which (object, occurrence) the data show as done; None where only people can tell.
    `dovere`: it cannot be switched off nor wait for a digest.
    `segnabile_da`: the audiences that may say done or put it off. `seguita_da`: the roles that see those of all.
    `decade_dopo`: so many days after the due date it falls away by itself, as a meeting that was held.
    """

    chiave: str
    titolo: str
    oggetto: str
    testi: Mapping[Pubblico, str]
    dovute: Callable[[Finestra], Iterable[Dovuta]]
    termine: Scarto = IL_GIORNO
    promemoria: tuple[Scarto, ...] = (IL_GIORNO,)
    ricorrenza: Ricorrenza | None = None
    fatte: Callable[[Finestra], Iterable[Chiave]] | None = None
    canali: frozenset[Canale] = frozenset(Canale)
    dovere: bool = False
    segnabile_da: frozenset[Pubblico] = frozenset(Pubblico)
    seguita_da: frozenset[str] = frozenset()
    decade_dopo: int | None = None

    def testo(self, pubblico: str, parametri: Mapping[str, str]) -> str:
        """What it says to an audience, in the reader's language."""
        return str(self.testi[Pubblico(pubblico)]) % parametri


_tipi: dict[str, TipoScadenza] = {}


def registra(tipo: TipoScadenza) -> TipoScadenza:
    """Declare a kind. Raises ValueError for a key already taken."""
    if tipo.chiave in _tipi:
        raise ValueError(f"deadline kind {tipo.chiave!r} is declared twice")
    _tipi[tipo.chiave] = tipo
    return tipo


def tipi() -> list[TipoScadenza]:
    """All that are declared, by title."""
    return sorted(_tipi.values(), key=lambda tipo: str(tipo.titolo))


def tipo(chiave: str) -> TipoScadenza:
    """The declared kind. Raises KeyError when no app declares it (any more)."""
    return _tipi[chiave]


def titolo_di(chiave: str) -> str:
    """The kind's title, or its key when the app that declared it is gone."""
    return str(_tipi[chiave].titolo) if chiave in _tipi else chiave


def seguiti_da(ruolo: str) -> list[str]:
    """The keys of the kinds whose every deadline a role may see."""
    return [tipo.chiave for tipo in _tipi.values() if ruolo in tipo.seguita_da]


def chiavi() -> frozenset[str]:
    return frozenset(_tipi)
