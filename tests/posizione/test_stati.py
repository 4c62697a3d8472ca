"""The state of an employer in a province: the sixty days of each post, what covers it, what was asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.normativa import Categoria as C
from collocamento.normativa import (
    Compensazione,
    Convenzione,
    DatiProvincia,
    Datore,
    Esonero,
    Sospensione,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
    calcola,
)
from collocamento.posizione.enums import CON_POSTI, SCOPERTI
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.stati import Domanda, Esito, Fatti, Precedente, chieste_il, fatti, valuta


T0 = date(2026, 3, 2)
GIORNI = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def manca(posti: int = 1, art18: int = 0, situazione: date = T0) -> Fatti:
    return Fatti(posti, art18, soggetta=True, situazione=situazione)


def come_precedente(esito: Esito) -> Precedente:
    return Precedente(esito.stato, esito.situazione, esito.nascite, esito.nascite_art18)


# --- sixty days ----------------------------------------------------------------------------------------------------
def test_the_sixtieth_day_is_still_in_time_the_sixty_first_is_not() -> None:
    sessantesimo = T0 + timedelta(days=60)
    assert valuta(manca(), None, [], sessantesimo).stato == S.SCOPERTA_NEI_TERMINI
    oltre = valuta(manca(), None, [], sessantesimo + timedelta(days=1))
    assert (oltre.stato, oltre.entro) == (S.SCOPERTA_OLTRE, sessantesimo)
    assert oltre.decorrenza == sessantesimo + timedelta(days=1)


@given(nata=GIORNI, dopo=st.integers(0, 400), posti=st.integers(1, 9))
def test_a_gap_not_asked_for_is_late_from_the_day_after_the_term(nata: date, dopo: int, posti: int) -> None:
    esito = valuta(manca(posti, situazione=nata), None, [], nata + timedelta(days=dopo))
    assert esito.stato == (S.SCOPERTA_NEI_TERMINI if dopo <= 60 else S.SCOPERTA_OLTRE)
    assert (esito.t0, esito.scoperti, esito.entro) == (nata, posti, nata + timedelta(days=60))


@given(
    posti=st.integers(0, 6),
    art18=st.integers(0, 3),
    situazione=GIORNI,
    domande=st.lists(st.builds(Domanda, GIORNI, st.integers(0, 4), st.integers(0, 2)), max_size=4),
    giorno=GIORNI,
)
def test_its_own_answer_as_what_was_gives_the_same_answer(posti, art18, situazione, domande, giorno) -> None:
    visti = Fatti(posti, art18, soggetta=True, situazione=situazione)
    primo = valuta(visti, None, domande, giorno)
    secondo = valuta(visti, come_precedente(primo), domande, giorno)
    assert replace(secondo, decorrenza=primo.decorrenza) == primo
    assert (primo.stato in CON_POSTI) == bool(posti + art18)
    assert (primo.stato in SCOPERTI) == bool(primo.scoperti + primo.scoperti_art18)


# --- posts one by one ----------------------------------------------------------------------------------------------
def test_a_post_that_comes_later_has_sixty_days_of_its_own() -> None:
    prima = valuta(manca(1), None, [Domanda(T0, 1, 0)], T0)
    assert prima.stato == S.RICHIESTA_PRESENTATA
    giugno = date(2026, 6, 1)
    dopo = valuta(manca(2, situazione=giugno), come_precedente(prima), [Domanda(T0, 1, 0)], giugno)
    assert dopo.nascite == (T0, giugno) and dopo.scoperti == 1
    assert (dopo.stato, dopo.t0) == (S.SCOPERTA_NEI_TERMINI, giugno)


def test_a_hire_covers_the_post_missing_for_longest() -> None:
    giugno = date(2026, 6, 1)
    due = Precedente(S.SCOPERTA_OLTRE, giugno, (T0, giugno))
    assert valuta(manca(1, situazione=giugno), due, [], giugno).nascite == (giugno,)


def test_an_act_that_ends_leaves_posts_born_on_the_day_it_is_seen() -> None:
    sospesa = Precedente(S.SOSPESA, T0)
    assert valuta(manca(2), sospesa, [], date(2026, 9, 1)).nascite == (date(2026, 9, 1),) * 2


def test_a_request_takes_the_oldest_posts_and_never_those_born_after_it() -> None:
    giorni = [date(2026, mese, 1) for mese in (1, 2, 5)]
    assert chieste_il(giorni, [(date(2026, 3, 1), 5)]) == (date(2026, 3, 1), date(2026, 3, 1), None)
    assert chieste_il(giorni, [(date(2026, 3, 1), 1), (date(2026, 6, 1), 1)]) == (
        date(2026, 3, 1),
        date(2026, 6, 1),
        None,
    )


def test_a_request_for_part_of_the_posts_leaves_the_rest_running() -> None:
    esito = valuta(manca(2), None, [Domanda(T0, 1, 0)], T0 + timedelta(days=61))
    assert (esito.stato, esito.scoperti) == (S.SCOPERTA_OLTRE, 1)


def test_a_request_of_tomorrow_does_not_count_today() -> None:
    assert valuta(manca(), None, [Domanda(T0 + timedelta(days=1), 1, 0)], T0).stato == S.SCOPERTA_NEI_TERMINI


def test_people_of_art_18_are_asked_for_apart() -> None:
    esito = valuta(manca(1, art18=1), None, [Domanda(T0, 3, 0)], T0)
    assert (esito.stato, esito.scoperti, esito.scoperti_art18) == (S.SCOPERTA_NEI_TERMINI, 0, 1)


# --- nobody is missing ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("prima", "dopo"),
    [
        (None, S.SOGGETTA_OTTEMPERANTE),
        (S.NON_SOGGETTA, S.SOGGETTA_OTTEMPERANTE),
        (S.SOGGETTA_OTTEMPERANTE, S.SOGGETTA_OTTEMPERANTE),
        *((stato, S.OTTEMPERANTE) for stato in S if stato not in (S.NON_SOGGETTA, S.SOGGETTA_OTTEMPERANTE)),
    ],
)
def test_who_was_short_closes_as_compliant_again(prima: S | None, dopo: S) -> None:
    precedente = Precedente(prima, T0) if prima else None
    assert valuta(Fatti(0, 0, soggetta=True, situazione=T0), precedente, [], T0).stato == dopo
    assert valuta(Fatti(0, 0, soggetta=False, situazione=T0), precedente, [], T0).stato == S.NON_SOGGETTA


# --- from the engine's figures -------------------------------------------------------------------------------------
def di(**foglio) -> S:
    """The state of a private employer in one province, with 60 countable workers: four people due."""
    dati = DatiProvincia("011", n_totale=60 + foglio.get("disabili_ft", 0), **foglio)
    risultato = calcola(Datore(Tipologia.PRIVATO, "011"), [dati], data=T0)
    return valuta(fatti(risultato.province["011"], dati, T0), None, [], T0).stato


CONVENZIONE = Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 4)


@pytest.mark.parametrize(
    ("foglio", "atteso"),
    [
        ({}, S.SCOPERTA_NEI_TERMINI),
        ({"disabili_ft": 4, "art18": 1}, S.SOGGETTA_OTTEMPERANTE),
        ({"disabili_ft": 2, "art18": 1, "esoneri": (Esonero(Stato.CONCESSO, 2),)}, S.ESONERATA_PARZ),
        ({"disabili_ft": 2, "art18": 1, "esoneri": (Esonero(Stato.RICHIESTO, 2),)}, S.SCOPERTA_NEI_TERMINI),
        ({"art18": 1, "convenzioni": (CONVENZIONE,)}, S.IN_CONVENZIONE),
        ({"disabili_ft": 3, "art18": 1, "conv_12bis_14_ft": 1}, S.IN_CONVENZIONE),
        ({"art18": 1, "sospensioni": (Sospensione(Stato.CONCESSO, percentuale=100),)}, S.SOSPESA),
        ({"sospensioni": (Sospensione(Stato.CONCESSO, percentuale=100),)}, S.SCOPERTA_NEI_TERMINI),
    ],
)
def test_what_covers_the_duty_names_the_state(foglio: dict, atteso: S) -> None:
    assert di(**foglio) == atteso


def test_a_province_without_quota_is_not_bound_unless_it_takes_over_another_ones_posts() -> None:
    sede, altra = DatiProvincia("010", n_totale=18), DatiProvincia("011", n_totale=2)
    datore = Datore(Tipologia.PRIVATO, "010")

    def stato(*fogli: DatiProvincia) -> S:
        cifre = calcola(datore, fogli, data=T0).province["011"]
        return valuta(fatti(cifre, fogli[1], T0), None, [], T0).stato

    assert stato(sede, altra) == S.NON_SOGGETTA
    presi = replace(altra, compensazioni=(Compensazione(Verso.ECCEDENZA, C.DISABILI, 1, "010"),))
    assert stato(sede, presi) == S.SCOPERTA_NEI_TERMINI
