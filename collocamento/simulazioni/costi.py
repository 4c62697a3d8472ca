"""What a position costs, as an estimate: contribution of exempt positions, fine for the gap, incentives of art. 13.

Pure Python, no Django. A year is the twelve months from the day asked, all at the amounts in force on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from collocamento.normativa import (
    Calendario,
    FasciaIncentivo,
    Importo,
    Incentivo,
    ParametroNonVerificato,
    Passo,
    Risultato,
    Tipologia,
    contributo_esonerativo,
    incentivo_art13,
    sanzione_scopertura,
)
from collocamento.simulazioni.variazioni import Assunzione, Variazione


@dataclass(frozen=True, slots=True)
class Stima:
    """Euro for so many posts over the working days of a year; None where the amount of that day is not verified."""

    posti: int
    giorni: int
    al_giorno: Decimal | None
    anno: Decimal | None
    passi: tuple[Passo, ...] = ()


@dataclass(frozen=True, slots=True)
class Costi:
    """`sanzione` is None for a public employer, whom art. 15 c. 4 is not estimated for."""

    contributo: Stima
    sanzione: Stima | None


@dataclass(frozen=True, slots=True)
class IncentivoStimato:
    """The incentive of one hire, and how many people it is for; None where the share is not verified that day."""

    numero: int
    fascia: FasciaIncentivo
    di_ciascuno: Incentivo | None

    @property
    def mensile(self) -> Decimal | None:
        return self.di_ciascuno and self.di_ciascuno.mensile * self.numero

    @property
    def totale(self) -> Decimal | None:
        """Over the whole length; None while the length is not verified."""
        if self.di_ciascuno is None or self.di_ciascuno.totale is None:
            return None
        return self.di_ciascuno.totale * self.numero


def giorni_di_un_anno(dal: date, calendario: Calendario) -> int:
    """Working days of the twelve months from `dal`."""
    return calendario.giorni_lavorativi(dal, dal + relativedelta(years=1) - timedelta(days=1))


def costi(risultato: Risultato, tipologia: Tipologia, calendario: Calendario) -> Costi:
    """What the exempt positions and the posts due on the result's day cost in a year."""
    dal = risultato.data
    giorni = giorni_di_un_anno(dal, calendario)
    contributo = stima(contributo_esonerativo, risultato.nazionale.esonerati, giorni, dal)
    if tipologia == Tipologia.PUBBLICO:
        return Costi(contributo, None)
    return Costi(contributo, stima(sanzione_scopertura, risultato.nazionale.scopertura_dovuta_ora, giorni, dal))


def stima(tariffa: Callable[[int, int, date], Importo], posti: int, giorni: int, dal: date) -> Stima:
    """The amount of the engine for a day and for a year; without one where it is not verified on `dal`."""
    if not posti:
        return Stima(0, giorni, Decimal(0), Decimal(0))
    try:
        importo = tariffa(posti, giorni, dal)
        return Stima(posti, giorni, tariffa(posti, 1, dal).euro, importo.euro, importo.passi)
    except ParametroNonVerificato:
        return Stima(posti, giorni, None, None)


def incentivi(variazioni: Iterable[Variazione], giorno: date) -> tuple[IncentivoStimato, ...]:
    """Those of the hires that say for whom and at what pay."""
    assunzioni = (v for v in variazioni if isinstance(v, Assunzione) and v.fascia and v.retribuzione)
    return tuple(_incentivo(assunzione, giorno) for assunzione in assunzioni)


def _incentivo(assunzione: Assunzione, giorno: date) -> IncentivoStimato:
    try:
        di_ciascuno = incentivo_art13(assunzione.fascia, assunzione.retribuzione, giorno)
    except ParametroNonVerificato:
        di_ciascuno = None
    return IncentivoStimato(assunzione.numero, assunzione.fascia, di_ciascuno)
