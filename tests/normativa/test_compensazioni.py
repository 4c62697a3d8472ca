"""Compensations worked out: what they move, what they may not touch, and what they leave (art. 5 c. 8 - 8-ter)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collocamento.normativa import (
    Categoria,
    Compensazione,
    DatiProvincia,
    Datore,
    Esonero,
    Stato,
    Tipologia,
    Verso,
    calcola,
    proponi_compensazioni,
    render,
    render_segnalazione,
)
from collocamento.normativa.territorio import regione
from tests.normativa.strategie import CODICI, datori


DATA = date(2025, 12, 31)
DISABILI, ART18 = Categoria.DISABILI, Categoria.ART18


@dataclass(frozen=True)
class Cifre:
    saldo_disabili: int = 0
    quota_art18: int = 0
    art18_in_forza: int = 0
    esonerati: int = 0
    compensazione_disabili: int = 0
    compensazione_art18: int = 0

    def saldo(self, categoria):
        if categoria == DISABILI:
            return self.saldo_disabili + self.compensazione_disabili
        return self.quota_art18 - self.art18_in_forza + self.compensazione_art18


def proposte(province, tipologia=Tipologia.PRIVATO, **opzioni):
    return [
        (p.categoria, p.da, p.a, p.numero) for p in proponi_compensazioni(Tipologia(tipologia), province, **opzioni)
    ]


def disabili(**saldi):
    return {codice.removeprefix("p"): Cifre(saldo_disabili=saldo) for codice, saldo in saldi.items()}


# --- single cases -------------------------------------------------------------------------------------------------
def test_the_largest_excess_goes_to_the_largest_shortfall():
    assert proposte(disabili(p009=-2, p010=-5, p011=3, p045=4, p058=0)) == [
        (DISABILI, "010", "045", 4),
        (DISABILI, "009", "011", 2),
        (DISABILI, "010", "011", 1),
    ]


def test_equal_figures_go_by_code():
    assert proposte(disabili(p045=1, p011=1, p058=-1, p009=-1)) == [
        (DISABILI, "009", "011", 1),
        (DISABILI, "058", "045", 1),
    ]


def test_the_two_categories_are_apart():
    province = {
        "009": Cifre(saldo_disabili=-1, quota_art18=1),
        "011": Cifre(saldo_disabili=1, quota_art18=1, art18_in_forza=3),
    }
    assert proposte(province) == [(DISABILI, "009", "011", 1), (ART18, "011", "009", 1)]


def test_exempt_positions_bar_the_excess_of_disabled_workers_alone():
    province = {
        "009": Cifre(saldo_disabili=-1, art18_in_forza=1, esonerati=1),
        "011": Cifre(saldo_disabili=1, quota_art18=1),
    }
    assert proposte(province) == [(ART18, "009", "011", 1)]


@pytest.mark.parametrize(("da", "a"), [(-1, 0), (0, 1), (-1, 1)])
def test_a_province_never_gets_the_opposite_of_what_it_declares(da, a):
    province = {
        "009": Cifre(saldo_disabili=-3, compensazione_disabili=da),
        "011": Cifre(saldo_disabili=3, compensazione_disabili=a),
    }
    assert proposte(province) == []


def test_declared_rows_are_covered_already():
    province = {
        "009": Cifre(saldo_disabili=-3, compensazione_disabili=2),
        "011": Cifre(saldo_disabili=3, compensazione_disabili=-2),
    }
    assert proposte(province) == [(DISABILI, "009", "011", 1)]
    assert proposte(province, ferme={("011", DISABILI)}) == []
    assert proposte(province, ferme={("011", ART18)}) != []


def test_public_employers_stay_within_the_region_and_need_authorisation():
    province = disabili(p009=-2, p011=1, p058=2, p999=1)
    (proposta,) = proponi_compensazioni(Tipologia.PUBBLICO, province)
    assert (proposta.da, proposta.a, proposta.numero, proposta.su_autorizzazione) == ("009", "011", 1, True)
    assert "8-ter" in render(proposta.passi[-1]).fonte


def test_an_unknown_province_has_no_part_for_public_employers_alone():
    province = disabili(p998=-1, p999=1)
    assert proposte(province, "C") == []
    assert (
        proposte(province, "A") == proposte(province, "B") == proposte(province, "D") == [(DISABILI, "998", "999", 1)]
    )


def test_the_steps_lead_to_the_number_in_both_languages():
    seconda = proponi_compensazioni(Tipologia.PRIVATO, disabili(p009=-3, p011=1, p045=2))[1]
    assert [render(passo).formula for passo in seconda.passi] == [
        "− 3 di saldo + 2 delle altre compensazioni proposte = −1",
        "1 di saldo = 1",
        "minore fra eccedenza 1 e scopertura 1 = 1",
    ]
    assert render(seconda.passi[-1], "en").formula == "lesser of excess 1 and gap 1 = 1"
    assert render(seconda.passi[-1]).fonte == "L. 68/1999 art. 5 c. 8 e 8-bis"


# --- properties ---------------------------------------------------------------------------------------------------
piccoli = st.integers(0, 6)
segnati = st.integers(-6, 6)
libere = st.builds(Cifre, segnati, piccoli, piccoli)
cifre = st.builds(Cifre, segnati, piccoli, piccoli, st.integers(0, 1), st.integers(-2, 2), st.integers(-2, 2))
per_provincia = st.lists(st.sampled_from(CODICI), unique=True)


def mappe(valori):
    return per_provincia.flatmap(lambda codici: st.fixed_dictionaries(dict.fromkeys(codici, valori)))


def righe(proposte):
    return [(codice, riga) for proposta in proposte for codice, riga in proposta.righe.items()]


def dopo(province, proposte, categoria):
    """Balance of each province once the proposed rows are declared."""
    saldi = {codice: valori.saldo(categoria) for codice, valori in province.items()}
    for codice, riga in righe(proposte):
        saldi[codice] += riga.con_segno if riga.categoria == categoria else 0
    return saldi


def scoperti(saldi):
    return sum(max(0, saldo) for saldo in saldi)


@given(mappe(cifre), st.sampled_from(Tipologia))
@settings(max_examples=300, deadline=None)
def test_rows_balance_and_keep_to_what_each_province_may_declare(province, tipologia):
    trovate = proponi_compensazioni(tipologia, province)
    for categoria in Categoria:
        interne = [(codice, riga) for codice, riga in righe(trovate) if riga.categoria == categoria]
        assert sum(riga.con_segno for _, riga in interne) == 0
        versi = {(codice, riga.verso) for codice, riga in interne}
        assert len(versi) == len({codice for codice, _ in versi})
        for codice, verso in versi:
            valori = province[codice]
            dichiarata = valori.compensazione_disabili if categoria == DISABILI else valori.compensazione_art18
            assert dichiarata >= 0 if verso == Verso.ECCEDENZA else dichiarata <= 0
            assert not (verso == Verso.ECCEDENZA and categoria == DISABILI and valori.esonerati)
    for proposta in trovate:
        assert proposta.numero == proposta.passi[-1].valore > 0
        assert tipologia != Tipologia.PUBBLICO or regione(proposta.da) == regione(proposta.a)


@given(mappe(cifre), st.sampled_from(Tipologia))
@settings(max_examples=300, deadline=None)
def test_no_province_is_left_with_more_to_hire(province, tipologia):
    trovate = proponi_compensazioni(tipologia, province)
    for categoria in Categoria:
        saldi = dopo(province, trovate, categoria)
        for codice, valori in province.items():
            assert max(0, saldi[codice]) <= max(0, valori.saldo(categoria))


@given(mappe(libere))
@settings(max_examples=300, deadline=None)
def test_without_limits_only_the_national_shortfall_is_left(province):
    trovate = proponi_compensazioni(Tipologia.PRIVATO, province)
    for categoria in Categoria:
        saldi = dopo(province, trovate, categoria)
        assert scoperti(saldi.values()) == max(0, sum(saldi.values()))


@given(mappe(libere))
@settings(max_examples=200, deadline=None)
def test_public_employers_are_left_with_each_region_s_shortfall(province):
    trovate = proponi_compensazioni(Tipologia.PUBBLICO, province)
    for categoria in Categoria:
        saldi = dopo(province, trovate, categoria)
        for zona in {regione(codice) for codice in province}:
            qui = [saldo for codice, saldo in saldi.items() if regione(codice) == zona]
            assert scoperti(qui) == max(0, sum(qui))


@given(mappe(cifre), st.sampled_from(Tipologia), st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_provinces_is_irrelevant(province, tipologia, caso_fortuito):
    codici = list(province)
    caso_fortuito.shuffle(codici)
    mescolate = {codice: province[codice] for codice in codici}
    assert proponi_compensazioni(tipologia, province) == proponi_compensazioni(tipologia, mescolate)


@given(mappe(cifre), st.sampled_from(Tipologia))
@settings(max_examples=200, deadline=None)
def test_once_declared_nothing_more_is_proposed(province, tipologia):
    dichiarate = dict(province)
    for codice, riga in righe(proponi_compensazioni(tipologia, province)):
        campo = "compensazione_disabili" if riga.categoria == DISABILI else "compensazione_art18"
        dichiarate[codice] = replace(
            dichiarate[codice], **{campo: getattr(dichiarate[codice], campo) + riga.con_segno}
        )
    assert proponi_compensazioni(tipologia, dichiarate) == ()


@given(datori())
@settings(max_examples=200, deadline=None)
def test_declared_in_the_sheets_they_raise_no_anomaly_and_close_the_sums(caso):
    datore, fogli = caso
    prima = calcola(datore, fogli, data=DATA)
    proposte = proponi_compensazioni(datore.tipologia, prima.province)
    nuovi = [
        replace(foglio, compensazioni=tuple(riga for codice, riga in righe(proposte) if codice == foglio.codice))
        for foglio in fogli
    ]
    seconda = calcola(datore, nuovi, data=DATA)
    assert not [a for a in seconda.anomalie if a.codice.startswith("compensation_")]
    if datore.tipologia == Tipologia.PRIVATO and not prima.nazionale.esonerati:
        assert "provincial_sum_differs" not in {a.codice for a in seconda.anomalie}


# --- provinces the table lacks ------------------------------------------------------------------------------------
def sconosciute(tipologia, *fogli):
    avvisi = calcola(Datore(tipologia, "009"), fogli, data=DATA).avvisi
    return [avviso for avviso in avvisi if avviso.codice == "unknown_province"]


def test_a_province_the_table_lacks_is_said_of_public_employers():
    riga = Compensazione(Verso.ECCEDENZA, DISABILI, 1, "998")
    fogli = (DatiProvincia("009", n_totale=60, compensazioni=(riga,)), DatiProvincia("999"))
    avvisi = sconosciute(Tipologia.PUBBLICO, *fogli)
    assert [avviso.campi["province"] for avviso in avvisi] == ["998", "999"]
    assert "999 non è nella tabella delle regioni" in render_segnalazione(avvisi[1])
    assert sconosciute(Tipologia.PRIVATO, *fogli) == []
    assert sconosciute(Tipologia.PUBBLICO, DatiProvincia("009"), DatiProvincia("011")) == []


def test_the_excess_of_a_real_count_is_proposed_to_the_seat():
    esonero = (Esonero(Stato.CONCESSO, 1),)
    fogli = (DatiProvincia("009", n_totale=20), DatiProvincia("011", n_totale=5, disabili_ft=2))
    risultato = calcola(Datore(Tipologia.PRIVATO, "009"), fogli, data=DATA)
    assert proposte(risultato.province) == [(DISABILI, "011", "009", 1)]
    con_esonero = (fogli[0], replace(fogli[1], esoneri=esonero))
    risultato = calcola(Datore(Tipologia.PRIVATO, "009"), con_esonero, data=DATA)
    assert proposte(risultato.province) == []
