"""The reports of the house: each app declares its own in its module `rapporti`, found at start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from socialabs.base.contesto import Contesto
from socialabs.rapporti.contenuto import Contenuto


@dataclass(frozen=True, slots=True)
class Rapporto:
    """A named question with parameters, answered by tables.

    `modulo` is a form built with `ctx=`, all its fields with a default; `dati` gets its clean values and reads in
    sets, always from `visible_to(ctx)`.
    """

    chiave: str
    titolo: str
    domanda: str
    modulo: type[forms.Form]
    dati: Callable[[Contesto, Mapping[str, Any]], Contenuto]
    ruoli: frozenset[str]

    def ammette(self, ctx: Contesto) -> bool:
        return ctx.ruolo in self.ruoli

    def parametri(self, ctx: Contesto, valori: Mapping[str, Any]) -> forms.Form:
        """The form filled with `valori`, and with the defaults where they say nothing."""
        partenza = {nome: campo.initial for nome, campo in self.modulo(ctx=ctx).fields.items()}
        dati = {nome: valori.get(nome) or iniziale for nome, iniziale in partenza.items()}
        return self.modulo({nome: valore for nome, valore in dati.items() if valore is not None}, ctx=ctx)


_rapporti: dict[str, Rapporto] = {}


def registra(rapporto: Rapporto) -> None:
    if rapporto.chiave in _rapporti:
        raise ValueError(f"report {rapporto.chiave!r} is declared twice")
    _rapporti[rapporto.chiave] = rapporto


def rapporti_di(ctx: Contesto) -> list[Rapporto]:
    """What `ctx` may ask, by title."""
    return sorted((r for r in _rapporti.values() if r.ammette(ctx)), key=lambda r: str(r.titolo))


def trova(ctx: Contesto, chiave: str) -> Rapporto | None:
    """The report of that key, None when there is none or `ctx` may not ask it."""
    rapporto = _rapporti.get(chiave)
    return rapporto if rapporto and rapporto.ammette(ctx) else None
