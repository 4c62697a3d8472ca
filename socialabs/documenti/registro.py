"""The kinds of document of the house: each app declares its own in its module `documenti`, found at start."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


@dataclass(frozen=True, slots=True)
class Destinatario:
    """Whom a document is addressed to: lines of the address as on the envelope, and the organisation when it is one.

    Members of the organisation, and the consultants with its mandate, find the document in their archive.
    """

    nome: str
    righe: tuple[str, ...] = ()
    organizzazione: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Congelato:
    """What a document says, frozen at its issue. `contenuto` is JSON, and all of its own that the template gets.

    `oggetto` stands on paper; `etichetta` in lists and in the register: no personal data there.
    """

    oggetto: str
    etichetta: str
    destinatario: Destinatario
    contenuto: Mapping[str, Any]


# Of the objects asked, those in scope: what the document says of each, or why there can be none. Others are left out.
Congela = Callable[[Contesto, Sequence[uuid.UUID]], Mapping[uuid.UUID, Congelato | str]]
# The objects in which `ctx` has a part of its own; None where its role never has.
DiParte = Callable[[Contesto], QuerySet | None]


@dataclass(frozen=True, slots=True)
class TipoDocumento:
    """A kind of document. docs/documenti.md tells how to declare one.

    `congela` starts from `visible_to(ctx)` and reads in sets: a batch asks for many objects at once.
    `emittenti` may issue it, `correggono` replace and annul it, `leggono` read all of the kind, `per_destinatari`
    those addressed to the organisation they act for.
    `parti`: who besides has a part in what it is about, though it is addressed to somebody else (the third party of a
    contract): the objects of which `ctx` is one, None for a role that never is.
    `firmato`: it ends with the signatory's typed name, when the office issues it. `rimedi`: how to appeal a decision.
    `uno_solo`: one valid document for each object. `copia_lunga`: a PDF/A-2a is kept beside the PDF/UA-1.
    """

    chiave: str
    titolo: str
    modello: str
    congela: Congela
    riferimento: str
    base_legale: str
    emittenti: frozenset[str]
    serie: str = ""
    fogli: tuple[str, ...] = ("css/fonts.css", "css/atto.css")
    leggono: frozenset[str] = frozenset(RUOLI_UFFICIO)
    correggono: frozenset[str] = frozenset({Ruolo.RESPONSABILE, Ruolo.OPERATORE_CM})
    per_destinatari: frozenset[str] = frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE})
    parti: DiParte | None = None
    firmato: bool = True
    rimedi: str = ""
    uno_solo: bool = False
    copia_lunga: bool = False
    conserva: Conservazione = Conservazione.DIECI_ANNI

    def di_parte(self, ctx: Contesto) -> QuerySet | None:
        """The objects whose documents of this kind `ctx` reads as a party, whomever they are addressed to."""
        return self.parti(ctx) if self.parti else None

    @property
    def numerazione(self) -> str:
        """The series that its numbers belong to: its own unless it shares another."""
        return self.serie or self.chiave

    def ammette(self, ctx: Contesto) -> bool:
        return ctx.e_sistema or ctx.ruolo in self.emittenti

    def puo_correggere(self, ctx: Contesto) -> bool:
        return ctx.e_sistema or ctx.ruolo in self.correggono


_tipi: dict[str, TipoDocumento] = {}


def registra(tipo: TipoDocumento) -> None:
    """Declare a kind. Raises ValueError when its key is taken."""
    if tipo.chiave in _tipi:
        raise ValueError(f"document type {tipo.chiave!r} is declared twice")
    _tipi[tipo.chiave] = tipo


def tipo(chiave: str) -> TipoDocumento:
    """The declared kind. Raises KeyError when no app declares it."""
    return _tipi[chiave]


def tipi() -> list[TipoDocumento]:
    """All of them, by title."""
    return sorted(_tipi.values(), key=lambda t: str(t.titolo))


def titolo_di(chiave: str) -> str:
    """The kind's title, or its key when the app that declared it is gone."""
    return str(_tipi[chiave].titolo) if chiave in _tipi else chiave
