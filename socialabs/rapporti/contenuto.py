"""What a report answers: a sentence, a few figures, tables, and the charts drawn from their very rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from socialabs.base.esportazioni import Colonna


class Motivo(StrEnum):
    """How a series is filled: told apart by texture first, so that grey paper and any eye can read it.

    In a chart with lines it is their dash and the shape of their points.
    """

    PIENO = "pieno"
    TRATTEGGIO = "tratteggio"
    PUNTI = "punti"
    RIGHE = "righe"
    VUOTO = "vuoto"


class TipoGrafico(StrEnum):
    """BARRE: one row of the table, one bar across, series end to end. The others stand on an axis, for rows in time:
    COLONNE side by side, IMPILATE one upon the other, LINEE joined from row to row."""

    BARRE = "barre"
    COLONNE = "colonne"
    IMPILATE = "impilate"
    LINEE = "linee"


@dataclass(frozen=True, slots=True)
class Serie:
    """`colonna` names the table's column that it draws: a row is left out only where that very cell is hidden.
    Without it, a row with any hidden cell is left out."""

    titolo: str
    valore: Callable[[Any], int]
    motivo: Motivo
    colonna: str = ""


@dataclass(frozen=True, slots=True)
class Grafico:
    """The rows of a table as a chart; `testo` is what is written at the end of a bar, and tells a row in words."""

    titolo: str
    etichetta: Callable[[Any], str]
    serie: Sequence[Serie]
    testo: Callable[[Any], str]
    tipo: TipoGrafico = TipoGrafico.BARRE


@dataclass(frozen=True, slots=True)
class Cella:
    """A cell by its address: table, column, row (None: the total)."""

    tabella: str
    colonna: str
    riga: int | None = None


@dataclass(frozen=True, slots=True)
class Tabella:
    """Rows with their columns; `totale` is a row of the same kind, `nota` says how to read the table.

    Where columns count people (`Colonna.persone`), these declarations keep small counts from being worked out:

    relazioni   equations between columns of a row, as coefficients that sum to zero:
                {"uomini": 1, "donne": 1, "totale": -1}. They hold where the figures fulfil them.
    derivate    for a ratio, the columns it is made of: it is hidden with any of them. A ratio that is not named here
                is hidden with any cell of its row or of the total.
    ordine_naturale   the rows stand in an order of their own (ages, classes), not by their figures: it is kept.
                Otherwise rows that a hidden figure has put in their place go last, by name.
    """

    chiave: str
    titolo: str
    colonne: Sequence[Colonna]
    righe: Sequence[Any]
    totale: Any = None
    grafico: Grafico | None = None
    nota: str = ""
    relazioni: Sequence[Mapping[str, int]] = ()
    derivate: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ordine_naturale: bool = False

    @property
    def nel_tempo(self) -> bool:
        """Are the rows drawn on an axis? Then their order is that of the axis."""
        return self.grafico is not None and self.grafico.tipo != TipoGrafico.BARRE

    @property
    def righe_e_totale(self) -> list[Any]:
        return [*self.righe] if self.totale is None else [*self.righe, self.totale]

    @property
    def con_persone(self) -> bool:
        return any(colonna.persone for colonna in self.colonne)

    @property
    def colonne_con_nota(self) -> list[Colonna]:
        return [colonna for colonna in self.colonne if colonna.nota]

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
class Frase:
    """A sentence with its figures apart, "%(persone)s persone": one that names a Cella says what the table shows."""

    testo: str
    valori: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contenuto:
    """The answer. `cifre` are as components/cifre.html takes them; `note` go wherever the figures go.

    A figure that is a cell of a table says which (`"cella": Cella(…)`), one that counts people and is in no table says
    `"persone": True`, one that cannot tell anything of people says `"persone": False`. Undeclared, it is hidden with
    any total of the same value. A `risposta` that is plain text gives way to a neutral one where it might tell a
    hidden figure: a Frase does not need to.

    relazioni   equations between cells of any tables, as coefficients that sum to zero: {Cella(…): 1, Cella(…): -1}.
                That rows sum to their total, and that totals are the same in several tables, is known already.
    """

    risposta: str | Frase
    tabelle: Sequence[Tabella]
    cifre: Sequence[dict] = ()
    note: Sequence[str] = ()
    relazioni: Sequence[Mapping[Cella, int]] = ()
