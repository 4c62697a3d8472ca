"""Who may vote, whether a meeting is valid, and how a vote ends. Pure Python, exact: no Django, no floats.

A seat has one vote, whoever holds it at that instant: the delegate before the deputy, the deputy before a proxy.
Instants are compared as [arrival, departure): who leaves at 10.00 is not there at 10.00.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from fractions import Fraction
from math import ceil, floor


class Titolo(IntEnum):
    """By what right somebody holds a seat: the lower prevails over the higher."""

    DELEGATO = 1
    SUPPLENTE = 2
    DELEGA = 3


class Maggioranza(StrEnum):
    """Which votes a decision needs; the qualified ones name their fraction."""

    SEMPLICE = "semplice"
    PRESENTI = "presenti"
    ASSOLUTA = "assoluta"
    QUALIFICATA_PRESENTI = "qual_presenti"
    QUALIFICATA = "qualificata"


class Esito(StrEnum):
    APPROVATA = "approvata"
    RESPINTA = "respinta"


@dataclass(frozen=True, slots=True)
class Soglia:
    """A share of the members: "half plus one" is Soglia(1/2, piu_uno=True), "a third" Soglia(1/3)."""

    quota: Fraction
    piu_uno: bool = False

    def minimo(self, componenti: int) -> int:
        """How many must be there out of `componenti`: never none, so that an empty table is never valid."""
        parte = self.quota * componenti
        return floor(parte) + 1 if self.piu_uno else max(1, ceil(parte))


@dataclass(frozen=True, slots=True)
class Intervallo:
    """Somebody in a seat from `dalle` to `alle` (excluded; None: still there)."""

    seggio: Hashable
    persona: Hashable
    titolo: Titolo
    dalle: datetime
    alle: datetime | None = None

    def copre(self, istante: datetime) -> bool:
        return self.dalle <= istante and (self.alle is None or istante < self.alle)


@dataclass(frozen=True, slots=True)
class ChiVota:
    """What the rules say of who stands in for a delegate. Without proxies `deleghe_massime` is 0."""

    supplenti: bool = True
    deleghe_massime: int = 0


@dataclass(frozen=True, slots=True)
class Quorum:
    componenti: int
    presenti: int
    minimo: int

    @property
    def raggiunto(self) -> bool:
        return self.presenti >= self.minimo

    @property
    def mancano(self) -> int:
        return max(0, self.minimo - self.presenti)


@dataclass(frozen=True, slots=True)
class Conteggio:
    """A vote counted. `presenti`: seats with a vote in the room then, conflicts of interest left out."""

    favorevoli: int
    contrari: int
    astenuti: int
    presenti: int
    componenti: int

    def __post_init__(self) -> None:
        voti = (self.favorevoli, self.contrari, self.astenuti)
        if min(voti) < 0 or sum(voti) > self.presenti or self.presenti > self.componenti:
            raise ValueError("more votes than seats in the room, or more seats than the table has")

    @property
    def non_votanti(self) -> int:
        return self.presenti - self.favorevoli - self.contrari - self.astenuti


@dataclass(frozen=True, slots=True)
class Regola:
    """The majority asked for. `astenuti_votanti`: in a simple majority an abstention counts as a vote cast."""

    maggioranza: Maggioranza
    quota: Fraction | None = None
    astenuti_votanti: bool = False

    def necessari(self, conteggio: Conteggio) -> int:
        """The votes in favour without which the proposal falls: at least one."""
        if self.maggioranza == Maggioranza.SEMPLICE:
            votanti = conteggio.favorevoli + conteggio.contrari
            return (votanti + (conteggio.astenuti if self.astenuti_votanti else 0)) // 2 + 1
        if self.maggioranza == Maggioranza.PRESENTI:
            return conteggio.presenti // 2 + 1
        if self.maggioranza == Maggioranza.ASSOLUTA:
            return conteggio.componenti // 2 + 1
        su = conteggio.presenti if self.maggioranza == Maggioranza.QUALIFICATA_PRESENTI else conteggio.componenti
        if self.quota is None:
            raise ValueError("a qualified majority names its fraction")
        return max(1, ceil(self.quota * su))


def votanti(
    seggi: Collection[Hashable],
    intervalli: Iterable[Intervallo],
    istante: datetime,
    chi_vota: ChiVota,
    in_conflitto: Collection[Hashable] = (),
) -> dict[Hashable, Intervallo]:
    """Who votes at `istante` for each of `seggi` (those with a vote) that is held then.

    A seat in conflict of interest is out of the room. A proxy counts while its holder sits in another seat with a
    vote, within the number the rules allow; of those in excess the latest given fall.
    """
    presenti = [i for i in intervalli if i.seggio in seggi and i.copre(istante)]
    scelti: dict[Hashable, Intervallo] = {}
    for intervallo in sorted(presenti, key=lambda i: (i.titolo, i.dalle)):
        if intervallo.titolo == Titolo.DELEGA or (intervallo.titolo == Titolo.SUPPLENTE and not chi_vota.supplenti):
            continue
        if intervallo.seggio not in in_conflitto:
            scelti.setdefault(intervallo.seggio, intervallo)
    in_aula = {i.persona for i in scelti.values()}
    tenute: Counter[Hashable] = Counter()
    for intervallo in sorted((i for i in presenti if i.titolo == Titolo.DELEGA), key=lambda i: i.dalle):
        libero = intervallo.seggio not in scelti and intervallo.seggio not in in_conflitto
        if libero and intervallo.persona in in_aula and tenute[intervallo.persona] < chi_vota.deleghe_massime:
            scelti[intervallo.seggio] = intervallo
            tenute[intervallo.persona] += 1
    return scelti


def quorum(componenti: int, presenti: int, soglia: Soglia) -> Quorum:
    """Whether `presenti` seats out of `componenti` make the meeting valid."""
    return Quorum(componenti, presenti, soglia.minimo(componenti))


def in_parita(regola: Regola, conteggio: Conteggio) -> bool:
    """As many in favour as against, where one more vote would have carried it."""
    pari = conteggio.favorevoli == conteggio.contrari > 0
    return pari and conteggio.favorevoli + 1 == regola.necessari(conteggio)


def esito(regola: Regola, conteggio: Conteggio, *, prevale: bool = False) -> Esito:
    """How the vote ends. `prevale`: in a tie the chair's vote prevails by the rules, and the chair was in favour."""
    if conteggio.favorevoli >= regola.necessari(conteggio) or (prevale and in_parita(regola, conteggio)):
        return Esito.APPROVATA
    return Esito.RESPINTA
