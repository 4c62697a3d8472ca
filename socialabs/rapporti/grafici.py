"""Charts as SVG drawn on the server: no script, no style attribute, readable in grey and at 320 pixels."""

from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Motivo, Tabella, TipoGrafico
from socialabs.rapporti.estratto import Figura, Voce
from socialabs.rapporti.pubblicazione import figura_di


LARGHEZZA = 480
TESTA = 34
PASSO = 46
# More bars than this don't fit on a sheet of paper: the table has them all.
MASSIME = 16
# As many as can be named under an axis: the latest, as rows in time go forward.
MASSIME_SULL_ASSE = 12
# The axis chart: height of the plot, room for the figures on its left and for the names under it.
ALTEZZA, MARGINE, PIEDE = 200, 46, 28


@dataclass(frozen=True, slots=True)
class Segno:
    """How a fill is made: ink on white paper, the share of the surface it covers, and how its line is dashed."""

    inchiostro: str
    copertura: float
    tratto: str = ""


SEGNI = {
    Motivo.PIENO: Segno("#0b3d91", 1.0),
    Motivo.TRATTEGGIO: Segno("#a3182d", 0.42, "9 4"),
    Motivo.PUNTI: Segno("#5b6f82", 0.2, "2 4"),
    Motivo.RIGHE: Segno("#1d6b35", 0.62, "12 4 2 4"),
    Motivo.VUOTO: Segno("#ffffff", 0.0, "5 2"),
}
# A line on white paper cannot be white.
COLORE_DELLA_LINEA = {motivo: segno.inchiostro for motivo, segno in SEGNI.items()} | {Motivo.VUOTO: "#17324d"}


@dataclass(frozen=True, slots=True)
class Tratto:
    x: int
    larghezza: int
    riempimento: str


@dataclass(frozen=True, slots=True)
class Barra:
    etichetta: str
    testo: str
    y: int
    tratti: list[Tratto]
    riservata: bool = False


@dataclass(frozen=True, slots=True)
class Rettangolo:
    x: float
    y: float
    larghezza: float
    altezza: float
    riempimento: str
    testo: str = ""


@dataclass(frozen=True, slots=True)
class Linea:
    """A series: the stretches between hidden values, and its points as (x, y, figure)."""

    motivo: Motivo
    colore: str
    tratto: str
    spezzate: list[str] = field(default_factory=list)
    punti: list[tuple[float, float, str]] = field(default_factory=list)


def disegna(tabella: Tabella) -> SafeString:
    """The chart of a table that hides nothing; empty when it has none, or no rows to draw."""
    return disegna_figura(tabella.chiave, figura_di(tabella))


def disegna_figura(chiave: str, figura: Figura | None) -> SafeString:
    """`figura` as SVG, `chiave` keeping its parts' ids apart from those of the other charts of the page."""
    if figura is None:
        return SafeString("")
    disegno = _barre if figura.tipo == TipoGrafico.BARRE else _sull_asse
    return render_to_string("rapporti/grafico.svg", {**_comuni(chiave, figura), **disegno(chiave, figura)})


def _comuni(chiave: str, figura: Figura) -> dict[str, Any]:
    return {
        "chiave": chiave,
        "titolo": figura.titolo,
        "descrizione": _descrizione(figura),
        "larghezza": LARGHEZZA,
        "sull_asse": figura.tipo != TipoGrafico.BARRE,
        "segni": SEGNI,
    }


def _riempimento(chiave: str, motivo: Motivo) -> str:
    segno = SEGNI[motivo]
    return segno.inchiostro if segno.copertura in (0.0, 1.0) else f"url(#{chiave}-{motivo})"


def _voci(figura: Figura) -> list[Voce]:
    return list(figura.voci[:MASSIME] if figura.tipo == TipoGrafico.BARRE else figura.voci[-MASSIME_SULL_ASSE:])


def _descrizione(figura: Figura) -> str:
    """The chart in words, for who does not see it; the table tells the rest."""
    voci = [f"{v.etichetta}: {v.testo}" for v in _voci(figura)]
    return _("%(voci)s. I dati sono nella tabella che segue.") % {"voci": "; ".join(voci)}


def _resto(figura: Figura) -> str:
    altre = len(figura.voci) - len(_voci(figura))
    if not altre:
        return ""
    return ngettext("%(n)d altra voce è nella tabella.", "Altre %(n)d voci sono nella tabella.", altre) % {"n": altre}


def _legenda(chiave: str, figura: Figura) -> tuple[list[dict], int]:
    """The series by name, two a line when they are many; and the height they take beyond the first line."""
    per_riga = len(figura.serie) if len(figura.serie) < 3 else 2
    passo = LARGHEZZA // per_riga
    voci = [
        {
            "x": n % per_riga * passo,
            "testo_x": n % per_riga * passo + (34 if figura.tipo == TipoGrafico.LINEE else 22),
            "y": 2 + n // per_riga * 22,
            "testo_y": 14 + n // per_riga * 22,
            "titolo": titolo,
            "motivo": motivo,
            "riempimento": _riempimento(chiave, motivo),
            "colore": COLORE_DELLA_LINEA[motivo],
            "tratto": SEGNI[motivo].tratto,
            "linea": figura.tipo == TipoGrafico.LINEE,
        }
        for n, (titolo, motivo) in enumerate(figura.serie)
    ]
    return voci, (len(figura.serie) - 1) // per_riga * 22


# --- bars across --------------------------------------------------------------------------------------------------
def _barre(chiave: str, figura: Figura) -> dict[str, Any]:
    voci = _voci(figura)
    massimo = max(sum(_positivi(v)) for v in voci) or 1
    legenda, oltre = _legenda(chiave, figura)
    testa = TESTA + oltre
    barre = [_barra(chiave, figura, voce, testa + PASSO * n, massimo) for n, voce in enumerate(voci)]
    resto = _resto(figura)
    return {
        "barre": barre,
        "legenda": legenda,
        "resto": resto,
        "fondo": testa + PASSO * len(barre) + 14,
        "altezza": testa + PASSO * len(barre) + (20 if resto else 0),
    }


def _positivi(voce: Voce) -> list[int | float]:
    return [max(0, valore) for valore in voce.valori if valore is not None]


def _barra(chiave: str, figura: Figura, voce: Voce, y: int, massimo: int | float) -> Barra:
    x, tratti = 0, []
    for (_titolo, motivo), valore in zip(figura.serie, voce.valori, strict=True):
        larghezza = int(max(0, valore or 0) * LARGHEZZA // massimo)
        if larghezza:
            tratti.append(Tratto(x, larghezza, _riempimento(chiave, motivo)))
        x += larghezza
    return Barra(voce.etichetta, voce.testo, y, tratti, riservata=None in voce.valori)


# --- on an axis ---------------------------------------------------------------------------------------------------
def _sull_asse(chiave: str, figura: Figura) -> dict[str, Any]:
    voci = _voci(figura)
    somma = sum if figura.tipo == TipoGrafico.IMPILATE else max
    massimo = _tondo(max((somma(_positivi(v) or [0]) for v in voci), default=0))
    legenda, oltre = _legenda(chiave, figura)
    asse = Asse(TESTA + oltre + 4, massimo, len(voci))
    resto = _resto(figura)
    riservate = [asse.centro(n) for n, voce in enumerate(voci) if None in voce.valori]
    piede = asse.base + (PIEDE + 14 if riservate else PIEDE)
    return {
        "legenda": legenda,
        "tacche": asse.tacche(),
        "nomi": [(asse.centro(n), voce.etichetta) for n, voce in enumerate(voci)],
        "rettangoli": [] if figura.tipo == TipoGrafico.LINEE else _rettangoli(chiave, figura, voci, asse),
        "linee": _linee(figura, voci, asse) if figura.tipo == TipoGrafico.LINEE else [],
        "riservate": riservate,
        "base": asse.base,
        "sinistra": MARGINE,
        "sotto": asse.base + 20,
        "nota_y": asse.base + 36,
        "resto": resto,
        "fondo": piede + 14,
        "altezza": piede + (20 if resto else 0),
    }


@dataclass(frozen=True, slots=True)
class Asse:
    """Where things stand: `cima` is the y of `massimo`, `quante` the rows side by side."""

    cima: int
    massimo: int
    quante: int

    @property
    def base(self) -> int:
        return self.cima + ALTEZZA

    @property
    def passo(self) -> float:
        return (LARGHEZZA - MARGINE) / self.quante

    def centro(self, numero_voce: int) -> float:
        return round(MARGINE + self.passo * (numero_voce + 0.5), 1)

    def y(self, valore: int | float) -> float:
        return round(self.base - ALTEZZA * max(0, valore) / self.massimo, 1)

    def tacche(self) -> list[tuple[float, str]]:
        """Four steps up the axis, fewer where they would not be whole numbers."""
        passi = next(n for n in (4, 5, 2, 1) if self.massimo % n == 0)
        return [(self.y(self.massimo * n // passi), numero(self.massimo * n // passi)) for n in range(passi + 1)]


def _tondo(massimo: int | float) -> int:
    """The round number at the top of the axis: 1, 2, 4, 5 or 8 and zeros, not below `massimo`."""
    potenza = 1
    while True:
        for cifra in (1, 2, 4, 5, 8):
            if cifra * potenza >= massimo:
                return cifra * potenza
        potenza *= 10


def _rettangoli(chiave: str, figura: Figura, voci: list[Voce], asse: Asse) -> list[Rettangolo]:
    rettangoli = []
    impilate = figura.tipo == TipoGrafico.IMPILATE
    quante = 1 if impilate else len(figura.serie)
    larghezza = round(min(44.0, asse.passo * 0.8 / quante), 1)
    # Figures are written on the columns where they have room; the table has them anyway.
    scritte = not impilate and larghezza >= 18
    for n, voce in enumerate(voci):
        x, sotto = asse.centro(n) - larghezza * quante / 2, 0
        for (_titolo, motivo), valore in zip(figura.serie, voce.valori, strict=True):
            if valore and valore > 0:
                y, base = asse.y(sotto + valore), asse.y(sotto)
                testo = numero(valore) if scritte else ""
                riempimento = _riempimento(chiave, motivo)
                rettangoli.append(Rettangolo(round(x, 1), y, larghezza, round(base - y, 1), riempimento, testo))
                sotto += valore if impilate else 0
            x += 0 if impilate else larghezza
    return rettangoli


def _linee(figura: Figura, voci: list[Voce], asse: Asse) -> list[Linea]:
    linee = []
    for s, (_titolo, motivo) in enumerate(figura.serie):
        linea, tratto = Linea(motivo, COLORE_DELLA_LINEA[motivo], SEGNI[motivo].tratto), []
        for n, voce in enumerate(voci):
            if voce.valori[s] is None:
                linea.spezzate.append(" ".join(tratto))
                tratto = []
                continue
            x, y = asse.centro(n), asse.y(voce.valori[s])
            tratto.append(f"{x:g},{y:g}")
            linea.punti.append((x, y, numero(voce.valori[s])))
        linea.spezzate.append(" ".join(tratto))
        linee.append(linea)
    return linee
