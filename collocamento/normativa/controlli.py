"""Faults of the declaration (anomalies) and readings or limits worth knowing (warnings)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from collocamento.normativa.base import basi_nazionali
from collocamento.normativa.convenzioni import massimale_12bis
from collocamento.normativa.derivazione import Segnalazione
from collocamento.normativa.enumerazioni import (
    ArrotondamentoPartTime,
    Categoria,
    Classe,
    Gravita,
    MassimaleArt18,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
)
from collocamento.normativa.esoneri import autocertificati, massimale_60_per_mille, massimale_esonero, percento_massimo
from collocamento.normativa.foglio import Conto
from collocamento.normativa.parametri import parametro
from collocamento.normativa.quote import quote_nazionali
from collocamento.normativa.territorio import regione, stessa_regione
from collocamento.normativa.tipi import DatiProvincia, Datore, Impostazioni


def anomalie_e_avvisi(
    datore: Datore,
    province: Sequence[DatiProvincia],
    nazionale: Conto,
    conti: Sequence[Conto],
    data: date,
    impostazioni: Impostazioni,
) -> tuple[list[Segnalazione], list[Segnalazione]]:
    """Every anomaly and every warning of a finished count."""
    anomalie = [
        *errori_di_forma(datore, province),
        *_prospetto(nazionale, conti),
        *_esoneri(datore, nazionale, impostazioni),
        *_compensazioni_con_esonero(conti),
        *_somme_provinciali(datore, nazionale, conti),
    ]
    avvisi = [
        *_letture(nazionale, impostazioni),
        *_convenzioni(nazionale, data),
        *_scadenze(conti, data),
        *_province_sconosciute(datore, province),
    ]
    if nazionale["classe"] == Classe.C and not parametro("computo", "classe_c_senza_nuova_assunzione", data).si:
        avvisi.append(Segnalazione("class_c_needs_new_hire"))
    return anomalie, avvisi


def errori_di_forma(datore: Datore, province: Sequence[DatiProvincia]) -> Iterator[Segnalazione]:
    """What the sheets may not say, whatever the figures: missing seat, public exemptions, compensation rows."""
    if all(foglio.codice != datore.provincia_sede for foglio in province):
        yield Segnalazione("seat_sheet_missing", {"province": datore.provincia_sede})
    if datore.tipologia == Tipologia.PUBBLICO:
        concessi = sum(e.numero for foglio in province for e in foglio.esoneri if e.stato == Stato.CONCESSO)
        if concessi:
            yield Segnalazione("exemption_public_employer", {"declared": concessi})
        certificati = sum(autocertificati(foglio) for foglio in province)
        if certificati:
            yield Segnalazione("exemption_60permille_public_employer", {"declared": certificati})
    yield from _compensazioni_irregolari(datore, province)


def _prospetto(nazionale: Conto, conti: Sequence[Conto]) -> Iterator[Segnalazione]:
    if nazionale["classe"] is None and nazionale["quota_art18"] == 0:
        yield Segnalazione("prospetto_not_due")
    for conto in conti:
        if any(passo.id in ("base_riportata", "base_azzerata") for passo in conto.passi["base_art3"]):
            yield Segnalazione("negative_base", {"province": conto.codice})
        if conto.dati.art18_al_17_01_2000 > conto.dati.art18:
            campi = {"declared": conto.dati.art18_al_17_01_2000, "in_force": conto.dati.art18}
            yield Segnalazione("art18_before_2000_over_total", {"province": conto.codice, **campi})


def _esoneri(datore: Datore, nazionale: Conto, impostazioni: Impostazioni) -> Iterator[Segnalazione]:
    massimale = massimale_esonero(
        nazionale["classe"],
        nazionale["quota_disabili"],
        percento=percento_massimo(datore),
        gia_autocertificati=nazionale["autocertificati"],
        arrotondamento=impostazioni.esonero,
    )
    if nazionale["autorizzati"] > massimale:
        yield Segnalazione("exemption_over_ceiling", {"declared": nazionale["autorizzati"], "ceiling": massimale})
    addetti = sum(esonero.addetti for esonero in nazionale.dati.esoneri_60_per_mille)
    massimo = massimale_60_per_mille(nazionale["base_art3"], addetti).massimo
    if nazionale["autocertificati"] > massimo:
        campi = {"declared": nazionale["autocertificati"], "ceiling": massimo}
        yield Segnalazione("exemption_60permille_over_ceiling", campi)


def _compensazioni_irregolari(datore: Datore, province: Sequence[DatiProvincia]) -> Iterator[Segnalazione]:
    """Compensation rows against art. 5 c. 8, 8-bis and 8-ter: balance, direction, region of public employers."""
    righe = [(foglio.codice, riga) for foglio in province for riga in foglio.compensazioni]
    if not righe:
        return
    for categoria in Categoria:
        interne = [riga for _, riga in righe if riga.categoria == categoria and not riga.cf_gruppo]
        eccedenza = sum(riga.numero for riga in interne if riga.verso == Verso.ECCEDENZA)
        riduzione = sum(riga.numero for riga in interne if riga.verso == Verso.RIDUZIONE)
        if eccedenza != riduzione:
            campi = {"category": categoria.value, "excess": eccedenza, "reduction": riduzione}
            yield Segnalazione("compensation_unbalanced", campi)
        for foglio in province:
            versi = {riga.verso for riga in foglio.compensazioni if riga.categoria == categoria}
            if len(versi) > 1:
                campi = {"category": categoria.value, "province": foglio.codice}
                yield Segnalazione("compensation_both_directions", campi)
    if datore.tipologia == Tipologia.PUBBLICO:
        for codice, riga in righe:
            if riga.altra_provincia and stessa_regione(codice, riga.altra_provincia) is False:
                campi = {"province": codice, "other": riga.altra_provincia}
                yield Segnalazione("compensation_outside_region", campi)


def _province_sconosciute(datore: Datore, province: Sequence[DatiProvincia]) -> Iterator[Segnalazione]:
    """Provinces whose region the table lacks, where the region matters: a public employer in more than one."""
    altre = {riga.altra_provincia for foglio in province for riga in foglio.compensazioni if riga.altra_provincia}
    codici = altre | {foglio.codice for foglio in province} | {datore.provincia_sede}
    if datore.tipologia == Tipologia.PUBBLICO and len(codici) > 1:
        for codice in sorted(codici):
            if regione(codice) is None:
                yield Segnalazione("unknown_province", {"province": codice})


def _compensazioni_con_esonero(conti: Sequence[Conto]) -> Iterator[Segnalazione]:
    for conto in conti:
        in_piu = any(
            riga.verso == Verso.ECCEDENZA and riga.categoria == Categoria.DISABILI for riga in conto.dati.compensazioni
        )
        if in_piu and conto["esonerati"]:
            yield Segnalazione("compensation_with_exemption", {"province": conto.codice})


def _somme_provinciali(datore: Datore, nazionale: Conto, conti: Sequence[Conto]) -> Iterator[Segnalazione]:
    gravita = Gravita.AVVISO if datore.tipologia == Tipologia.PUBBLICO else Gravita.ERRORE
    for categoria, figura in ((Categoria.DISABILI, "scopertura_disabili"), (Categoria.ART18, "scopertura_art18")):
        somma = sum(conto[figura] for conto in conti)
        if somma != nazionale[figura]:
            campi = {"category": categoria.value, "provinces": somma, "national": nazionale[figura]}
            yield Segnalazione("provincial_sum_differs", {**campi, "severity": gravita.value})


def _letture(nazionale: Conto, impostazioni: Impostazioni) -> Iterator[Segnalazione]:
    """The other reading of an open rule, where it would change a quota."""
    if nazionale.dati.part_time and nazionale.dati.intermittenti:
        insieme = impostazioni.part_time == ArrotondamentoPartTime.INSIEME
        altra = ArrotondamentoPartTime.SEPARATO if insieme else ArrotondamentoPartTime.INSIEME
        yield from _altra_lettura("part_time_reading", nazionale, part_time=altra, impostazioni=impostazioni)
    if nazionale.dati.art18:
        quota = impostazioni.massimale_art18 == MassimaleArt18.QUOTA
        altro = MassimaleArt18.UN_PERCENTO_TESTE if quota else MassimaleArt18.QUOTA
        yield from _altra_lettura("art18_ceiling_reading", nazionale, massimale_art18=altro, impostazioni=impostazioni)


def _altra_lettura(
    codice: str,
    nazionale: Conto,
    *,
    impostazioni: Impostazioni,
    part_time: ArrotondamentoPartTime | None = None,
    massimale_art18: MassimaleArt18 | None = None,
) -> Iterator[Segnalazione]:
    altro = Conto(nazionale.dati)
    basi_nazionali(
        altro,
        Impostazioni(
            part_time=part_time or impostazioni.part_time,
            massimale_art18=massimale_art18 or impostazioni.massimale_art18,
        ),
    )
    if altro["base_art3"] == nazionale["base_art3"] and altro["base_art18"] == nazionale["base_art18"]:
        return
    quote_nazionali(altro)
    if altro["quota_disabili"] != nazionale["quota_disabili"] or altro["quota_art18"] != nazionale["quota_art18"]:
        campi = {f"other_{nome}": altro[f] for nome, f in (("disabled", "quota_disabili"), ("art18", "quota_art18"))}
        yield Segnalazione(codice, campi)


def _convenzioni(nazionale: Conto, data: date) -> Iterator[Segnalazione]:
    in_vigore = [c for c in nazionale.dati.convenzioni if c.tipo == TipoConvenzione.ART12BIS and c.vale(data)]
    previsti = sum(convenzione.previsti for convenzione in in_vigore)
    massimale = massimale_12bis(nazionale["classe"], nazionale["quota_disabili"], data) if previsti else 0
    if previsti > massimale:
        yield Segnalazione("convention_12bis_over_ceiling", {"declared": previsti, "ceiling": massimale})


def _scadenze(conti: Sequence[Conto], data: date) -> Iterator[Segnalazione]:
    for conto in conti:
        for esonero in conto.dati.esoneri:
            if esonero.stato == Stato.CONCESSO and not esonero.vale(data):
                campi = {"province": conto.codice, "until": esonero.fino_al, "positions": esonero.numero}
                yield Segnalazione("exemption_expired", campi)
            elif esonero.stato == Stato.RICHIESTO:
                campi = {"province": conto.codice, "positions": esonero.numero}
                yield Segnalazione("exemption_requested", campi)
        for sospensione in conto.dati.sospensioni:
            senza_misura = sospensione.percentuale is None and not sospensione.lavoratori
            if sospensione.in_corso(data) and senza_misura and conto["quota_dovuta_ora"]:
                yield Segnalazione("suspension_without_measure", {"province": conto.codice})
