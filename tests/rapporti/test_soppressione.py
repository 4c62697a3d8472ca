"""Hidden counts stay hidden: an attacker who knows the rule, the totals and every relation finds no value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialabs.rapporti.soppressione import Casella, Ragione, nascondi
from tests.rapporti.attaccante import scoperte


S, C = Ragione.SOGLIA, Ragione.COMPLEMENTO
SOGLIA = 5


def colonna(*valori, totale=True):
    """A column of counts with its total, printed or not."""
    caselle = [Casella(v, persone=True) for v in valori]
    caselle.append(Casella(sum(valori), persone=True, totale=True, pubblica=totale))
    return caselle, [{**dict.fromkeys(range(len(valori)), 1), len(valori): -1}]


def griglia(righe):
    """Rows by columns with both margins, all printed: cells, relations."""
    alte, larghe = len(righe), len(righe[0])
    piena = [[*riga, sum(riga)] for riga in righe]
    piena.append([sum(r[c] for r in piena) for c in range(larghe + 1)])
    posto = {(r, c): r * (larghe + 1) + c for r in range(alte + 1) for c in range(larghe + 1)}
    caselle = [Casella(piena[r][c], persone=True, totale=r == alte) for r, c in posto]
    relazioni = [{**{posto[r, c]: 1 for c in range(larghe)}, posto[r, larghe]: -1} for r in range(alte + 1)] + [
        {**{posto[r, c]: 1 for r in range(alte)}, posto[alte, c]: -1} for c in range(larghe + 1)
    ]
    return caselle, relazioni


# --- by hand ----------------------------------------------------------------------------------------------------
def test_one_small_count_takes_the_next_smallest_with_it():
    caselle, relazioni = colonna(3, 9, 40)
    assert nascondi(caselle, relazioni, SOGLIA) == {0: S, 1: C}


def test_zeros_and_large_counts_are_shown():
    caselle, relazioni = colonna(0, 5, 40)
    assert nascondi(caselle, relazioni, SOGLIA) == {}


def test_two_small_counts_at_their_most_give_way_at_the_total():
    caselle, relazioni = colonna(4, 4)
    assert nascondi(caselle, relazioni, SOGLIA) == {0: S, 1: S, 2: C}


def test_a_small_total_is_hidden_with_its_only_row():
    caselle, relazioni = colonna(3, 0)
    assert nascondi(caselle, relazioni, SOGLIA) == {0: S, 2: S}


def test_a_total_that_is_not_printed_but_known_elsewhere_protects_nobody():
    caselle, relazioni = colonna(3, 9, 40, totale=False)
    # Another table prints the same total.
    caselle.append(Casella(52, persone=True, totale=True))
    assert nascondi(caselle, [*relazioni, {3: 1, 4: -1}], SOGLIA) == {0: S, 1: C}


def test_a_total_printed_nowhere_needs_no_mark_even_where_all_marks_give_way():
    caselle, relazioni = colonna(1, 1, 1, 1, totale=False)
    altre, loro = colonna(4, 0)
    relazioni += [{i + 5: n for i, n in r.items()} for r in loro]
    resiste([*caselle, *altre], [*relazioni, {4: 1, 7: -1}])


def test_a_relation_between_columns_hides_what_does_not_count_people():
    # in forza (people) = dovuti - mancano
    caselle = [Casella(2, persone=True), Casella(10), Casella(8)]
    nascoste = nascondi(caselle, [{0: 1, 1: -1, 2: 1}], SOGLIA)
    assert nascoste[0] == S and len(nascoste) == 2


def test_a_relation_that_the_figures_do_not_fulfil_hides_nothing():
    caselle = [Casella(2, persone=True), Casella(10), Casella(9)]
    assert nascondi(caselle, [{0: 1, 1: -1, 2: 1}], SOGLIA) == {0: S}


def test_where_a_mark_would_tell_the_value_it_says_less():
    # Three times a count is printed: from 1 to 4 each, one pair alone is possible. The marks must give way.
    caselle = [Casella(3, persone=True), Casella(1, persone=True)]
    assert nascondi(caselle, [{0: 1, 1: -3}], SOGLIA) == {0: C, 1: C}


def test_a_threshold_that_hides_one_value_only_is_refused():
    with pytest.raises(ValueError, match="3"):
        nascondi([], [], 2)


def test_a_long_table_is_quick_and_hides_little():
    righe = [[n % 7, 20 + n % 11] for n in range(300)]
    caselle, relazioni = griglia(righe)
    nascoste = nascondi(caselle, relazioni, SOGLIA)
    piccole = sum(0 < c.valore < SOGLIA for c in caselle)
    assert piccole < len(nascoste) <= 3 * piccole


# --- the attacker -----------------------------------------------------------------------------------------------
conteggi = st.one_of(st.integers(0, 6), st.integers(0, 30))


def resiste(caselle, relazioni, soglia=SOGLIA):
    nascoste = nascondi(caselle, relazioni, soglia)
    assert nascoste == nascondi(caselle, relazioni, soglia)
    for i, casella in enumerate(caselle):
        piccola = casella.persone and casella.pubblica and 0 < casella.valore < soglia
        assert not piccola or i in nascoste
        assert not (casella.persone and casella.valore == 0 and i in nascoste)
        assert casella.pubblica or i not in nascoste
    assert scoperte(caselle, relazioni, nascoste, soglia) == {}


@given(st.lists(conteggi, min_size=1, max_size=6), st.integers(3, 6))
@settings(max_examples=150, deadline=None)
def test_no_count_of_a_column_can_be_worked_out(valori, soglia):
    resiste(*colonna(*valori), soglia)


@given(
    st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(conteggi, min_size=n, max_size=n), min_size=1, max_size=4))
)
@settings(max_examples=150, deadline=None)
def test_no_count_of_a_table_with_both_margins_can_be_worked_out(righe):
    resiste(*griglia(righe))


@given(st.lists(conteggi, min_size=2, max_size=6), st.data())
@settings(max_examples=100, deadline=None)
def test_no_count_of_two_tables_with_the_same_total_can_be_worked_out(valori, data):
    altri = []
    while sum(altri) < sum(valori) and len(altri) < 4:
        altri.append(data.draw(st.integers(0, sum(valori) - sum(altri))))
    altri.append(sum(valori) - sum(altri))
    caselle, relazioni = colonna(*valori, totale=data.draw(st.booleans()))
    altre, loro = colonna(*altri)
    scarto = len(caselle)
    relazioni += [{i + scarto: n for i, n in r.items()} for r in loro]
    # Both count the same people.
    relazioni.append({scarto - 1: 1, scarto + len(altre) - 1: -1})
    resiste([*caselle, *altre], relazioni)


@given(st.lists(st.tuples(conteggi, conteggi), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_count_can_be_worked_out_from_what_is_due_and_what_is_missing(righe):
    """in forza = dovuti - mancano in every row and in the total, where only the first counts people."""
    righe = [*righe, tuple(map(sum, zip(*righe, strict=True)))]
    caselle, relazioni = [], []
    for n, (in_forza, mancano) in enumerate(righe):
        ultima = n == len(righe) - 1
        caselle += [
            Casella(in_forza, persone=True, totale=ultima),
            Casella(in_forza + mancano, totale=ultima),
            Casella(mancano, totale=ultima),
        ]
        relazioni.append({3 * n: 1, 3 * n + 1: -1, 3 * n + 2: 1})
    for c in range(3):
        relazioni.append({**{3 * n + c: 1 for n in range(len(righe) - 1)}, 3 * (len(righe) - 1) + c: -1})
    resiste(caselle, relazioni)


@given(st.lists(conteggi, min_size=2, max_size=5), st.lists(conteggi, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_count_of_a_row_told_in_detail_by_another_table_can_be_worked_out(prime, dettaglio):
    caselle, relazioni = colonna(sum(dettaglio), *prime)
    altre, loro = colonna(*dettaglio)
    scarto = len(caselle)
    relazioni += [{i + scarto: n for i, n in r.items()} for r in loro]
    relazioni.append({0: 1, scarto + len(altre) - 1: -1})
    resiste([*caselle, *altre], relazioni)


def test_the_attacker_does_find_what_is_badly_hidden():
    caselle, relazioni = colonna(3, 9, 40)
    assert scoperte(caselle, relazioni, {0: S}, SOGLIA) == {0: 3}
    caselle, relazioni = colonna(4, 4)
    assert scoperte(caselle, relazioni, {0: S, 1: S}, SOGLIA) == {0: 4, 1: 4}
