"""Exempt positions and their ceilings (art. 5 c. 3, 3-bis and 4; DM 357/2000; DI 10.3.2016)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from collocamento.normativa.arrotondamento import arrotonda, per_difetto
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import ArrotondamentoEsonero, Classe, Tipologia
from collocamento.normativa.foglio import Conto, termini
from collocamento.normativa.quote import quota_disabili
from collocamento.normativa.tipi import DatiProvincia, Datore


PERCENTO_MASSIMO = 60
PERCENTO_MASSIMO_VIGILANZA_TRASPORTO = 80
_MASSIMO_CLASSE_B = 1


class Massimale60PerMille(NamedTuple):
    """Ceiling of the self-certified exemption and the figures it comes from."""

    quota: int
    base_netta: int
    quota_netta: int
    massimo: int


def autorizzati(dati: DatiProvincia, data: date) -> int:
    """Positions exempted by an authorisation granted and not expired."""
    return sum(esonero.numero for esonero in dati.esoneri if esonero.vale(data))


def autocertificati(dati: DatiProvincia) -> int:
    """Positions exempted by self-certification at 60 per mille."""
    return sum(esonero.esonerati for esonero in dati.esoneri_60_per_mille)


def massimale_esonero(
    classe: Classe | None,
    quota: int,
    *,
    percento: int | Fraction = PERCENTO_MASSIMO,
    gia_autocertificati: int = 0,
    arrotondamento: ArrotondamentoEsonero = ArrotondamentoEsonero.ART4C2,
) -> int:
    """Most positions an authorisation may exempt: none in class C, one in B, the percentage of the quota in A.

    Self-certified positions are taken off first. Practice of Piemonte on art. 5 c. 4 and DM 357/2000.
    """
    if classe == Classe.A:
        arrotonda_massimale = arrotonda if arrotondamento == ArrotondamentoEsonero.ART4C2 else per_difetto
        return max(0, arrotonda_massimale(Fraction(percento) * quota / 100 - gia_autocertificati))
    return max(0, _MASSIMO_CLASSE_B - gia_autocertificati) if classe == Classe.B else 0


def massimale_60_per_mille(base_art3: int, addetti: int) -> Massimale60PerMille:
    """Most positions that may be self-certified: quota on the base less quota on the base without those workers."""
    quota, base_netta = quota_disabili(base_art3), max(0, base_art3 - addetti)
    quota_netta = quota_disabili(base_netta)
    return Massimale60PerMille(quota, base_netta, quota_netta, quota - quota_netta)


def percento_massimo(datore: Datore) -> int:
    """Percentage of the quota that may be exempted: 80 for security services and private transport, else 60."""
    return PERCENTO_MASSIMO_VIGILANZA_TRASPORTO if datore.limite_esonero_80 else PERCENTO_MASSIMO


def segna_esonerati(conto: Conto, datore: Datore, data: date) -> None:
    """Write the exempt positions of a sheet; a public employer has no self-certified ones (art. 5 c. 3-bis)."""
    certificati = 0 if datore.tipologia == Tipologia.PUBBLICO else autocertificati(conto.dati)
    concessi = autorizzati(conto.dati, data)
    addendi = termini(("esonero_autorizzato", concessi), ("esonero_autocertificato", certificati))
    conto.cifre["autorizzati"] = concessi
    conto.cifre["autocertificati"] = certificati
    totale = concessi + certificati
    conto.segna("esonerati", totale, Passo("esonerati", totale, {"termini": addendi}))


def entro_il_massimale(province: Sequence[DatiProvincia], massimale: int, data: date) -> list[DatiProvincia]:
    """The same sheets with authorised positions cut to the ceiling, the last provinces by code losing them first."""
    resta = massimale
    ridotte = {}
    for foglio in sorted(province, key=lambda foglio: foglio.codice):
        esoneri = []
        for esonero in foglio.esoneri:
            if esonero.vale(data):
                esonero = replace(esonero, numero=min(esonero.numero, resta))
                resta -= esonero.numero
            esoneri.append(esonero)
        ridotte[foglio.codice] = replace(foglio, esoneri=tuple(esoneri))
    return [ridotte[foglio.codice] for foglio in province]
