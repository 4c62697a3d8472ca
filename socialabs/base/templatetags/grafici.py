"""Bar charts drawn by the server: SVG by presentation attributes only, so one drawing serves page, paper and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from socialabs.base.templatetags.socialabs import as_decimal, decimale


register = template.Library()

WIDTH = 720
LABELS = 200  # room for the names on the left
VALUES = 64  # room for the figures on the right
BAR = 18
GAP = 12
LONGEST_LABEL = 28
LEGEND = 30  # height of the row that names the series
LEGEND_STEP = 150


@dataclass(frozen=True, slots=True)
class Barra:
    """One bar: its place on the drawing, its series (which filling it takes) and its figure as text."""

    x: float
    y: float
    larghezza: float
    serie: int
    testo: str
    testo_x: float
    testo_y: float


def shorten(testo: str) -> str:
    return testo if len(testo) <= LONGEST_LABEL else f"{testo[: LONGEST_LABEL - 1].rstrip()}…"


def largest(righe: Sequence[tuple[str, Sequence[Any]]], impilato: bool) -> float:
    """The figure that fills the whole width: the longest bar, or the longest stack of bars."""
    measure = sum if impilato else max
    return float(max((measure(as_decimal(v) or 0 for v in valori) for _, valori in righe), default=0)) or 1.0


def stacked(valori: Sequence[Any], y: float, scala: float) -> list[Barra]:
    x, bars = float(LABELS), []
    for serie, valore in enumerate(valori):
        width = float(as_decimal(valore) or 0) * scala
        bars.append(Barra(round(x, 2), y, round(width, 2), serie, "", 0, 0))
        x += width
    total = decimale(sum(as_decimal(v) or 0 for v in valori))
    return [*bars, Barra(round(x, 2), y, 0, 0, total, round(x + 6, 2), y + BAR - 5)]


def side_by_side(valori: Sequence[Any], y: float, scala: float, unita: str) -> list[Barra]:
    bars = []
    for serie, valore in enumerate(valori):
        width = round(float(as_decimal(valore) or 0) * scala, 2)
        top = y + serie * BAR
        bars.append(Barra(LABELS, top, width, serie, f"{decimale(valore)}{unita}", LABELS + width + 6, top + BAR - 5))
    return bars


@register.inclusion_tag("components/grafico_barre.html")
def grafico_barre(
    righe: Sequence[tuple[str, Sequence[Any]]],
    *,
    id: str,
    titolo: str,
    serie: Sequence[str],
    descrizione: str = "",
    intestazione: str = "",
    unita: str = "",
    impilato: bool = False,
    massimo: float | None = None,
) -> dict:
    """Horizontal bars and the table of their figures.

    righe         (label, figures): one figure for each series, at most three series
    id            unique in the page: it names the drawing's title and patterns
    intestazione  heading of the table's first column
    unita         written after each figure, e.g. " %"
    impilato      stack the series of a row instead of drawing them one under the other
    massimo       figure that fills the width (100 for percentages); default the largest one
    """
    righe = list(righe)
    scala = (WIDTH - LABELS - VALUES) / (massimo or largest(righe, impilato))
    height = BAR if impilato else BAR * max(1, len(serie))
    top = LEGEND if len(serie) > 1 else 0
    drawn = []
    for index, (etichetta, valori) in enumerate(righe):
        y = top + GAP / 2 + index * (height + GAP)
        bars = stacked(valori, y, scala) if impilato else side_by_side(valori, y, scala, unita)
        drawn.append({"etichetta": shorten(etichetta), "y": y + height / 2 + 5, "barre": bars})
    return {
        "id": id,
        "titolo": titolo,
        "descrizione": descrizione,
        "serie": serie,
        "legenda": [(LABELS + LEGEND_STEP * n, nome) for n, nome in enumerate(serie)] if top else [],
        "intestazione": intestazione,
        "unita": unita,
        "disegno": drawn,
        "righe": righe,
        "larghezza": WIDTH,
        "altezza": top + GAP + len(righe) * (height + GAP),
        "asse": LABELS,
        "cima": top,
        "spessore": BAR,
    }
