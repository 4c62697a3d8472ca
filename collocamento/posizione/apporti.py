"""What the office has decided about employers, as the engine takes it: rooms above declare it, this one collects it.

A return tells what its employer declared; an exemption, a suspension or a convention recorded in the portal is newer
and better known. So where the portal governs a figure of an employer, the declared one is set aside.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from collocamento.normativa import DatiProvincia, Datore
from socialabs.base.riferimenti import Chiave


@dataclass(frozen=True, slots=True)
class Apporto:
    """An act in force on the day asked for.

    `campo` is a field of the provincial sheet (`normativa.DatiProvincia`) or, with no `provincia`, of the employer
    (`normativa.Datore`); `valori` take the place of what the return declares there: a tuple joins those of the other
    acts, a number is added to them, anything else stands alone. Without values the act is over or not yet begun, and
    what the return declares does not count either. `frase` says in words what it covers, `riferimento` is its record.
    """

    campo: str
    provincia: str = ""
    valori: tuple[Any, ...] = ()
    frase: str = ""
    riferimento: Chiave | None = None
    fino_al: date | None = None


# The acts of many employers on a day, in as few queries as for one.
Fonte = Callable[[Collection[uuid.UUID], date], Mapping[uuid.UUID, Sequence[Apporto]]]

_fonti: list[Fonte] = []


def registra(fonte: Fonte) -> None:
    """Declare where acts about employers come from."""
    _fonti.append(fonte)


def apporti(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, tuple[Apporto, ...]]:
    """All that is recorded about these employers, as it stands on `giorno`."""
    raccolti: dict[uuid.UUID, list[Apporto]] = {}
    for fonte in _fonti:
        for datore, atti in fonte(datori, giorno).items():
            raccolti.setdefault(datore, []).extend(atti)
    return {datore: tuple(atti) for datore, atti in raccolti.items()}


def applica(
    datore: Datore, fogli: Iterable[DatiProvincia], atti: Iterable[Apporto]
) -> tuple[Datore, tuple[DatiProvincia, ...]]:
    """The engine's inputs with the recorded acts in place of what was declared; a province unknown gets a sheet."""
    per_foglio: dict[str, list[Apporto]] = {}
    for atto in atti:
        per_foglio.setdefault(atto.provincia, []).append(atto)
    dell_azienda = per_foglio.pop("", [])
    tutti = {foglio.codice: foglio for foglio in fogli}
    tutti |= {codice: DatiProvincia(codice) for codice in per_foglio if codice not in tutti}
    sistemati = (_con(foglio, per_foglio.get(codice, [])) for codice, foglio in tutti.items())
    return _con(datore, dell_azienda), tuple(sistemati)


def _con(oggetto: Any, atti: Iterable[Apporto]) -> Any:
    predefiniti = {campo.name: campo.default for campo in fields(oggetto)}
    valori: dict[str, Any] = {}
    for atto in atti:
        valori.setdefault(atto.campo, predefiniti[atto.campo])
        for valore in atto.valori:
            valori[atto.campo] = _insieme(valori[atto.campo], valore)
    return replace(oggetto, **valori) if valori else oggetto


def _insieme(finora: Any, valore: Any) -> Any:
    if isinstance(finora, tuple):
        return (*finora, valore)
    return finora + valore if isinstance(finora, int) and not isinstance(finora, bool) else valore
