"""Shortfall, art. 18 offset and compensations (art. 3, art. 5 c. 8 ff., art. 18 c. 1)."""

from __future__ import annotations

from collections.abc import Sequence

from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Categoria
from collocamento.normativa.foglio import Conto, termini
from collocamento.normativa.ripartizione import ripartisci_eccedenza


def scoperture_nazionali(conto: Conto) -> None:
    """Write balance, art. 18 excess and shortfalls of the whole employer.

    Only rows with a group tax code move the national figures: the others cancel out inside the employer.
    """
    dati, quota18 = conto.dati, conto["quota_art18"]
    grezzo = _grezzo(conto)
    limiti = {"quota": quota18, "oltre": dati.art18 - quota18, "storici": dati.art18_al_17_01_2000}
    eccedenza = max(0, min(limiti.values()))
    conto.segna("eccedenza_art18", eccedenza, Passo("eccedenza_art18", eccedenza, limiti))
    usata = min(eccedenza, max(0, grezzo))
    passo = Passo("eccedenza_usata", usata, {"eccedenza": eccedenza, "saldo": grezzo})
    conto.segna("eccedenza_art18_usata", usata, *conto.passi["eccedenza_art18"], passo)
    _chiudi(conto, grezzo, usata, solo_gruppo=True)


def scoperture_provinciali(nazionale: Conto, province: Sequence[Conto]) -> None:
    """Write balance, compensations and shortfalls of each province."""
    grezzi = {conto.codice: _grezzo(conto) for conto in province}
    usate = ripartisci_eccedenza(grezzi, nazionale["eccedenza_art18_usata"])
    for conto in province:
        _chiudi(conto, grezzi[conto.codice], usate[conto.codice], solo_gruppo=False)


def _grezzo(conto: Conto) -> int:
    return conto["quota_disabili"] - conto["esonerati"] - conto["disabili_in_forza"]


def _chiudi(conto: Conto, grezzo: int, usata: int, *, solo_gruppo: bool) -> None:
    saldo = grezzo - usata
    addendi = termini(
        ("quota_disabili", conto["quota_disabili"]),
        ("esonerati", -conto["esonerati"]),
        ("in_forza", -conto["disabili_in_forza"]),
        ("eccedenza_art18", -usata),
    )
    passo_saldo = Passo("saldo_disabili", saldo, {"termini": addendi})
    conto.cifre["eccedenza_usata_qui"] = usata
    conto.segna("saldo_disabili", saldo, passo_saldo)
    _compensazione(conto, Categoria.DISABILI, "compensazione_disabili", solo_gruppo)
    _compensazione(conto, Categoria.ART18, "compensazione_art18", solo_gruppo)
    _scopertura(conto, "scopertura_disabili", [("saldo", saldo)], "compensazione_disabili", [passo_saldo])
    addendi = termini(("quota_art18", conto["quota_art18"]), ("art18_in_forza", -conto["art18_in_forza"]))
    _scopertura(conto, "scopertura_art18", addendi, "compensazione_art18", [])


def _compensazione(conto: Conto, categoria: Categoria, figura: str, solo_gruppo: bool) -> None:
    righe = [
        riga
        for riga in conto.dati.compensazioni
        if riga.categoria == categoria and (riga.cf_gruppo or not solo_gruppo)
    ]
    in_piu = sum(riga.con_segno for riga in righe if riga.con_segno > 0)
    in_meno = sum(riga.con_segno for riga in righe if riga.con_segno < 0)
    totale = in_piu + in_meno
    addendi = termini(("compensazione_e", in_piu), ("compensazione_r", in_meno))
    messaggio = "compensazione_di_gruppo" if solo_gruppo else "compensazione"
    conto.segna(figura, totale, Passo(messaggio, totale, {"termini": addendi}))


def _scopertura(
    conto: Conto, figura: str, addendi: list[tuple[str, int]], compensazione: str, prima: list[Passo]
) -> None:
    spostati = conto[compensazione]
    if spostati:
        addendi = [*addendi, ("compensazione", spostati)]
        prima = [*prima, *conto.passi[compensazione]]
    saldo = sum(numero for _, numero in addendi)
    valore = max(0, saldo)
    conto.segna(figura, valore, *prima, Passo(figura, valore, {"termini": addendi, "saldo": saldo}))
