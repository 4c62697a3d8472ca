"""The whole count for one employer, in the order of the law, from the bases to what is due on the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from collocamento.normativa.base import basi_nazionali, basi_provinciali
from collocamento.normativa.controlli import anomalie_e_avvisi
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.dovuto import segna_dovuto_ora
from collocamento.normativa.esoneri import entro_il_massimale, massimale_esonero, percento_massimo, segna_esonerati
from collocamento.normativa.foglio import Conto, somma
from collocamento.normativa.forza import forza_nazionale, forza_provinciale
from collocamento.normativa.quote import quote_nazionali, quote_provinciali
from collocamento.normativa.risultato import CifreNazionali, CifreProvincia, Risultato
from collocamento.normativa.scoperture import scoperture_nazionali, scoperture_provinciali
from collocamento.normativa.tipi import IMPOSTAZIONI, DatiProvincia, DatoNonValido, Datore, Impostazioni


def calcola(
    datore: Datore, province: Sequence[DatiProvincia], *, data: date, impostazioni: Impostazioni = IMPOSTAZIONI
) -> Risultato:
    """Work out what an employer owes on `data`, nationally and province by province, with the reasons.

    The order of `province` is irrelevant. If the sheet of the registered office is missing, one with no workers
    is added and reported. Raises DatoNonValido when two sheets have the same province.
    """
    fogli = _ordina(datore, province)
    nazionale = Conto(somma(fogli))
    conti = [Conto(foglio) for foglio in fogli]
    _segna_lavoratori(nazionale, conti)
    basi_nazionali(nazionale, impostazioni)
    basi_provinciali(nazionale, conti, impostazioni)
    quote_nazionali(nazionale)
    quote_provinciali(nazionale, conti, datore.provincia_sede)
    forza_nazionale(nazionale, nazionale["classe"])
    forza_provinciale(nazionale, conti, nazionale["classe"])
    for conto in (nazionale, *conti):
        segna_esonerati(conto, datore, data)
    scoperture_nazionali(nazionale)
    scoperture_provinciali(nazionale, conti)
    segna_dovuto_ora(nazionale, conti, datore, data, impostazioni)
    anomalie, avvisi = anomalie_e_avvisi(datore, province, nazionale, conti, data, impostazioni)
    return Risultato(
        data=data,
        nazionale=CifreNazionali(**_campi(nazionale, CifreNazionali), passi=nazionale.passi),
        province={c.codice: CifreProvincia(**_campi(c, CifreProvincia), passi=c.passi) for c in conti},
        anomalie=tuple(anomalie),
        avvisi=tuple(avvisi),
    )


def calcola_con_esoneri_al_massimale(
    datore: Datore, province: Sequence[DatiProvincia], *, data: date, impostazioni: Impostazioni = IMPOSTAZIONI
) -> Risultato | None:
    """The same count with authorised exemptions cut to their ceiling; None when none is over it."""
    risultato = calcola(datore, province, data=data, impostazioni=impostazioni)
    if not any(anomalia.codice == "exemption_over_ceiling" for anomalia in risultato.anomalie):
        return None
    nazionale = Conto(somma(_ordina(datore, province)))
    segna_esonerati(nazionale, datore, data)
    massimale = massimale_esonero(
        risultato.nazionale.classe,
        risultato.nazionale.quota_disabili,
        percento=percento_massimo(datore),
        gia_autocertificati=nazionale["autocertificati"],
        arrotondamento=impostazioni.esonero,
    )
    return calcola(datore, entro_il_massimale(province, massimale, data), data=data, impostazioni=impostazioni)


def _ordina(datore: Datore, province: Sequence[DatiProvincia]) -> list[DatiProvincia]:
    fogli = sorted(province, key=lambda foglio: foglio.codice)
    codici = {foglio.codice for foglio in fogli}
    if len(codici) < len(fogli):
        doppi = sorted({f.codice for f in fogli if sum(g.codice == f.codice for g in fogli) > 1})
        raise DatoNonValido(f"provincia: più di un foglio per {', '.join(doppi)}.")
    if datore.provincia_sede not in codici:
        fogli = sorted([*fogli, DatiProvincia(datore.provincia_sede)], key=lambda foglio: foglio.codice)
    return fogli


def _segna_lavoratori(nazionale: Conto, conti: Sequence[Conto]) -> None:
    for conto in conti:
        numero = conto.dati.n_totale
        conto.segna("lavoratori", numero, Passo("lavoratori", numero, {}))
    numero = nazionale.dati.n_totale
    parametri = {"province": [f"{conto.codice}: {conto.dati.n_totale}" for conto in conti]}
    nazionale.segna("lavoratori", numero, Passo("lavoratori_nazionali", numero, parametri))


def _campi(conto: Conto, classe: type) -> dict[str, Any]:
    return {campo: conto.cifre[campo] for campo in classe.__slots__ if campo != "passi"}
