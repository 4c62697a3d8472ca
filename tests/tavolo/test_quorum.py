"""The arithmetic of the table, without a database: who votes, whether the meeting is valid, how a vote ends."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tavolo.quorum import (
    ChiVota,
    Conteggio,
    Esito,
    Intervallo,
    Maggioranza,
    Regola,
    Soglia,
    Titolo,
    esito,
    in_parita,
    quorum,
    votanti,
)


META_PIU_UNO, UN_TERZO = Soglia(Fraction(1, 2), piu_uno=True), Soglia(Fraction(1, 3))
ALLE_9 = datetime.datetime(2026, 6, 10, 9, tzinfo=datetime.UTC)
SEMPLICE = Regola(Maggioranza.SEMPLICE)
REGOLE = [
    SEMPLICE,
    Regola(Maggioranza.SEMPLICE, astenuti_votanti=True),
    Regola(Maggioranza.PRESENTI),
    Regola(Maggioranza.ASSOLUTA),
    Regola(Maggioranza.QUALIFICATA_PRESENTI, Fraction(2, 3)),
    Regola(Maggioranza.QUALIFICATA, Fraction(2, 3)),
]


def alle(minuti: int) -> datetime.datetime:
    return ALLE_9 + datetime.timedelta(minutes=minuti)


frazioni = st.fractions(min_value=Fraction(1, 10), max_value=Fraction(9, 10), max_denominator=10)
soglie = st.builds(Soglia, frazioni, st.booleans())


@st.composite
def conteggi(draw: st.DrawFn) -> Conteggio:
    componenti = draw(st.integers(1, 60))
    presenti = draw(st.integers(0, componenti))
    favorevoli = draw(st.integers(0, presenti))
    contrari = draw(st.integers(0, presenti - favorevoli))
    astenuti = draw(st.integers(0, presenti - favorevoli - contrari))
    return Conteggio(favorevoli, contrari, astenuti, presenti, componenti)


@st.composite
def intervalli(draw: st.DrawFn) -> list[Intervallo]:
    def uno() -> Intervallo:
        dalle = draw(st.integers(0, 60))
        durata = draw(st.none() | st.integers(1, 60))
        return Intervallo(
            draw(st.integers(1, 5)),
            draw(st.integers(1, 6)),
            draw(st.sampled_from(Titolo)),
            alle(dalle),
            None if durata is None else alle(dalle + durata),
        )

    return [uno() for _ in range(draw(st.integers(0, 12)))]


# --- quorum ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("componenti", "prima", "seconda"), [(0, 1, 1), (1, 1, 1), (2, 2, 1), (3, 2, 1), (24, 13, 8), (25, 13, 9)]
)
def test_half_plus_one_in_the_first_call_and_a_third_in_the_second(componenti: int, prima: int, seconda: int) -> None:
    assert META_PIU_UNO.minimo(componenti) == prima
    assert UN_TERZO.minimo(componenti) == seconda


@given(soglie, st.integers(0, 200))
def test_the_threshold_is_the_least_number_that_reaches_the_share(soglia: Soglia, componenti: int) -> None:
    minimo = soglia.minimo(componenti)
    parte = soglia.quota * componenti
    assert minimo >= 1
    if soglia.piu_uno:
        assert minimo > parte >= minimo - 1
    elif componenti:
        assert minimo >= parte > minimo - 1
    assert not quorum(componenti, minimo - 1, soglia).raggiunto
    assert quorum(componenti, minimo, soglia).raggiunto


@given(soglie, st.integers(0, 100), st.integers(0, 100))
def test_somebody_more_never_breaks_the_quorum(soglia: Soglia, componenti: int, presenti: int) -> None:
    if quorum(componenti, presenti, soglia).raggiunto:
        assert quorum(componenti, presenti + 1, soglia).raggiunto


# --- who votes ------------------------------------------------------------------------------------------------------
@given(intervalli(), st.integers(0, 120), st.integers(0, 2), st.booleans(), st.sets(st.integers(1, 5)))
def test_a_seat_votes_once_by_who_is_there_and_never_when_in_conflict(
    righe: list[Intervallo], minuto: int, deleghe: int, supplenti: bool, in_conflitto: set[int]
) -> None:
    istante = alle(minuto)
    scelti = votanti({1, 2, 3, 4}, righe, istante, ChiVota(supplenti, deleghe), in_conflitto)
    assert set(scelti) <= {1, 2, 3, 4} - in_conflitto
    tenute: dict[int, int] = {}
    in_aula = {i.persona for i in scelti.values() if i.titolo != Titolo.DELEGA}
    for seggio, intervallo in scelti.items():
        assert intervallo in righe and intervallo.seggio == seggio and intervallo.copre(istante)
        migliori = [
            i for i in righe if i.seggio == seggio and i.copre(istante) and i.titolo < min(intervallo.titolo, 3)
        ]
        assert all(i.titolo == Titolo.SUPPLENTE and not supplenti for i in migliori)
        if intervallo.titolo == Titolo.DELEGA:
            assert intervallo.persona in in_aula
            tenute[intervallo.persona] = tenute.get(intervallo.persona, 0) + 1
    assert all(quante <= deleghe for quante in tenute.values())


@given(intervalli(), st.integers(0, 120))
def test_whoever_leaves_the_room_for_a_conflict_takes_no_other_seat_away(righe: list[Intervallo], minuto: int) -> None:
    senza_deleghe = ChiVota(deleghe_massime=0)
    tutti = votanti({1, 2, 3, 4, 5}, righe, alle(minuto), senza_deleghe)
    resto = votanti({1, 2, 3, 4, 5}, righe, alle(minuto), senza_deleghe, {1})
    assert resto == {seggio: chi for seggio, chi in tutti.items() if seggio != 1}


def test_arrival_counts_and_departure_does_not() -> None:
    riga = Intervallo("seggio", "ada", Titolo.DELEGATO, alle(0), alle(30))
    for minuto, presente in ((-1, False), (0, True), (29, True), (30, False)):
        assert bool(votanti({"seggio"}, [riga], alle(minuto), ChiVota())) is presente


def test_a_proxy_falls_when_its_holder_leaves_and_beyond_the_number_allowed() -> None:
    righe = [
        Intervallo("mio", "ada", Titolo.DELEGATO, alle(0), alle(30)),
        Intervallo("uno", "ada", Titolo.DELEGA, alle(0)),
        Intervallo("due", "ada", Titolo.DELEGA, alle(5)),
    ]
    seggi = {"mio", "uno", "due"}
    assert set(votanti(seggi, righe, alle(10), ChiVota(deleghe_massime=1))) == {"mio", "uno"}
    assert set(votanti(seggi, righe, alle(10), ChiVota(deleghe_massime=2))) == seggi
    assert votanti(seggi, righe, alle(30), ChiVota(deleghe_massime=2)) == {}


# --- how a vote ends ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("regola", "voti", "attesi"),
    [
        (SEMPLICE, (5, 4, 6), 5),  # abstentions are not votes
        (Regola(Maggioranza.SEMPLICE, astenuti_votanti=True), (5, 4, 6), 8),
        (Regola(Maggioranza.PRESENTI), (5, 4, 6), 8),  # of 15 present
        (Regola(Maggioranza.ASSOLUTA), (5, 4, 6), 11),  # of 20 members
        (Regola(Maggioranza.QUALIFICATA_PRESENTI, Fraction(2, 3)), (5, 4, 6), 10),
        (Regola(Maggioranza.QUALIFICATA, Fraction(2, 3)), (5, 4, 6), 14),
        (SEMPLICE, (0, 0, 15), 1),
    ],
)
def test_each_majority_asks_for_its_votes(regola: Regola, voti: tuple[int, int, int], attesi: int) -> None:
    assert regola.necessari(Conteggio(*voti, presenti=15, componenti=20)) == attesi


@given(st.sampled_from(REGOLE), conteggi())
def test_nothing_passes_without_a_vote_in_favour_nor_against_more_than_for(regola: Regola, voti: Conteggio) -> None:
    if esito(regola, voti) == Esito.APPROVATA:
        assert voti.favorevoli > 0
        assert voti.favorevoli >= regola.necessari(voti)
        if regola.maggioranza in (Maggioranza.SEMPLICE, Maggioranza.PRESENTI, Maggioranza.ASSOLUTA):
            assert voti.favorevoli > voti.contrari


@given(st.sampled_from(REGOLE), conteggi())
def test_one_more_vote_in_favour_never_rejects(regola: Regola, voti: Conteggio) -> None:
    if voti.non_votanti > 0 and esito(regola, voti) == Esito.APPROVATA:
        piu_uno = Conteggio(voti.favorevoli + 1, voti.contrari, voti.astenuti, voti.presenti, voti.componenti)
        assert esito(regola, piu_uno) == Esito.APPROVATA


@given(st.sampled_from(REGOLE), conteggi())
def test_the_chair_decides_only_a_tie(regola: Regola, voti: Conteggio) -> None:
    if esito(regola, voti, prevale=True) != esito(regola, voti):
        assert in_parita(regola, voti) and voti.favorevoli == voti.contrari


def test_a_tie_rejects_unless_the_chair_was_in_favour_and_prevails() -> None:
    pari = Conteggio(4, 4, 1, presenti=9, componenti=12)
    assert esito(SEMPLICE, pari) == Esito.RESPINTA
    assert esito(SEMPLICE, pari, prevale=True) == Esito.APPROVATA
    nessuno = Conteggio(0, 0, 9, presenti=9, componenti=12)
    assert esito(SEMPLICE, nessuno, prevale=True) == Esito.RESPINTA


@pytest.mark.parametrize("voti", [(3, 0, 0, 2, 5), (0, 0, 0, 6, 5), (-1, 1, 0, 2, 5)])
def test_an_impossible_count_is_refused(voti: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        Conteggio(*voti)


def test_a_qualified_majority_names_its_fraction() -> None:
    with pytest.raises(ValueError):
        Regola(Maggioranza.QUALIFICATA).necessari(Conteggio(1, 0, 0, 1, 1))
