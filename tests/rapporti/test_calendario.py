"""When a scheduled report is due: short months, leap years, the ends of the year, changes of clocks."""

from datetime import UTC, date

import pytest
from django.utils.timezone import localtime

from socialabs.rapporti.calendario import istante, prossimo_giorno
from socialabs.rapporti.enums import Cadenza


S, M, A = Cadenza.SETTIMANALE, Cadenza.MENSILE, Cadenza.ANNUALE


@pytest.mark.parametrize(
    ("dopo", "cadenza", "giorno", "mese", "atteso"),
    [
        ("2026-03-04", S, 1, None, "2026-03-09"),
        ("2026-03-09", S, 1, None, "2026-03-16"),
        ("2026-12-29", S, 7, None, "2027-01-03"),
        ("2026-01-30", M, 31, None, "2026-01-31"),
        ("2026-01-31", M, 31, None, "2026-02-28"),
        ("2026-02-28", M, 31, None, "2026-03-31"),
        ("2028-01-31", M, 30, None, "2028-02-29"),
        ("2026-12-15", M, 15, None, "2027-01-15"),
        ("2026-03-31", A, 31, 3, "2027-03-31"),
        ("2026-01-01", A, 31, 3, "2026-03-31"),
        ("2026-02-28", A, 29, 2, "2027-02-28"),
        ("2027-02-28", A, 29, 2, "2028-02-29"),
    ],
)
def test_the_next_day(dopo, cadenza, giorno, mese, atteso):
    assert prossimo_giorno(date.fromisoformat(dopo), cadenza, giorno, mese) == date.fromisoformat(atteso)


@pytest.mark.parametrize("cadenza", Cadenza)
def test_the_next_day_is_always_later_and_never_further_than_the_cadence(cadenza):
    massimo = {S: 7, M: 31, A: 366}[cadenza]
    for n in range(1, 800):
        dopo = date.fromordinal(date(2027, 1, 1).toordinal() + n)
        trovato = prossimo_giorno(dopo, cadenza, 7 if cadenza == S else 31, 2)
        assert 0 < (trovato - dopo).days <= massimo


@pytest.mark.parametrize(
    ("giorno", "utc"), [("2026-03-28", 6), ("2026-03-29", 5), ("2026-10-24", 5), ("2026-10-25", 6)]
)
def test_the_hour_is_seven_in_italy_on_both_sides_of_a_change_of_clocks(giorno, utc):
    quando = istante(date.fromisoformat(giorno))
    assert localtime(quando).hour == 7
    assert quando.astimezone(UTC).hour == utc
