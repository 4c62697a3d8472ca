"""The algebra of scenarios: nothing changes nothing, order does not matter, JSON loses nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collocamento.normativa import (
    Ambito,
    Categoria,
    CategoriaEsclusa,
    Causa,
    DatiProvincia,
    Datore,
    Esonero,
    RigaOraria,
    SospensioneNazionale,
    Stato,
    TipoConvenzione,
    Tipologia,
    calcola,
)
from collocamento.simulazioni.variazioni import (
    Assunzione,
    Cessazione,
    ConvenzioneConTerzi,
    ConvenzioneDiProgramma,
    EsoneroParziale,
    Gruppo,
    Istituto,
    Orario,
    Personale,
    SospensioneDellObbligo,
    SpostamentoFraProvince,
    VariazioneImpossibile,
    applica,
    come_lista,
    da_lista,
)
from tests.normativa.strategie import datori
from tests.simulazioni.strategie import AGGIUNTE, QUALUNQUE


GIORNO = date(2026, 3, 2)
DATORE = Datore(Tipologia.PRIVATO, "011")
# The machine may be busy with other things: what counts is the answer.
caso = settings(max_examples=60, deadline=None)
FOGLI = (DatiProvincia("011", n_totale=100), DatiProvincia("010", n_totale=60))


def nazionale(*variazioni, fogli=FOGLI):
    return calcola(*applica(variazioni, DATORE, fogli), data=GIORNO).nazionale


# --- the algebra --------------------------------------------------------------------------------------------------
@caso
@given(datori())
def test_an_empty_scenario_changes_nothing(datore_e_fogli):
    datore, fogli = datore_e_fogli
    assert applica((), datore, fogli) == (datore, tuple(fogli))


@caso
@given(datori(), st.lists(QUALUNQUE, max_size=6), st.randoms())
def test_the_order_of_the_changes_never_matters(datore_e_fogli, variazioni, sorte):
    datore, fogli = datore_e_fogli
    altre = list(variazioni)
    sorte.shuffle(altre)
    try:
        atteso = calcola(*applica(variazioni, datore, fogli), data=GIORNO)
    except VariazioneImpossibile:
        with pytest.raises(VariazioneImpossibile):
            applica(altre, datore, fogli)
    else:
        assert calcola(*applica(altre, datore, fogli), data=GIORNO).figure() == atteso.figure()


@caso
@given(datori(), st.lists(AGGIUNTE, max_size=4), st.lists(AGGIUNTE, max_size=4))
def test_two_scenarios_of_additions_one_after_the_other_are_one(datore_e_fogli, prime, seconde):
    datore, fogli = datore_e_fogli
    in_due = applica(seconde, *applica(prime, datore, fogli))
    assert calcola(*in_due, data=GIORNO) == calcola(*applica([*prime, *seconde], datore, fogli), data=GIORNO)


@caso
@given(datori(), st.sampled_from(Gruppo), st.integers(1, 5))
def test_who_comes_in_and_goes_out_leaves_no_trace(datore_e_fogli, gruppo, quanti):
    datore, fogli = datore_e_fogli
    codice = fogli[0].codice
    variazioni = [Personale(codice, gruppo, -quanti), Personale(codice, gruppo, quanti)]
    prima = calcola(datore, fogli, data=GIORNO).figure()
    assert calcola(*applica(variazioni, datore, fogli), data=GIORNO).figure() == prima


@caso
@given(st.lists(QUALUNQUE, max_size=6))
def test_changes_come_back_from_json_the_same(variazioni):
    assert da_lista(json.loads(json.dumps(come_lista(variazioni)))) == tuple(variazioni)


@caso
@given(datori(), st.lists(QUALUNQUE, max_size=5))
def test_the_sheets_one_starts_from_are_left_alone(datore_e_fogli, variazioni):
    datore, fogli = datore_e_fogli
    copia = [replace(foglio) for foglio in fogli]
    try:
        applica(variazioni, datore, fogli)
    except VariazioneImpossibile:
        assume(False)
    assert fogli == copia


# --- each change ------------------------------------------------------------------------------------------------
def test_the_fifty_first_worker_is_a_cliff():
    fogli = (DatiProvincia("011", n_totale=50),)
    assert nazionale(fogli=fogli).quota_disabili == 2
    dopo = nazionale(Personale("011", Gruppo.ORDINARI, 1), fogli=fogli)
    assert (dopo.quota_disabili, dopo.quota_art18) == (4, 1)


def test_a_hire_covers_and_does_not_enter_the_base():
    dopo = nazionale(Assunzione("011", 2))
    assert (dopo.disabili_in_forza, dopo.base_art3) == (2, nazionale().base_art3)
    assert nazionale(Assunzione("011", 1, Categoria.ART18)).art18_in_forza == 1
    meta = [Assunzione("011", 1, svolto=1200) for _ in range(2)]
    assert nazionale(*meta).disabili_in_forza == 1


def test_who_does_not_count_leaves_the_base_where_it_was():
    for gruppo, base18 in ((Gruppo.ESCLUSI, 160), (Gruppo.ESCLUSI_ART3, 170), (Gruppo.TELELAVORO, 160)):
        dopo = nazionale(Personale("011", gruppo, 10))
        assert (dopo.lavoratori, dopo.base_art3, dopo.base_art18) == (170, 160, base18)


def test_hours_that_change_move_people_between_rows():
    meta = Orario("011", Gruppo.ORDINARI, 10, 2400, 2400, 1200)
    assert (nazionale(meta).lavoratori, nazionale(meta).base_art3) == (160, 155)
    indietro = Orario("011", Gruppo.ORDINARI, 4, 2400, 1200, 2400)
    fogli = (replace(FOGLI[0], part_time=(RigaOraria(10, 2400, 1200),)), FOGLI[1])
    assert nazionale(fogli=fogli).base_art3 == 155
    assert nazionale(indietro, fogli=fogli).base_art3 == 157
    disabile = (replace(FOGLI[0], disabili_ft=2),)
    assert nazionale(Orario("011", Gruppo.DISABILI, 2, 2400, 2400, 600), fogli=disabile).disabili_in_forza == 0


def test_nothing_is_taken_that_is_not_there():
    impossibili = [
        Personale("011", Gruppo.DISABILI, -1),
        Personale("011", Gruppo.ESCLUSI, -1),
        Personale("058", Gruppo.ORDINARI, -1),
        Personale("011", Gruppo.ORDINARI, -1, 2400, 1200),
        Orario("011", Gruppo.ORDINARI, 1, 2400, 1200, 600),
    ]
    for variazione in impossibili:
        with pytest.raises(VariazioneImpossibile) as errore:
            applica([variazione], DATORE, FOGLI)
        assert (errore.value.variazione, errore.value.presenti) == (variazione, 0)
    escluso = (replace(FOGLI[0], categorie_escluse=(CategoriaEsclusa(3, Ambito.ENTRAMBI, "0001"),)),)
    assert applica([Personale("011", Gruppo.ESCLUSI, -3)], DATORE, escluso)[1][0].categorie_escluse == ()


def test_acts_cover_and_those_that_end_no_longer_do():
    assert nazionale().scopertura_dovuta_ora == 11
    assert nazionale(ConvenzioneDiProgramma("011", 4)).scopertura_dovuta_ora == 7
    assert nazionale(EsoneroParziale("011", 3)).scopertura_disabili == 8
    assert nazionale(EsoneroParziale("011", 3, date(2026, 3, 1))).scopertura_disabili == 11
    assert nazionale(ConvenzioneConTerzi("011", TipoConvenzione.ART12BIS, 2)).disabili_in_forza == 2
    con_esonero = (replace(FOGLI[0], esoneri=(Esonero(Stato.CONCESSO, 5),)), FOGLI[1])
    cambio = [EsoneroParziale("011", 1), Cessazione("011", Istituto.ESONERI)]
    assert nazionale(*cambio, fogli=con_esonero).esonerati == 1


def test_a_collective_dismissal_suspends_everything_and_the_longer_one_stays():
    collettivo = SospensioneDellObbligo("011", Causa.LICENZIAMENTO_COLLETTIVO, fine=date(2026, 6, 30))
    assert nazionale(collettivo).scopertura_dovuta_ora == 0
    gia = replace(DATORE, sospensione_nazionale=SospensioneNazionale(date(2027, 1, 1)))
    assert applica([collettivo], gia, FOGLI)[0].sospensione_nazionale.fine == date(2027, 1, 1)
    assert nazionale(SospensioneDellObbligo("011", Causa.CIGS, 50)).quota_dovuta_ora == 3 + 4


def test_a_compensation_has_two_rows_that_end_together():
    spostamento = SpostamentoFraProvince("010", "011", 2)
    datore, fogli = applica([spostamento], DATORE, FOGLI)
    risultato = calcola(datore, fogli, data=GIORNO)
    assert {c: f.compensazione_disabili for c, f in risultato.province.items()} == {"010": 2, "011": -2}
    assert not any(a.codice.startswith("compensation") for a in risultato.anomalie)
    _datore, senza = applica([Cessazione("011", Istituto.COMPENSAZIONI)], datore, fogli)
    assert all(foglio.compensazioni == () for foglio in senza)
