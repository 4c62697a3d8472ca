"""From the text of a valid UniPi value to a typed Python value, and nothing else.

Every function here may assume that the schema accepted the text, so it only deals with the liberties that the schema
leaves: time zones and blanks around dates, blanks inside percentages, minutes above 59.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo


ROMA = ZoneInfo("Europe/Rome")
_DATA = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")
_ISTANTE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?")


class ValoreNonRappresentabile(ValueError):
    """The schema admits the value, but no date of the calendar in use can hold it (a year before 1 or after 9999)."""


def testo(scritto: str | None) -> str:
    """The text exactly as written; an empty element is an empty text, which differs from an absent one."""
    return scritto or ""


# S is true, N is false.
si_no = {"S": True, "N": False}.__getitem__


@lru_cache(maxsize=1024)
def minuti(scritto: str) -> int:
    """Weekly hours `hh:mm` in minutes. The schema admits minutes above 59: they are counted for what they are."""
    ore, minuti_ = scritto.split(":")
    return int(ore) * 60 + int(minuti_)


def percentuale(scritto: str) -> int | None:
    """A percentage; the schema admits blanks in place of digits, and an all-blank value is a value not given."""
    cifre = scritto.replace(" ", "")
    return int(cifre) if cifre else None


def data(scritto: str) -> date:
    """A calendar day; a time zone, which the schema admits, does not move the day.

    Raises ValoreNonRappresentabile.
    """
    try:
        return date.fromisoformat(scritto)
    except ValueError:
        trovata = _DATA.fullmatch(scritto.strip())
        if trovata is None:
            raise ValoreNonRappresentabile from None
        return date.fromisoformat(trovata[1])


def istante(scritto: str) -> datetime:
    """A moment, aware, in Italian time; one written without a time zone is Italian time already.

    Raises ValoreNonRappresentabile.
    """
    trovato = _ISTANTE.fullmatch(scritto.strip())
    if trovato is None:
        raise ValoreNonRappresentabile
    giorno, ore, minuti_, secondi, frazione, zona = trovato.groups()
    dopo_mezzanotte = timedelta(
        hours=int(ore),
        minutes=int(minuti_),
        seconds=int(secondi),
        microseconds=int((frazione or "0")[:6].ljust(6, "0")),
    )
    try:
        momento = datetime.fromisoformat(giorno) + dopo_mezzanotte  # 24:00:00 is the next day's midnight
        if zona is None:
            return momento.replace(tzinfo=ROMA)
        return momento.replace(tzinfo=_fuso(zona)).astimezone(ROMA)
    except OverflowError:
        raise ValoreNonRappresentabile from None


def _fuso(zona: str) -> timezone:
    if zona == "Z":
        return UTC
    ore, minuti_ = zona[1:].split(":")
    scarto = timedelta(hours=int(ore), minutes=int(minuti_))
    return timezone(-scarto if zona[0] == "-" else scarto)
