"""The ceilings at their boundaries, and their steps: what is left after the other acts, and never a unit too many."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.normativa import (
    Classe,
    DatiProvincia,
    Datore,
    Gradualita,
    Sospensione,
    Stato,
    Tipologia,
    autocertificabili,
    calcola,
    esonero_concedibile,
    posizioni_richiedibili,
    quota_disabili,
    render,
    termine_decisione,
    termine_preavviso,
    termine_variazione_60_per_mille,
)


@pytest.mark.parametrize(
    ("classe", "quota", "percento", "attese"),
    [
        (None, 0, 60, 0),
        (Classe.C, 1, 60, 0),
        (Classe.C, 1, 80, 0),
        (Classe.B, 2, 60, 1),
        (Classe.A, 4, 60, 2),  # 2.40
        (Classe.A, 5, 60, 3),
        (Classe.A, 8, 60, 5),  # 4.80 goes up
        (Classe.A, 8, 80, 6),  # 6.40
    ],
)
def test_the_ceiling_of_each_class(classe, quota, percento, attese):
    assert esonero_concedibile(classe, quota, percento=percento).numero == attese


def test_a_half_is_dropped():
    assert posizioni_richiedibili(5, 50) == 2
    assert posizioni_richiedibili(5, 51) == 3


@given(st.integers(51, 2000), st.sampled_from([60, 80]), st.integers(0, 50), st.integers(0, 50))
def test_what_is_left_never_passes_the_ceiling_and_the_steps_reach_it(base, percento, certificate, altre):
    quota = quota_disabili(base)
    massimale = esonero_concedibile(Classe.A, quota, percento=percento, autocertificate=certificate, altre=altre)
    assert massimale.passi[-1].valore == massimale.numero >= 0
    if massimale.numero:
        assert massimale.numero + altre + certificate <= Fraction(percento * quota, 100) + Fraction(1, 2)
    for passo in massimale.passi:
        assert render(passo, "it").formula and render(passo, "en").formula


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 10))
def test_no_more_is_certified_than_the_workers_bring(base, addetti, altre):
    massimale = autocertificabili(base, addetti, altre=altre)
    assert 0 <= massimale.numero <= quota_disabili(base)
    assert massimale.passi[-1].valore == massimale.numero
    assert autocertificabili(base, 0).numero == 0


def test_the_terms_of_the_procedure():
    assert termine_decisione(date(2026, 3, 2)) == date(2026, 4, 1)
    assert termine_decisione(date(2026, 3, 2), 12) == date(2026, 4, 13)
    assert termine_preavviso(date(2026, 3, 2)) == date(2026, 3, 12)
    assert termine_variazione_60_per_mille(date(2026, 3, 2)) == date(2026, 3, 2) + timedelta(days=60)


def test_units_entered_by_the_office_cap_what_is_due_now_and_nothing_else():
    giorno = date(2026, 3, 2)
    datore = Datore(Tipologia.PRIVATO, "011")

    def dovuta(**campi):
        return calcola(datore, [DatiProvincia("011", n_totale=200, **campi)], data=giorno)

    senza, con = dovuta(), dovuta(gradualita=(Gradualita(3, date(2026, 12, 31)),))
    assert (senza.province["011"].quota_dovuta_ora, con.province["011"].quota_dovuta_ora) == (14, 3)
    assert con.nazionale.quota_dovuta_ora == con.nazionale.scopertura_dovuta_ora == 3
    assert con.nazionale.scopertura_disabili == senza.nazionale.scopertura_disabili
    assert [p.id for p in con.province["011"].passi["quota_dovuta_ora"]][-1] == "quota_gradualita"
    scaduta = dovuta(gradualita=(Gradualita(3, giorno - timedelta(days=1)),))
    assert scaduta.province["011"].quota_dovuta_ora == 14
    sospesa = dovuta(gradualita=(Gradualita(99),), sospensioni=(Sospensione(Stato.CONCESSO, percentuale=50),))
    assert sospesa.province["011"].quota_dovuta_ora == 7
