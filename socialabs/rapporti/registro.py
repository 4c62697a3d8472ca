"""The reports of the house: each app declares its own in its module `rapporti`, found at start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from socialabs.base.contesto import Contesto
from socialabs.rapporti.contenuto import Contenuto


SOGLIA = 5
# Addresses below /rapporti/ that are pages of this room.
RISERVATE = frozenset({"istantanee", "invii"})


@dataclass(frozen=True, slots=True)
class Rapporto:
    """A named question with parameters, answered by tables.

    `modulo` is a form built with `ctx=`, all its fields with a default; `dati` gets its clean values and reads in
    sets, always from `visible_to(ctx)`. `gruppo` is the heading it stands under in the list. Counts of people below
    `soglia` are hidden.
    """

    chiave: str
    titolo: str
    domanda: str
    modulo: type[forms.Form]
    dati: Callable[[Contesto, Mapping[str, Any]], Contenuto]
    ruoli: frozenset[str]
    gruppo: str = ""
    soglia: int = SOGLIA

    def ammette(self, ctx: Contesto) -> bool:
        return ctx.ruolo in self.ruoli

    def parametri(self, ctx: Contesto, valori: Mapping[str, Any]) -> forms.Form:
        """The form filled with `valori`, and with the defaults where they say nothing."""
        partenza = self.modulo(ctx=ctx).fields
        dati = {nome: _dato(campo, valori, nome) or campo.initial for nome, campo in partenza.items()}
        return self.modulo({nome: valore for nome, valore in dati.items() if valore is not None}, ctx=ctx)


def _dato(campo: forms.Field, valori: Mapping[str, Any], nome: str) -> Any:
    if isinstance(valori, QueryDict) and isinstance(campo, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return valori.getlist(nome)
    return valori.get(nome)


_rapporti: dict[str, Rapporto] = {}


def registra(rapporto: Rapporto) -> None:
    """Raises ValueError for a key declared twice, or that is an address of this room."""
    if rapporto.chiave in _rapporti:
        raise ValueError(f"report {rapporto.chiave!r} is declared twice")
    if rapporto.chiave in RISERVATE:
        raise ValueError(f"report {rapporto.chiave!r} has the address of another page")
    _rapporti[rapporto.chiave] = rapporto


def rapporti_di(ctx: Contesto) -> list[Rapporto]:
    """What `ctx` may ask, by title."""
    return sorted((r for r in _rapporti.values() if r.ammette(ctx)), key=lambda r: str(r.titolo))


def trova(ctx: Contesto, chiave: str) -> Rapporto | None:
    """The report of that key, None when there is none or `ctx` may not ask it."""
    rapporto = _rapporti.get(chiave)
    return rapporto if rapporto and rapporto.ammette(ctx) else None


def titolo_di(chiave: str) -> str:
    """The title of a report, or its key when the app that declared it is gone."""
    return str(_rapporti[chiave].titolo) if chiave in _rapporti else chiave
