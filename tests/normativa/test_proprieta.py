from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from collocamento.normativa import Passo, calcola, quota_art18, quota_disabili, render
from collocamento.normativa.arrotondamento import arrotonda, arrotonda_percento, per_difetto, per_eccesso
from collocamento.normativa.ripartizione import riconcilia, riconcilia_forza, ripara_quote, ripartisci_eccedenza
from collocamento.normativa.risultato import NOMI_NAZIONALI, NOMI_PROVINCIALI
from tests.normativa.strategie import datori


DATA = date(2025, 12, 31)
SOMMABILI = (
    "lavoratori",
    "base_art3",
    "base_art18",
    "quota_disabili",
    "quota_art18",
    "disabili_in_forza",
    "art18_in_forza",
    "esonerati",
    "saldo_disabili",
    "quota_dovuta_ora",
)


@given(datori())
@settings(max_examples=300, deadline=None)
def test_provincial_figures_add_up_to_the_national_ones(caso):
    risultato = calcola(*caso, data=DATA)
    for figura in SOMMABILI:
        somma = sum(getattr(provincia, figura) for provincia in risultato.province.values())
        assert somma == getattr(risultato.nazionale, figura), figura


@given(datori())
@settings(max_examples=200, deadline=None)
def test_no_figure_but_the_balance_is_negative(caso):
    risultato = calcola(*caso, data=DATA)
    for cifre in (risultato.nazionale, *risultato.province.values()):
        for figura, valore in cifre.figure().items():
            if figura not in ("shortfall_disabled_signed", "class", "compensation_disabled", "compensation_art18"):
                assert valore >= 0, figura


@given(datori())
@settings(max_examples=200, deadline=None)
def test_what_is_due_now_never_exceeds_the_structural_shortfall(caso):
    risultato = calcola(*caso, data=DATA)
    for cifre in (risultato.nazionale, *risultato.province.values()):
        assert 0 <= cifre.quota_dovuta_ora <= cifre.quota_disabili
        assert 0 <= cifre.scopertura_dovuta_ora <= cifre.scopertura_disabili


@given(datori(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_sheets_is_irrelevant(caso, caso_fortuito):
    datore, fogli = caso
    mescolati = list(fogli)
    caso_fortuito.shuffle(mescolati)
    assert calcola(datore, fogli, data=DATA) == calcola(datore, mescolati, data=DATA)


@given(datori())
@settings(max_examples=150, deadline=None)
def test_every_figure_ends_its_derivation_and_reads_in_both_languages(caso):
    risultato = calcola(*caso, data=DATA)
    for cifre, nomi in (
        (risultato.nazionale, NOMI_NAZIONALI),
        *((provincia, NOMI_PROVINCIALI) for provincia in risultato.province.values()),
    ):
        assert set(nomi) <= set(cifre.passi)
        for figura, passi in cifre.passi.items():
            assert passi[-1].valore == getattr(cifre, figura), figura
            for passo in passi:
                conservato = Passo.from_dict(json.loads(json.dumps(passo.as_dict())))
                for lingua in ("it", "en"):
                    assert render(conservato, lingua) == render(passo, lingua)
                    assert all(render(passo, lingua))


@given(st.integers(0, 5000))
def test_quotas_never_fall_when_the_base_grows(base):
    assert quota_disabili(base) <= quota_disabili(base + 1)
    assert quota_art18(base) <= quota_art18(base + 1)


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_integer_percentage_rounds_as_the_fraction(numero, percento):
    assert arrotonda_percento(numero, percento) == arrotonda(Fraction(numero * percento, 100))


@given(st.fractions(min_value=0, max_value=1000))
def test_rounding_goes_up_only_above_one_half(valore):
    intero = per_difetto(valore)
    assert arrotonda(valore) == intero + (valore - intero > Fraction(1, 2))
    assert intero <= arrotonda(valore) <= per_eccesso(valore)


@st.composite
def unita(draw):
    codici = [f"{n:03d}" for n in range(draw(st.integers(1, 6)))]
    massime = {codice: draw(st.integers(0, 9)) for codice in codici}
    proprie = {codice: draw(st.integers(0, massime[codice])) for codice in codici}
    return proprie, massime, draw(st.integers(0, sum(massime.values())))


@given(unita())
def test_reconciled_units_add_up_within_the_workers_there_are(caso):
    proprie, massime, nazionale = caso
    for funzione in (riconcilia, riconcilia_forza):
        valori = funzione(proprie, massime, nazionale)
        assert sum(valori.values()) == nazionale
        assert all(0 <= valori[codice] <= massime[codice] for codice in valori)


@given(unita(), st.lists(st.integers(0, 99), min_size=6, max_size=6))
def test_repaired_quotas_add_up_and_stay_positive(caso, numeri):
    proprie, _, nazionale = caso
    resti = dict(zip(proprie, numeri, strict=False))
    valori = ripara_quote(proprie, resti, nazionale, "000")
    assert sum(valori.values()) == nazionale
    assert min(valori.values()) >= 0


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(-5, 20), min_size=1), st.integers(0, 40))
def test_the_excess_is_spread_wholly_and_never_beyond_a_shortfall(saldi, eccedenza):
    usata = ripartisci_eccedenza(saldi, eccedenza)
    scoperti = {codice: max(0, saldo) for codice, saldo in saldi.items()}
    assert sum(usata.values()) == min(eccedenza, sum(scoperti.values()))
    assert all(0 <= usata[codice] <= scoperti[codice] for codice in saldi)
