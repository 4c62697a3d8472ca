"""When a scheduled report is due. Days are Italy's; the hour is the same before and after a change of clocks."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from socialabs.rapporti.enums import Cadenza


ORA = time(7)


def prossimo_giorno(dopo: date, cadenza: str, giorno: int, mese: int | None = None) -> date:
    """The first day after `dopo` on which a report is due.

    `giorno` is of the week (1 Monday) for SETTIMANALE, of the month for the others; a month too short for it ends on
    its last day. `mese` serves ANNUALE alone.
    """
    if cadenza == Cadenza.SETTIMANALE:
        return dopo + timedelta(days=(giorno - dopo.isoweekday() - 1) % 7 + 1)
    if cadenza == Cadenza.MENSILE:
        return _primo_dopo(dopo, lambda n: _nel_mese(dopo.year, dopo.month + n, giorno))
    return _primo_dopo(dopo, lambda n: _nel_mese(dopo.year + n, mese or 1, giorno))


def _primo_dopo(dopo: date, candidato: Callable[[int], date]) -> date:
    return next(giorno for giorno in map(candidato, range(3)) if giorno > dopo)


def _nel_mese(anno: int, mese: int, giorno: int) -> date:
    anno, mese = anno + (mese - 1) // 12, (mese - 1) % 12 + 1
    return date(anno, mese, min(giorno, calendar.monthrange(anno, mese)[1]))


def istante(giorno: date) -> datetime:
    """When the report of `giorno` leaves."""
    return timezone.make_aware(datetime.combine(giorno, ORA))
