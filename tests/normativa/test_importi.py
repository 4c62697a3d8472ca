from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collocamento.normativa import (
    ARGOMENTI,
    Calendario,
    Certezza,
    ConteggioRitardo,
    DatoNonValido,
    Impostazioni,
    ParametroNonVerificato,
    Situazione,
    Tipologia,
    contributo_esonerativo,
    deve_inviare,
    giorni_ritardo,
    parametro,
    render,
    sanzione_dopo_diffida,
    sanzione_prospetto,
    sanzione_scopertura,
    sanzione_scopertura_periodo,
    scadenza_prospetto,
    storia,
    termine_39_quater,
    termine_rettifica,
)
from collocamento.normativa.catalogo import leggi


def test_late_return_in_both_readings():
    scadenza, inviato = date(2025, 1, 31), date(2025, 2, 10)
    assert sanzione_prospetto(scadenza, inviato).euro == Decimal("1042.63")
    ulteriori = Impostazioni(ritardo=ConteggioRitardo.ULTERIORI)
    assert sanzione_prospetto(scadenza, inviato, impostazioni=ulteriori).euro == Decimal("1008.61")


def test_no_fine_in_time_nor_for_public_employers():
    scadenza = date(2026, 1, 31)
    assert sanzione_prospetto(scadenza, scadenza).euro == 0
    assert sanzione_prospetto(scadenza, date(2026, 3, 1), tipologia=Tipologia.PUBBLICO).euro == 0


def test_a_period_across_two_amounts_is_split():
    importo = sanzione_scopertura_periodo(1, date(2021, 12, 27), date(2022, 1, 5), Calendario())
    assert importo.euro == 5 * Decimal("153.20") + 3 * Decimal("196.05")
    assert importo.passi[-1].valore == importo.euro
    assert sanzione_scopertura_periodo(2, date(2026, 3, 2), date(2026, 3, 6), Calendario()).euro == Decimal("1960.50")


def test_amounts_of_2027_are_refused_until_verified():
    for calcolo in (
        lambda: sanzione_prospetto(date(2027, 1, 31), date(2027, 2, 2)),
        lambda: sanzione_scopertura(1, 1, date(2027, 1, 1)),
        lambda: contributo_esonerativo(1, 1, date(2027, 1, 1)),
        lambda: contributo_esonerativo(1, 1, date(2005, 1, 1)),
    ):
        with pytest.raises(ParametroNonVerificato):
            calcolo()


def test_a_quarter_after_the_notice_is_exact_and_explained_in_euro():
    importo = sanzione_dopo_diffida(sanzione_scopertura(1, 1, date(2026, 5, 4)))
    assert importo.euro == Decimal("49.0125")
    assert render(importo.passi[0]).formula == "1 posti × 1 giorni lavorativi × 196,05 € = 196,05 €"
    assert render(importo.passi[0], "en").formula == "1 posts × 1 working days × €196.05 = €196.05"


def test_negative_days_are_refused():
    with pytest.raises(DatoNonValido):
        sanzione_scopertura(1, -1, date(2026, 1, 1))


@pytest.mark.parametrize("argomento", ARGOMENTI)
def test_every_parameter_has_a_date_a_source_and_a_status(argomento):
    for nome in leggi(argomento):
        date_in_vigore = [valore.dal for valore in storia(argomento, nome)]
        assert date_in_vigore == sorted(set(date_in_vigore))
        for valore in storia(argomento, nome):
            assert valore.fonte
            assert (valore.grezzo is None) == (valore.stato == Certezza.NON_VERIFICATO)


@pytest.mark.parametrize("argomento", ARGOMENTI)
def test_what_is_not_verified_gives_nobody_a_number_to_show(argomento):
    for nome in leggi(argomento):
        for valore in storia(argomento, nome):
            if valore.stato == Certezza.NON_VERIFICATO:
                for leggi_come in (lambda v: v.intero, lambda v: v.importo, lambda v: v.si):
                    with pytest.raises(ParametroNonVerificato, match="non è verificato"):
                        leggi_come(valore)


def test_a_term_that_is_not_certain_says_what_is_not_and_does_not_hold_before_its_first_day():
    incerti = [v for nome in leggi("termini") for v in storia("termini", nome) if v.stato != Certezza.CERTO]
    assert {"decisione", "preavviso_rigetto", "variazione_60_per_mille"} <= {valore.nome for valore in incerti}
    for valore in incerti:
        assert valore.nota
        with pytest.raises(ParametroNonVerificato):
            parametro("termini", valore.nome, valore.dal - timedelta(days=1))


def test_the_fine_is_five_times_the_contribution():
    for quando in (date(2016, 10, 8), date(2022, 1, 1)):
        contributo = parametro("contributi", "esonerativo_giornaliero", quando).importo
        assert parametro("sanzioni", "scopertura_giornaliera", quando).importo == 5 * contributo


def test_due_date_of_the_return():
    assert scadenza_prospetto(2026) == date(2026, 1, 31)
    assert scadenza_prospetto(2026, {2026: date(2026, 2, 15)}) == date(2026, 2, 15)
    assert scadenza_prospetto(2025, {2026: date(2026, 2, 15)}) == date(2025, 1, 31)
    assert giorni_ritardo(date(2026, 1, 31), date(2026, 2, 3)) == 3
    assert giorni_ritardo(date(2026, 1, 31), date(2026, 1, 3)) == 0


def test_amendment_and_public_notice():
    assert termine_rettifica(date(2026, 5, 4), 5) == date(2026, 5, 11)
    assert termine_39_quater(date(2026, 1, 31)) == date(2026, 4, 1)


def test_who_must_send_again():
    uguale = Situazione(4, 1, 51)
    assert not deve_inviare(uguale, uguale, disabili_cambiati=False)
    assert deve_inviare(uguale, uguale, disabili_cambiati=True)
    assert deve_inviare(uguale, uguale._replace(base_art3=52), disabili_cambiati=False)
    assert deve_inviare(uguale, uguale, disabili_cambiati=False, tipologia=Tipologia.PUBBLICO)
