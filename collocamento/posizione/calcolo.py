"""What employers owe on a day: the staff last known, the acts in force, the engine."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from collocamento.normativa import Risultato, calcola
from collocamento.posizione.apporti import Apporto, applica, apporti
from collocamento.posizione.ingressi import Ingressi, ingressi


@dataclass(frozen=True, slots=True)
class Posizione:
    """What an employer owes on `giorno` and what that rests on.

    `ingressi` are those computed from, the acts already in their place; `apporti` the acts, those over included.
    """

    datore: uuid.UUID
    giorno: date
    ingressi: Ingressi
    apporti: tuple[Apporto, ...]
    risultato: Risultato


def posizioni(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, Posizione]:
    """The position of each employer whose staff is known on `giorno`; a fixed number of queries for any number."""
    noti = ingressi(datori, giorno)
    atti = apporti(noti.keys(), giorno)
    return {pk: _posizione(pk, giorno, partenza, atti.get(pk, ())) for pk, partenza in noti.items()}


def posizione(datore: uuid.UUID, giorno: date) -> Posizione | None:
    """The position of one employer; None when nothing tells its staff."""
    return posizioni([datore], giorno).get(datore)


def _posizione(pk: uuid.UUID, giorno: date, partenza: Ingressi, atti: tuple[Apporto, ...]) -> Posizione:
    datore, fogli = applica(partenza.datore, partenza.fogli, atti)
    risultato = calcola(datore, fogli, data=giorno)
    return Posizione(pk, giorno, replace(partenza, datore=datore, fogli=fogli), atti, risultato)
