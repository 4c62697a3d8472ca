"""Periods of whole days, both ends included, as PostgreSQL ranges for constraints that forbid overlaps."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value


class Periodo(Func):
    """daterange(dal, al) of a row's fields `dal` and `al`, both days included; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("dal"), F("al"), Value("[]"))
