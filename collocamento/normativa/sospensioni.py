"""Suspension of the duty (art. 3 c. 5; DPR 333/2000 art. 4): what it leaves due on a date.

Art. 18 c. 2 does not recall art. 3 c. 5, so the art. 18 quota is never suspended.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from collocamento.normativa.arrotondamento import arrotonda, per_eccesso
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import ArrotondamentoSospensione, Causa
from collocamento.normativa.tipi import DatiProvincia, Datore, Impostazioni, Sospensione


def sospeso_tutto(datore: Datore, province: Sequence[DatiProvincia], data: date) -> bool:
    """Whether a collective dismissal suspends the whole duty, in every province."""
    nazionale = datore.sospensione_nazionale
    if nazionale is not None and nazionale.in_corso(data):
        return True
    return any(
        sospensione.causa == Causa.LICENZIAMENTO_COLLETTIVO and sospensione.in_corso(data)
        for foglio in province
        for sospensione in foglio.sospensioni
    )


def parte_sospesa(sospensioni: Sequence[Sospensione], base: int, data: date) -> Fraction:
    """Share of the activity of a province that is suspended on `data`, one at most.

    A percentage prevails on heads; with neither, nothing is deducted.
    """
    parte = Fraction(0)
    for sospensione in sospensioni:
        if not sospensione.in_corso(data):
            continue
        if sospensione.percentuale is not None:
            parte += Fraction(sospensione.percentuale) / 100
        elif sospensione.lavoratori:
            parte += Fraction(sospensione.lavoratori, base) if base > 0 else 1
    return min(parte, Fraction(1))


def quota_residua(quota: int, sospesa: Fraction, arrotondamento: ArrotondamentoSospensione) -> int:
    """Quota still due when a share of the activity is suspended."""
    resto = quota * (1 - sospesa)
    return arrotonda(resto) if arrotondamento == ArrotondamentoSospensione.ART4C2 else per_eccesso(resto)


def quota_dovuta(
    foglio: DatiProvincia, quota: int, base: int, *, tutto_sospeso: bool, data: date, impostazioni: Impostazioni
) -> tuple[int, Passo]:
    """Disabled quota due on `data` in a province, with the step that says why."""
    if tutto_sospeso:
        return 0, Passo("quota_sospesa_tutta", 0, {"quota": quota})
    sospesa = parte_sospesa(foglio.sospensioni, base, data) if foglio.sospensioni else Fraction(0)
    if not sospesa:
        return quota, Passo("quota_non_sospesa", quota, {"quota": quota})
    residua = quota_residua(quota, sospesa, impostazioni.sospensione)
    parametri = {"quota": quota, "sospesa": sospesa * 100, "prodotto": quota * (1 - sospesa)}
    return residua, Passo("quota_sospesa_in_parte", residua, parametri)
