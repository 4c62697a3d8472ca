"""The yearly contribution for exempt positions, day by day (art. 5 c. 3 and 3-bis; practice of Piemonte).

Sundays, the day out of a five-day week and national holidays never count. The patron's day and the further days of
closing that the employer declares are in doubt: practice leaves them out, no national text read says so. They are kept
apart, so that the answer is a range; in its middle each of them is worth half a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from collocamento.normativa.calendario import Calendario
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.parametri import ParametroNonVerificato, Valore, parametro


ZERO, CENTESIMO = Decimal(0), Decimal("0.01")
_GIORNO = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Esonerate:
    """Positions exempt from `dal` to `al`, both included; with no end while the year lasts."""

    dal: date
    al: date | None
    posizioni: int

    def il(self, giorno: date) -> int:
        """How many on a day."""
        return self.posizioni if self.dal <= giorno and (self.al is None or giorno <= self.al) else 0


@dataclass(frozen=True, slots=True)
class Tratto:
    """Days on which nothing changes: positions, certain and doubtful working days, amount a day.

    `giornaliera` is None where the amount in force is not verified: nothing in euro can be said then.
    `sospeso`: a suspension of the duty ran too, and the office says whether the contribution is due.
    """

    dal: date
    al: date
    posizioni: int
    giorni: int
    in_dubbio: tuple[date, ...]
    giornaliera: Decimal | None
    sospeso: bool

    @property
    def minimo(self) -> Decimal:
        """Euro for the certain days alone."""
        return self.posizioni * self.giorni * (self.giornaliera or ZERO)

    @property
    def dubbio(self) -> Decimal:
        """Euro that the doubtful days add if all of them count."""
        return self.posizioni * len(self.in_dubbio) * (self.giornaliera or ZERO)

    @property
    def passi(self) -> tuple[Passo, ...]:
        """What the two sums come from; none where the amount is not verified."""
        if self.giornaliera is None:
            return ()
        parametri = {"posti": self.posizioni, "giornaliera": self.giornaliera}
        certo = Passo("contributo_esonerativo", self.minimo, {**parametri, "giorni": self.giorni})
        if not self.in_dubbio:
            return (certo,)
        return certo, Passo("contributo_in_dubbio", self.dubbio, {**parametri, "giorni": len(self.in_dubbio)})


@dataclass(frozen=True, slots=True)
class ContributoAnnuale:
    """The stretches of a year in order and the range of the sum."""

    tratti: tuple[Tratto, ...]

    @property
    def minimo(self) -> Decimal:
        """No doubtful day counts."""
        return sum((tratto.minimo for tratto in self.tratti), ZERO)

    @property
    def massimo(self) -> Decimal:
        """All of them count."""
        return self.minimo + sum((tratto.dubbio for tratto in self.tratti), ZERO)

    @property
    def mezzo(self) -> Decimal:
        """Each doubtful day as half a day, to the cent."""
        return ((self.minimo + self.massimo) / 2).quantize(CENTESIMO)

    @property
    def verificato(self) -> bool:
        """Whether the amount in force was verified on every day."""
        return all(tratto.giornaliera is not None for tratto in self.tratti)


def contributo_annuale(
    anno: int,
    esonerate: Sequence[Esonerate],
    calendario: Calendario,
    sospensioni: Sequence[tuple[date, date | None]] = (),
) -> ContributoAnnuale:
    """The contribution of a year: a stretch ends where the positions, the amount or a suspension change."""
    nazionale = Calendario(calendario.giorni_settimana)

    def stato(giorno: date) -> tuple[int, date | None, bool]:
        posizioni = sum(periodo.il(giorno) for periodo in esonerate)
        valore = _importo(giorno)
        sospeso = any(dal <= giorno and (al is None or giorno <= al) for dal, al in sospensioni)
        return posizioni, valore.dal if valore else None, sospeso

    tratti = []
    for (posizioni, _dal, sospeso), gruppo in groupby(_giorni(anno), key=stato):
        if not posizioni:
            continue
        giorni = list(gruppo)
        lavorativi = [giorno for giorno in giorni if nazionale.lavorativo(giorno)]
        dubbi = tuple(giorno for giorno in lavorativi if not calendario.lavorativo(giorno))
        valore = _importo(giorni[0])
        giornaliera = valore.importo if valore and valore.grezzo is not None else None
        certi = len(lavorativi) - len(dubbi)
        tratti.append(Tratto(giorni[0], giorni[-1], posizioni, certi, dubbi, giornaliera, sospeso))
    return ContributoAnnuale(tuple(tratti))


def _giorni(anno: int) -> Iterator[date]:
    giorno = date(anno, 1, 1)
    while giorno.year == anno:
        yield giorno
        giorno += _GIORNO


def _importo(giorno: date) -> Valore | None:
    """The amount in force on a day, verified or not; None before the first one known."""
    try:
        return parametro("contributi", "esonerativo_giornaliero", giorno)
    except ParametroNonVerificato:
        return None
