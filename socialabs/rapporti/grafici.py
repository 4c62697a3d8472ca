"""Bar charts as SVG drawn on the server: no script, no style attribute, readable in grey and at 320 pixels."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialabs.rapporti.contenuto import Motivo, Tabella


LARGHEZZA = 480
TESTA = 34
PASSO = 46
# More bars than this don't fit on a sheet of paper: the table has them all.
MASSIME = 16
RIEMPIMENTI = {Motivo.PIENO: "#0b3d91", Motivo.TRATTEGGIO: "url(#{}-tratteggio)", Motivo.PUNTI: "url(#{}-punti)"}


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


def disegna(tabella: Tabella) -> SafeString:
    """The chart of `tabella`; empty when it has none, or no rows to draw."""
    grafico = tabella.grafico
    if grafico is None or not tabella.righe:
        return SafeString("")
    righe = tabella.righe[:MASSIME]
    massimo = max(sum(max(0, s.valore(riga)) for s in grafico.serie) for riga in righe) or 1
    barre = [_barra(tabella, riga, n, massimo) for n, riga in enumerate(righe)]
    dati = {
        "chiave": tabella.chiave,
        "titolo": grafico.titolo,
        "descrizione": _descrizione(tabella),
        "resto": _resto(tabella),
        "barre": barre,
        "legenda": _legenda(tabella),
        "larghezza": LARGHEZZA,
        "fondo": TESTA + PASSO * len(barre) + 14,
        "altezza": TESTA + PASSO * len(barre) + (20 if len(tabella.righe) > MASSIME else 0),
    }
    return render_to_string("rapporti/grafico.svg", dati)


def _riempimento(tabella: Tabella, motivo: Motivo) -> str:
    return RIEMPIMENTI[motivo].format(tabella.chiave)


def _barra(tabella: Tabella, riga: Any, numero: int, massimo: int) -> Barra:
    grafico, x, tratti = tabella.grafico, 0, []
    for serie in grafico.serie:
        larghezza = max(0, serie.valore(riga)) * LARGHEZZA // massimo
        if larghezza:
            tratti.append(Tratto(x, larghezza, _riempimento(tabella, serie.motivo)))
        x += larghezza
    return Barra(grafico.etichetta(riga), grafico.testo(riga), TESTA + PASSO * numero, tratti)


def _legenda(tabella: Tabella) -> list[dict]:
    passo = LARGHEZZA // len(tabella.grafico.serie)
    return [
        {"x": n * passo, "testo_x": n * passo + 22, "titolo": s.titolo, "riempimento": _riempimento(tabella, s.motivo)}
        for n, s in enumerate(tabella.grafico.serie)
    ]


def _resto(tabella: Tabella) -> str:
    altre = len(tabella.righe) - MASSIME
    if altre <= 0:
        return ""
    return ngettext("%(n)d altra voce è nella tabella.", "Altre %(n)d voci sono nella tabella.", altre) % {"n": altre}


def _descrizione(tabella: Tabella) -> str:
    """The chart in words, for who does not see it; the table tells the rest."""
    voci = [f"{tabella.grafico.etichetta(r)}: {tabella.grafico.testo(r)}" for r in tabella.righe[:MASSIME]]
    return _("%(voci)s. I dati sono nella tabella che segue.") % {"voci": "; ".join(voci)}
