"""Values that the schema admits in more than one spelling."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.unipi import conversioni
from collocamento.unipi.conversioni import ROMA, ValoreNonRappresentabile


@pytest.mark.parametrize(
    ("scritto", "atteso"), [("66", 66), ("100", 100), (" 5", 5), ("5 ", 5), ("1 5", 15), (" ", None), ("0", 0)]
)
def test_percentages(scritto, atteso):
    assert conversioni.percentuale(scritto) == atteso


@pytest.mark.parametrize("scritto", ["2025-12-31", " 2025-12-31\n", "2025-12-31Z", "2025-12-31+14:00"])
def test_dates_keep_their_day_whatever_the_zone(scritto):
    assert conversioni.data(scritto) == date(2025, 12, 31)


@pytest.mark.parametrize("scritto", ["-0044-03-15", "12025-01-01"])
def test_years_beyond_the_calendar(scritto):
    with pytest.raises(ValoreNonRappresentabile):
        conversioni.data(scritto)
    with pytest.raises(ValoreNonRappresentabile):
        conversioni.istante(f"{scritto}T00:00:00")


@pytest.mark.parametrize(
    ("scritto", "atteso"),
    [
        ("2026-01-31T23:30:00", "2026-01-31T23:30:00+01:00"),
        ("2026-01-31T23:30:00Z", "2026-02-01T00:30:00+01:00"),
        ("2026-07-01T12:00:00-05:00", "2026-07-01T19:00:00+02:00"),
        ("2026-01-31T24:00:00", "2026-02-01T00:00:00+01:00"),
        ("2026-01-31T10:00:00.1234567", "2026-01-31T10:00:00.123456+01:00"),
    ],
)
def test_moments_are_italian_time(scritto, atteso):
    assert conversioni.istante(scritto).isoformat() == atteso


@pytest.mark.parametrize("scritto", ["9999-12-31T24:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_moments_beyond_the_calendar(scritto):
    with pytest.raises(ValoreNonRappresentabile):
        conversioni.istante(scritto)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_moment_without_zone_reads_back_as_written(momento):
    momento = momento.replace(microsecond=0, fold=0)
    assert conversioni.istante(momento.isoformat()).replace(tzinfo=None) == momento
    assert conversioni.istante(momento.isoformat()).tzinfo is ROMA


@given(st.integers(0, 99), st.integers(0, 59))
def test_hours_are_minutes(ore, minuti):
    assert timedelta(minutes=conversioni.minuti(f"{ore:02}:{minuti:02}")) == timedelta(hours=ore, minutes=minuti)
