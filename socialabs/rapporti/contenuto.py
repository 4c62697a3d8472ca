"""What a report answers: a sentence, a few figures, tables, and the charts drawn from their very rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from socialabs.base.esportazioni import Colonna


class Motivo(StrEnum):
    """How a series is filled: told apart by texture first, so that grey paper and any eye can read it."""

    PIENO = "pieno"
    TRATTEGGIO = "tratteggio"
    PUNTI = "punti"


@dataclass(frozen=True, slots=True)
class Serie:
    titolo: str
    valore: Callable[[Any], int]
    motivo: Motivo


@dataclass(frozen=True, slots=True)
class Grafico:
    """Stacked bars, one a row; `testo` is what is written at the end of the bar."""

    titolo: str
    etichetta: Callable[[Any], str]
    serie: Sequence[Serie]
    testo: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Tabella:
    """Rows with their columns; `totale` is a row of the same kind, `nota` says how to read the table."""

    chiave: str
    titolo: str
    colonne: Sequence[Colonna]
    righe: Sequence[Any]
    totale: Any = None
    grafico: Grafico | None = None
    nota: str = ""

    @property
    def righe_e_totale(self) -> list[Any]:
        return [*self.righe] if self.totale is None else [*self.righe, self.totale]

    @property
    def celle(self) -> list[list[tuple[Colonna, str]]]:
        """The rows as texts, beside the column of each."""
        return [self._celle(riga) for riga in self.righe]

    @property
    def celle_totale(self) -> list[tuple[Colonna, str]]:
        return self._celle(self.totale) if self.totale is not None else []

    def _celle(self, riga: Any) -> list[tuple[Colonna, str]]:
        return [(colonna, colonna.testo(riga)) for colonna in self.colonne]


@dataclass(frozen=True, slots=True)
class Contenuto:
    """The answer. `cifre` are as components/cifre.html takes them; `note` go wherever the figures go."""

    risposta: str
    tabelle: Sequence[Tabella]
    cifre: Sequence[dict] = ()
    note: Sequence[str] = ()
