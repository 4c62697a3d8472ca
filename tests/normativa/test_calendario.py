from __future__ import annotations

from datetime import date

import pytest

from collocamento.normativa import Calendario, DatoNonValido, festivita_nazionali


SPEZIA = Calendario.per_comune("E463", {"E463": (3, 19)})


@pytest.mark.parametrize(
    "pasquetta", [date(2026, 4, 6), date(2027, 3, 29), date(2028, 4, 17), date(2029, 4, 2), date(2030, 4, 22)]
)
def test_easter_monday(pasquetta):
    assert festivita_nazionali(pasquetta.year)[pasquetta]["it"] == "Lunedì dell'Angelo"


@pytest.mark.parametrize(
    ("calendario", "dal", "al", "attesi"),
    [
        (SPEZIA, date(2027, 3, 1), date(2027, 3, 31), 21),
        (SPEZIA, date(2027, 10, 1), date(2027, 10, 31), 20),
        (Calendario(6, (6, 24)), date(2023, 6, 1), date(2023, 6, 30), 24),
        (Calendario(5, (6, 24)), date(2023, 6, 1), date(2023, 6, 30), 21),
        (Calendario(), date(2026, 1, 2), date(2026, 1, 1), 0),
        (Calendario(), date(2026, 1, 2), date(2026, 1, 2), 1),
    ],
)
def test_working_days(calendario, dal, al, attesi):
    assert calendario.giorni_lavorativi(dal, al) == attesi


def test_holidays_count_from_the_day_they_came_into_force():
    assert date(2025, 10, 4) not in festivita_nazionali(2025)
    assert date(2026, 10, 4) in festivita_nazionali(2026)
    assert date(2000, 6, 2) not in festivita_nazionali(2000)
    assert date(2001, 6, 2) in festivita_nazionali(2001)


def test_every_holiday_has_both_names():
    for nome in festivita_nazionali(2027).values():
        assert nome["it"] and nome["en"]
    assert len(festivita_nazionali(2027)) == 12


def test_a_patron_saint_is_of_one_comune_only():
    assert not SPEZIA.lavorativo(date(2027, 3, 19))
    assert Calendario.per_comune("H501", {"E463": (3, 19)}).lavorativo(date(2027, 3, 19))


def test_next_working_day_and_additions():
    assert Calendario().prossimo_lavorativo(date(2026, 12, 25)) == date(2026, 12, 28)
    assert Calendario(6).prossimo_lavorativo(date(2026, 5, 9)) == date(2026, 5, 9)
    assert Calendario().prossimo_lavorativo(date(2026, 5, 9)) == date(2026, 5, 11)
    assert Calendario().aggiungi_lavorativi(date(2026, 12, 24), 2) == date(2026, 12, 29)
    assert Calendario(altri=frozenset({date(2026, 12, 28)})).aggiungi_lavorativi(date(2026, 12, 24), 1) == date(
        2026, 12, 29
    )


def test_a_week_has_five_or_six_days():
    with pytest.raises(DatoNonValido, match="giorni_settimana"):
        Calendario(7)
