"""What a position may cost, as an estimate: fines for posts not asked for in time, a late return, exempt positions.

Pure arithmetic on the engine's amounts. Where the amount in force is not verified, the sum stops the day before.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from collocamento.normativa import (
    Calendario,
    Importo,
    ParametroNonVerificato,
    Passo,
    Tipologia,
    contributo_esonerativo,
    sanzione_prospetto,
    sanzione_scopertura_periodo,
    storia,
    termine_richiesta,
)


UN_GIORNO = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stima:
    """A sum in euro with its steps; None where no verified amount is known. `fino_al`: where the count had to stop."""

    euro: Decimal | None
    passi: tuple[Passo, ...] = ()
    fino_al: date | None = None

    @property
    def importante(self) -> bool:
        """Whether there is something to tell: a sum, or one that cannot be worked out."""
        return self.euro is None or self.euro > 0


NULLA = Stima(Decimal(0))


def sanzione_posti(posti: Iterable[tuple[date, date | None]], giorno: date, calendario: Calendario) -> Stima:
    """The fine of art. 15 c. 4 up to `giorno` for posts of art. 3, each by its birth and the day it was asked for.

    From the sixty-first day to the day before the request: asked for in time, a post costs nothing.
    """
    posti, ultimo = list(posti), _ultimo_verificato("sanzioni", "scopertura_giornaliera", giorno)
    periodi = Counter(
        (termine_richiesta(nata).primo_giorno, min(ultimo, chiesta - UN_GIORNO) if chiesta else ultimo)
        for nata, chiesta in posti
    )
    parti = [
        _stima(lambda n=numero, p=periodo: sanzione_scopertura_periodo(n, *p, calendario))
        for periodo, numero in sorted(periodi.items())
        if periodo[0] <= periodo[1]
    ]
    fermata = ultimo < giorno and any(chiesta is None or chiesta > ultimo for _nata, chiesta in posti)
    return _somma(parti, ultimo if fermata else None)


def somma(stime: Iterable[Stima]) -> Stima:
    """Several estimates in one."""
    tutte = [stima for stima in stime if stima.importante]
    return _somma(tutte, min((s.fino_al for s in tutte if s.fino_al), default=None))


def sanzione_invio(scadenza: date, inviato: date, tipologia: Tipologia) -> Stima:
    """The fine of art. 15 c. 1 for a return sent after its due date."""
    return _stima(lambda: sanzione_prospetto(scadenza, inviato, tipologia=tipologia))


def contributo_annuo(posizioni: int, anno: int, calendario: Calendario) -> Stima:
    """What the exempt positions of a day would cost if they lasted the whole year (art. 5 c. 3 and 3-bis)."""
    if not posizioni:
        return NULLA
    primo = date(anno, 1, 1)
    giorni = calendario.giorni_lavorativi(primo, date(anno, 12, 31))
    return _stima(lambda: contributo_esonerativo(posizioni, giorni, primo))


def _ultimo_verificato(argomento: str, nome: str, giorno: date) -> date:
    """`giorno`, or the day before an amount not verified came into force."""
    incerti = [valore.dal for valore in storia(argomento, nome) if valore.grezzo is None]
    return min((giorno, *(dal - UN_GIORNO for dal in incerti)))


def _stima(calcola: Callable[[], Importo]) -> Stima:
    try:
        importo = calcola()
    except ParametroNonVerificato:
        return Stima(None)
    return Stima(importo.euro, importo.passi)


def _somma(parti: list[Stima], fino_al: date | None) -> Stima:
    if any(parte.euro is None for parte in parti):
        return Stima(None)
    euro = sum((parte.euro for parte in parti), Decimal(0))
    passi = tuple(passo for parte in parti for passo in parte.passi)
    if len(parti) > 1:
        passi = (*passi, Passo("somma_importi", euro, {"addendi": [parte.euro for parte in parti]}))
    return Stima(euro, passi, fino_al)
