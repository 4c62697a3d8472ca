"""The engine's inputs as JSON and back: what a return told the engine, kept to be computed again without the return.

Only what differs from the default is written, so that a sheet of a small employer is a few bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from collocamento.normativa.derivazione import codifica
from collocamento.normativa.tipi import DatiProvincia, Datore


def come_dict(datore: Datore, province: Sequence[DatiProvincia]) -> dict[str, Any]:
    """`{"datore": {...}, "province": [{...}]}`, read back by `da_dict`."""
    return {"datore": scrivi(datore), "province": [scrivi(foglio) for foglio in province]}


def da_dict(dati: Mapping[str, Any]) -> tuple[Datore, list[DatiProvincia]]:
    """The inputs that `come_dict` wrote. Raises DatoNonValido for one that cannot be true."""
    leggi_foglio = lettore(DatiProvincia)
    return lettore(Datore)(dati["datore"]), [leggi_foglio(foglio) for foglio in dati["province"]]


def scrivi(valore: Any) -> Any:
    """A dataclass, its parts or a plain value as JSON, the fields at their default left out."""
    if is_dataclass(valore):
        scelti = ((campo.name, getattr(valore, campo.name), campo) for campo in fields(valore))
        return {nome: scrivi(dato) for nome, dato, campo in scelti if dato != _predefinito(campo)}
    if isinstance(valore, tuple):
        return [scrivi(elemento) for elemento in valore]
    return str(valore) if isinstance(valore, StrEnum) else codifica(valore)


def _predefinito(campo: Field) -> Any:
    return campo.default if campo.default is not MISSING else MISSING


Lettore = Callable[[Any], Any]


@cache
def lettore(tipo: Any) -> Lettore:
    """How a value of `tipo`, as its field declares it, comes back from JSON."""
    if is_dataclass(tipo):
        lettori = {nome: lettore(del_campo) for nome, del_campo in get_type_hints(tipo).items()}
        return lambda dati: tipo(**{nome: lettori[nome](valore) for nome, valore in dati.items()})
    if get_origin(tipo) is tuple:
        elemento = lettore(get_args(tipo)[0])
        return lambda dati: tuple(elemento(dato) for dato in dati)
    if isinstance(tipo, UnionType):
        return _facoltativo([ramo for ramo in get_args(tipo) if ramo is not type(None)])
    if tipo is date:
        return date.fromisoformat
    return tipo if isinstance(tipo, type) and issubclass(tipo, StrEnum) else lambda valore: valore


def _facoltativo(rami: list[Any]) -> Lettore:
    """None, or the one type declared beside it; a fraction is told from a whole number by its stroke."""
    if Fraction in rami:
        return lambda valore: Fraction(valore) if isinstance(valore, str) else valore
    leggi = lettore(rami[0])
    return lambda valore: None if valore is None else leggi(valore)
