"""The contribution counts days one by one: certain ones, doubtful ones apart, nothing where the amount is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from collocamento.normativa import Calendario, Esonerate, contributo_annuale, render


SPEZIA = Calendario(5, (3, 19))
GIORNALIERA = Decimal("39.21")


def test_a_whole_year_splits_where_the_positions_change():
    conto = contributo_annuale(
        2026, [Esonerate(date(2025, 6, 1), None, 2), Esonerate(date(2026, 7, 1), date(2026, 9, 30), 1)], Calendario()
    )
    assert [(t.dal, t.al, t.posizioni) for t in conto.tratti] == [
        (date(2026, 1, 1), date(2026, 6, 30), 2),
        (date(2026, 7, 1), date(2026, 9, 30), 3),
        (date(2026, 10, 1), date(2026, 12, 31), 2),
    ]
    giorni = Calendario().giorni_lavorativi
    attesi = 2 * giorni(date(2026, 1, 1), date(2026, 12, 31)) + giorni(date(2026, 7, 1), date(2026, 9, 30))
    assert conto.minimo == conto.massimo == attesi * GIORNALIERA


def test_patron_and_declared_closings_are_in_doubt_and_worth_half_a_day_in_the_middle():
    vigilia = date(2026, 12, 24)
    calendario = Calendario(5, (3, 19), frozenset({vigilia, date(2026, 12, 25), date(2026, 8, 15)}))
    conto = contributo_annuale(2026, [Esonerate(date(2026, 1, 1), date(2026, 12, 31), 1)], calendario)
    # Christmas is a national holiday and 15 August a Saturday: closing on them changes nothing.
    assert [g for t in conto.tratti for g in t.in_dubbio] == [date(2026, 3, 19), vigilia]
    assert conto.massimo - conto.minimo == 2 * GIORNALIERA
    assert conto.mezzo == conto.minimo + GIORNALIERA


def test_the_amount_of_each_day_is_the_one_in_force():
    conto = contributo_annuale(2022, [Esonerate(date(2021, 12, 1), None, 1)], Calendario())
    assert {t.giornaliera for t in conto.tratti} == {GIORNALIERA}
    prima = contributo_annuale(2021, [Esonerate(date(2021, 1, 1), None, 1)], SPEZIA)
    assert {t.giornaliera for t in prima.tratti} == {Decimal("30.64")}


def test_an_amount_not_verified_is_never_invented():
    conto = contributo_annuale(2027, [Esonerate(date(2026, 1, 1), None, 1)], SPEZIA)
    assert not conto.verificato
    assert conto.massimo == 0 and conto.tratti[0].giorni > 200
    assert conto.tratti[0].passi == ()


def test_a_suspension_starts_a_stretch_of_its_own():
    sospensione = (date(2026, 3, 2), date(2026, 3, 31))
    conto = contributo_annuale(2026, [Esonerate(date(2026, 1, 1), None, 1)], SPEZIA, [sospensione])
    assert [(t.dal, t.al) for t in conto.tratti if t.sospeso] == [sospensione]


def test_without_exempt_positions_nothing_is_due():
    conto = contributo_annuale(2026, [], SPEZIA)
    assert conto.tratti == () and conto.massimo == 0 and conto.verificato


periodi = st.builds(
    lambda dal, durata, n: Esonerate(dal, date.fromordinal(dal.toordinal() + durata), n),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.integers(0, 500),
    st.integers(1, 5),
)
calendari = st.builds(
    lambda settimana, altri: Calendario(settimana, (3, 19), frozenset(altri)),
    st.sampled_from([5, 6]),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
)


@given(st.lists(periodi, max_size=4), calendari)
@settings(max_examples=60, deadline=None)
def test_stretches_add_up_to_the_periods_taken_one_by_one(esonerate, calendario):
    insieme = contributo_annuale(2026, esonerate, calendario)
    singoli = [contributo_annuale(2026, [periodo], calendario) for periodo in esonerate]
    assert insieme.minimo == sum((c.minimo for c in singoli), Decimal(0))
    assert insieme.massimo == sum((c.massimo for c in singoli), Decimal(0))
    assert insieme.minimo <= insieme.mezzo <= insieme.massimo
    for tratto in insieme.tratti:
        assert sum((p.valore for p in tratto.passi), Decimal(0)) == tratto.minimo + tratto.dubbio
        assert all(render(p, lingua).formula for p in tratto.passi for lingua in ("it", "en"))
