"""When: distances from a date, and dates that come back. Pure functions of dates and of a working-day calendar."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta


ROMA = ZoneInfo("Europe/Rome")
ORA_DI_INVIO = time(8)
_GIORNO = timedelta(days=1)


class GiorniLavorativi(Protocol):
    """The part of `anagrafica.calendario` that a distance needs."""

    def lavorativo(self, giorno: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Scarto:
    """A distance: negative before, positive after. `dalla_base` counts from the base date, else from the due date.

    Months come first and end on the month's last day where it is shorter; then the days, calendar or working ones.
    """

    giorni: int = 0
    mesi: int = 0
    lavorativi: bool = False
    dalla_base: bool = False

    def da(self, giorno: date, calendario: GiorniLavorativi) -> date:
        """The day at this distance from `giorno`."""
        giorno += relativedelta(months=self.mesi)
        return sposta(giorno, self.giorni, calendario) if self.lavorativi else giorno + timedelta(days=self.giorni)


def prima(giorni: int = 0, *, mesi: int = 0, lavorativi: bool = False) -> Scarto:
    """So long before the due date."""
    return Scarto(-giorni, -mesi, lavorativi)


def dopo(giorni: int = 0, *, mesi: int = 0, lavorativi: bool = False) -> Scarto:
    """So long after the due date."""
    return Scarto(giorni, mesi, lavorativi)


def dalla_base(giorni: int = 0, *, mesi: int = 0, lavorativi: bool = False) -> Scarto:
    """So long after the date from which the term runs."""
    return Scarto(giorni, mesi, lavorativi, dalla_base=True)


IL_GIORNO = Scarto()


def sposta(giorno: date, numero: int, calendario: GiorniLavorativi) -> date:
    """The `numero`-th working day after `giorno`, or before it when negative; `giorno` itself for zero."""
    passo = _GIORNO if numero > 0 else -_GIORNO
    for _volta in range(abs(numero)):
        giorno += passo
        while not calendario.lavorativo(giorno):
            giorno += passo
    return giorno


class Ricorrenza(Protocol):
    """Dates that come back."""

    def fra(self, dal: date, al: date, calendario: GiorniLavorativi) -> list[date]:
        """Those from `dal` to `al`, both included, in order."""
        ...


@dataclass(frozen=True, slots=True)
class OgniAnno:
    """The same days every year, each (month, day); 29 February is the 28th where there is none."""

    giorni: tuple[tuple[int, int], ...]

    def fra(self, dal: date, al: date, calendario: GiorniLavorativi) -> list[date]:
        anni = range(dal.year, al.year + 1)
        date_ = sorted(_del_mese(anno, mese, giorno) for anno in anni for mese, giorno in self.giorni)
        return [d for d in date_ if dal <= d <= al]


@dataclass(frozen=True, slots=True)
class OgniMese:
    """The n-th day of every month, of all days, of the working ones, or of those called `settimana` (Monday is 0).

    A month that has no such day gives its last one of the kind. Negative counts from the month's end.
    """

    numero: int
    lavorativi: bool = False
    settimana: int | None = None

    def __post_init__(self) -> None:
        if self.numero == 0:
            raise ValueError("there is no zeroth day of a month")

    def fra(self, dal: date, al: date, calendario: GiorniLavorativi) -> list[date]:
        scelti = (self._nel_mese(primo, calendario) for primo in _mesi(dal, al))
        return [d for d in scelti if dal <= d <= al]

    def _nel_mese(self, primo: date, calendario: GiorniLavorativi) -> date:
        giorni = [primo.replace(day=n + 1) for n in range(monthrange(primo.year, primo.month)[1])]
        if self.settimana is not None:
            giorni = [d for d in giorni if d.weekday() == self.settimana]
        if self.lavorativi:
            giorni = [d for d in giorni if calendario.lavorativo(d)]
        posizione = self.numero - 1 if self.numero > 0 else len(giorni) + self.numero
        return giorni[max(0, min(posizione, len(giorni) - 1))]


def _del_mese(anno: int, mese: int, giorno: int) -> date:
    return date(anno, mese, min(giorno, monthrange(anno, mese)[1]))


def _mesi(dal: date, al: date) -> Iterator[date]:
    primo = dal.replace(day=1)
    while primo <= al:
        yield primo
        primo += relativedelta(months=1)


def istante(giorno: date) -> datetime:
    """When the reminder of a day leaves: eight o'clock in Italy, whatever the clock did that night."""
    return datetime.combine(giorno, ORA_DI_INVIO, tzinfo=ROMA)
