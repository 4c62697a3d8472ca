"""How many positions may still be exempted, with the steps: what the office grants, what an employer certifies.

The ceilings themselves are in `esoneri`; here they meet what other acts have already taken of them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from collocamento.normativa.arrotondamento import arrotonda_percento
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Classe
from collocamento.normativa.esoneri import massimale_60_per_mille, massimale_esonero


class Massimale(NamedTuple):
    """The most positions that an act may have, with the steps; the last one reaches the number."""

    numero: int
    passi: tuple[Passo, ...]


def esonero_concedibile(
    classe: Classe | None, quota: int, *, percento: int, autocertificate: int = 0, altre: int = 0
) -> Massimale:
    """Positions that an authorisation may still exempt, those of `altre` authorisations in force taken off."""
    massimo = massimale_esonero(classe, quota, percento=percento, gia_autocertificati=autocertificate)
    parametri = {"quota": quota, "autocertificate": autocertificate}
    if classe == Classe.A:
        prodotto = Fraction(percento * quota, 100)
        passo = Passo("massimale_classe_a", massimo, {**parametri, "percento": percento, "prodotto": prodotto})
    elif classe == Classe.B:
        passo = Passo("massimale_classe_b", massimo, parametri)
    else:
        passo = Passo("massimale_nessuno", massimo, {"quota": quota})
    return _meno_gli_altri(passo, altre)


def posizioni_richiedibili(quota: int, percentuale: int) -> int:
    """Positions that a percentage of the quota amounts to, rounded as art. 4 c. 2."""
    return arrotonda_percento(quota, percentuale)


def autocertificabili(base_art3: int, addetti: int, *, altre: int = 0) -> Massimale:
    """Positions that may be self-certified for `addetti` insured at 60 per mille or more, all provinces together.

    `altre` are those self-certified in the other provinces.
    """
    conto = massimale_60_per_mille(base_art3, addetti)
    parametri = {
        "quota": conto.quota,
        "base": base_art3,
        "addetti": addetti,
        "base_netta": conto.base_netta,
        "quota_netta": conto.quota_netta,
    }
    return _meno_gli_altri(Passo("massimale_60_per_mille", conto.massimo, parametri), altre)


def _meno_gli_altri(passo: Passo, altre: int) -> Massimale:
    if not altre:
        return Massimale(passo.valore, (passo,))
    resta = max(0, passo.valore - altre)
    return Massimale(resta, (passo, Passo("massimale_residuo", resta, {"massimale": passo.valore, "altre": altre})))
