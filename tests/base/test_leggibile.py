"""Values of fields as people write them."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from socialabs.base.templatetags.socialabs import leggibile


@pytest.mark.parametrize(
    ("valore", "scritto"),
    [
        (None, "–"),
        ("", "–"),
        (0, "0"),
        (True, "sì"),
        (False, "no"),
        ("testo", "testo"),
        (datetime.date(2026, 2, 15), "15/02/2026"),
        (datetime.datetime(2026, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC")), "02/07/2026 00:30"),
    ],
)
def test_a_value_reads_as_people_write_it(valore: object, scritto: str) -> None:
    assert leggibile(valore) == scritto
