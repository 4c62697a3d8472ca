"""Working days: national holidays as they were in force, patron saint of the comune, weeks of five or six days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from collocamento.normativa.catalogo import leggi
from collocamento.normativa.tipi import DatoNonValido


MeseGiorno = tuple[int, int]
_GIORNO = timedelta(days=1)


@cache
def festivita_nazionali(anno: int) -> Mapping[date, Mapping[str, str]]:
    """National holidays of a year besides Sundays, each with its name in Italian ("it") and English ("en")."""
    dati = leggi("festivita")
    trovate = {easter(anno) + _GIORNO: dati["pasquetta"]["nome"]}
    for festa in dati["fisse"]:
        giorno = date(anno, festa["mese"], festa["giorno"])
        if giorno >= festa["dal"]:
            trovate[giorno] = festa["nome"]
    return dict(sorted(trovate.items()))


@dataclass(frozen=True, slots=True)
class Calendario:
    """Working week of an establishment.

    `giorni_settimana` is 5 (Monday to Friday) or 6 (to Saturday); `patrono` is (month, day); `altri` holds further
    local or contractual holidays. Raises DatoNonValido for a week of another length.
    """

    giorni_settimana: int = 5
    patrono: MeseGiorno | None = None
    altri: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.giorni_settimana not in (5, 6):
            raise DatoNonValido(f"giorni_settimana: la settimana è di 5 o 6 giorni, non {self.giorni_settimana}.")

    @classmethod
    def per_comune(cls, belfiore: str, patroni: Mapping[str, MeseGiorno], *, giorni_settimana: int = 5) -> Calendario:
        """The calendar of a comune, given its Belfiore code and the patron saints known."""
        return cls(giorni_settimana, patroni.get(belfiore))

    def festivo(self, giorno: date) -> bool:
        """Whether a day is a national, local or contractual holiday (Sundays apart)."""
        if (giorno.month, giorno.day) == self.patrono or giorno in self.altri:
            return True
        return giorno in festivita_nazionali(giorno.year)

    def lavorativo(self, giorno: date) -> bool:
        """Whether a day is worked."""
        return giorno.weekday() < self.giorni_settimana and not self.festivo(giorno)

    def giorni_lavorativi(self, dal: date, al: date) -> int:
        """Working days from `dal` to `al`, both included; none when `al` comes first."""
        return sum(self.lavorativo(dal + n * _GIORNO) for n in range((al - dal).days + 1))

    def prossimo_lavorativo(self, giorno: date) -> date:
        """The day itself if worked, else the first worked day after it."""
        while not self.lavorativo(giorno):
            giorno += _GIORNO
        return giorno

    def aggiungi_lavorativi(self, giorno: date, numero: int) -> date:
        """The `numero`-th working day after `giorno`."""
        for _ in range(numero):
            giorno = self.prossimo_lavorativo(giorno + _GIORNO)
        return giorno
