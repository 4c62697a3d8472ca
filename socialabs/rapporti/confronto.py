"""The figures of a day beside those of another: what changed, and nothing that either of them hides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Number
from typing import Any

from django.utils.translation import gettext as _

from socialabs.base.esportazioni import Colonna
from socialabs.base.templatetags.socialabs import ABSENT
from socialabs.rapporti.contenuto import Tabella
from socialabs.rapporti.estratto import Estratto


@dataclass(frozen=True, slots=True)
class Differenza:
    """`scarto` is empty where there is no number to subtract."""

    voce: str
    colonna: str
    allora: str
    oggi: str
    scarto: str = ""


@dataclass(frozen=True, slots=True)
class TavolaCambiata:
    titolo: str
    differenze: Sequence[Differenza]


def confronta(allora: Estratto, oggi: Estratto) -> list[TavolaCambiata]:
    """The tables with something changed. Rows are matched by their name, columns and tables by their key."""
    di_oggi = {t.tabella.chiave: t.tabella for t in oggi.tavole}
    cambiate = [TavolaCambiata(_("In breve"), list(_cifre(allora, oggi)))]
    for tavola in allora.tavole:
        altra = di_oggi.pop(tavola.tabella.chiave, None)
        differenze = _differenze(tavola.tabella, altra) if altra else _scomparsa(tavola.tabella)
        cambiate.append(TavolaCambiata(tavola.tabella.titolo, list(differenze)))
    cambiate += [TavolaCambiata(tabella.titolo, list(_nuova(tabella))) for tabella in di_oggi.values()]
    return [tavola for tavola in cambiate if tavola.differenze]


def _cifre(allora: Estratto, oggi: Estratto) -> Iterator[Differenza]:
    nuove = {c["etichetta"]: c["valore"] for c in oggi.cifre}
    for cifra in allora.cifre:
        nuova = nuove.get(cifra["etichetta"], ABSENT)
        if nuova != cifra["valore"]:
            yield Differenza(cifra["etichetta"], "", cifra["valore"], nuova)


def _righe(tabella: Tabella) -> dict[tuple[str, int], Any]:
    """Rows by name; one that comes twice is told by its turn."""
    viste: Counter[str] = Counter()
    righe = {}
    for riga in tabella.righe_e_totale:
        nome = tabella.colonne[0].testo(riga)
        righe[nome, viste[nome]] = riga
        viste[nome] += 1
    return righe


def _differenze(allora: Tabella, oggi: Tabella) -> Iterator[Differenza]:
    prima, dopo = _righe(allora), _righe(oggi)
    colonne = {c.chiave: c for c in oggi.colonne}
    for chiave, riga in prima.items():
        if chiave not in dopo:
            yield Differenza(chiave[0], "", _("c'era"), _("non c'è più"))
            continue
        for colonna in allora.colonne[1:]:
            if colonna.chiave in colonne:
                yield from _scarto(chiave[0], colonna, riga, colonne[colonna.chiave], dopo[chiave])
    for chiave in [c for c in dopo if c not in prima]:
        yield Differenza(chiave[0], "", _("non c'era"), _("c'è"))


def _scarto(voce: str, prima: Colonna, riga: Any, dopo: Colonna, altra: Any) -> Iterator[Differenza]:
    testi = prima.testo(riga), dopo.testo(altra)
    if testi[0] == testi[1]:
        return
    valori = prima.valore(riga), dopo.valore(altra)
    scarto = ""
    if all(isinstance(v, Number) for v in valori):
        differenza = valori[1] - valori[0]
        scarto = f"{'+' if differenza > 0 else '−'}{replace(prima, valore=abs).testo(differenza)}"
    yield Differenza(voce, str(prima.titolo), *testi, scarto)


def _scomparsa(tabella: Tabella) -> list[Differenza]:
    return [Differenza(tabella.titolo, "", _("c'era"), _("non c'è più"))]


def _nuova(tabella: Tabella) -> list[Differenza]:
    return [Differenza(tabella.titolo, "", _("non c'era"), _("c'è"))]
