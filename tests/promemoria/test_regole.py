"""Distances and dates that come back, on their boundaries; eight in the morning through the clock's changes."""

from datetime import UTC, date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from collocamento.normativa.calendario import Calendario
from socialabs.promemoria.regole import IL_GIORNO, OgniAnno, OgniMese, dalla_base, dopo, istante, prima, sposta


SPEZIA = Calendario(patrono=(3, 19))
giorni = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(giorni, st.integers(0, 60))
def test_so_many_working_days_away_are_so_many_in_between(giorno, numero):
    avanti, indietro = sposta(giorno, numero, SPEZIA), sposta(giorno, -numero, SPEZIA)
    assert SPEZIA.giorni_lavorativi(giorno + timedelta(days=1), avanti) == numero
    assert SPEZIA.giorni_lavorativi(indietro, giorno - timedelta(days=1)) == numero
    assert numero == 0 or (SPEZIA.lavorativo(avanti) and SPEZIA.lavorativo(indietro))


@given(giorni, st.integers(1, 36))
def test_months_end_on_the_last_day_where_there_is_no_such_day(giorno, mesi):
    trovato = dopo(mesi=mesi).da(giorno, SPEZIA)
    assert (trovato.year * 12 + trovato.month) - (giorno.year * 12 + giorno.month) == mesi
    assert trovato.day == giorno.day or (trovato + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("scarto", "atteso"),
    [
        (IL_GIORNO, "2027-03-22"),
        (prima(7), "2027-03-15"),
        (prima(1, lavorativi=True), "2027-03-18"),
        (dopo(1), "2027-03-23"),
        (dopo(5, lavorativi=True), "2027-03-30"),
        (prima(mesi=1), "2027-02-22"),
        (dopo(3, mesi=1), "2027-04-25"),
    ],
)
def test_distances_around_the_patron_and_easter(scarto, atteso):
    """Monday 22 March 2027: the 19th is San Giuseppe, the 29th Easter Monday."""
    assert scarto.da(date(2027, 3, 22), SPEZIA).isoformat() == atteso
    assert not scarto.dalla_base and dalla_base(3).dalla_base


@given(giorni, st.integers(1, 31), st.booleans())
def test_a_month_has_one_day_of_each_rule(dal, numero, lavorativi):
    al = dal + relativedelta(months=6)
    trovati = OgniMese(numero, lavorativi=lavorativi).fra(dal, al, SPEZIA)
    assert all(dal <= giorno <= al for giorno in trovati) and trovati == sorted(trovati)
    assert len({(giorno.year, giorno.month) for giorno in trovati}) == len(trovati)
    assert len(trovati) in (5, 6, 7)
    assert not lavorativi or all(map(SPEZIA.lavorativo, trovati))


def test_days_of_the_month_and_of_the_year():
    anno = date(2027, 1, 1), date(2027, 12, 31), SPEZIA
    assert [d.day for d in OgniMese(31).fra(*anno)][:4] == [31, 28, 31, 30]
    assert OgniMese(1, lavorativi=True).fra(*anno)[:2] == [date(2027, 1, 4), date(2027, 2, 1)]
    assert OgniMese(-1, lavorativi=True).fra(*anno)[2] == date(2027, 3, 31)
    assert OgniMese(2, settimana=1).fra(*anno)[0] == date(2027, 1, 12), "the second Tuesday"
    assert OgniAnno(((2, 29),)).fra(date(2027, 1, 1), date(2028, 12, 31), SPEZIA) == [
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
    with pytest.raises(ValueError, match="zeroth"):
        OgniMese(0)


@pytest.mark.parametrize(
    ("giorno", "utc"),
    [("2027-03-27", 7), ("2027-03-28", 6), ("2027-03-29", 6), ("2027-10-30", 6), ("2027-10-31", 7), ("2027-11-01", 7)],
)
def test_eight_in_italy_whatever_the_clock_did_that_night(giorno, utc):
    quando = istante(date.fromisoformat(giorno))
    assert (quando.hour, quando.astimezone(UTC).hour) == (8, utc)
