"""What is due on the reference date, beside the structural shortfall: suspensions and conventions of art. 11."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collocamento.normativa.convenzioni import previsti_art11
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.foglio import Conto, termini
from collocamento.normativa.sospensioni import quota_dovuta, sospeso_tutto
from collocamento.normativa.tipi import DatiProvincia, Datore, Impostazioni


def segna_dovuto_ora(
    nazionale: Conto, province: Sequence[Conto], datore: Datore, data: date, impostazioni: Impostazioni
) -> None:
    """Write what is due now in each province and for the whole employer."""
    tutto = sospeso_tutto(datore, [conto.dati for conto in province], data)
    for conto in province:
        quota, passo = quota_dovuta(
            conto.dati,
            conto["quota_disabili"],
            conto["base_art3"],
            tutto_sospeso=tutto,
            data=data,
            impostazioni=impostazioni,
        )
        conto.segna("quota_dovuta_ora", *_con_gradualita(conto.dati, quota, passo, data))
        conto.cifre["sospensione_in_corso"] = tutto or any(s.in_corso(data) for s in conto.dati.sospensioni)
        _scoperture_ora(conto, previsti_art11(conto.dati.convenzioni, data))
    quota = sum(conto["quota_dovuta_ora"] for conto in province)
    addendi = [[conto.codice, conto["quota_dovuta_ora"]] for conto in province]
    passo = Passo("quota_dovuta_nazionale", quota, {"province": [f"{codice}: {n}" for codice, n in addendi]})
    nazionale.segna("quota_dovuta_ora", quota, passo)
    nazionale.cifre["sospensione_in_corso"] = any(conto["sospensione_in_corso"] for conto in province)
    _scoperture_ora(nazionale, sum(previsti_art11(conto.dati.convenzioni, data) for conto in province))


def _con_gradualita(foglio: DatiProvincia, quota: int, passo: Passo, data: date) -> tuple[int, *tuple[Passo, ...]]:
    """The quota due, cut to the units of the office's act where there is one, and the steps to it."""
    in_vigore = [atto.unita for atto in foglio.gradualita if atto.vale(data)]
    if not in_vigore:
        return quota, passo
    unita = sum(in_vigore)
    dovuta = min(quota, unita)
    return dovuta, passo, Passo("quota_gradualita", dovuta, {"quota": quota, "unita": unita})


def _scoperture_ora(conto: Conto, previsti: int) -> None:
    addendi = termini(
        ("quota_dovuta_ora", conto["quota_dovuta_ora"]),
        ("esonerati", -conto["esonerati"]),
        ("in_forza", -conto["disabili_in_forza"]),
        ("eccedenza_art18", -conto["eccedenza_usata_qui"]),
        ("compensazione", conto["compensazione_disabili"]),
        ("previsti_art11", -previsti),
    )
    saldo = sum(numero for _, numero in addendi)
    valore = max(0, saldo)
    passo = Passo("scopertura_dovuta_ora", valore, {"termini": addendi, "saldo": saldo})
    conto.segna("scopertura_dovuta_ora", valore, *conto.passi["quota_dovuta_ora"], passo)
    conto.segna("scopertura_art18_dovuta_ora", conto["scopertura_art18"], *conto.passi["scopertura_art18"])
