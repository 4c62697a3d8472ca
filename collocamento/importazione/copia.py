"""Rows in the text format of COPY, made where the data are at hand so that the writer only passes bytes on."""

import json
from collections.abc import Iterable
from numbers import Number
from typing import Any

from collocamento.normativa.derivazione import codifica


_NULLO = "\\N"
_PROTETTI = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def riga(valori: Iterable[Any]) -> str:
    """One line of COPY. Numbers, texts, dates, UUIDs, booleans and bytes; lists and dicts go as JSON."""
    return "\t".join([_campo(valore) for valore in valori]) + "\n"


def _campo(valore: Any) -> str:
    if valore is None:
        return _NULLO
    if isinstance(valore, str):
        return valore if valore.isalnum() else valore.translate(_PROTETTI)
    if isinstance(valore, int):
        return str(valore)
    if isinstance(valore, bytes):
        return "\\\\x" + valore.hex()
    if isinstance(valore, (dict, list, tuple)):
        return _JSON.encode(valore).translate(_PROTETTI)
    return str(valore)


def _in_json(valore: Any) -> Any:
    """Dataclasses as objects without their empty fields; dates and fractions as the engine writes them."""
    if not hasattr(valore, "__slots__") or isinstance(valore, Number):
        return codifica(valore)
    campi = ((nome, getattr(valore, nome)) for nome in valore.__slots__)
    return {nome: campo for nome, campo in campi if campo is not None and campo != ()}


def in_json(valore: Any) -> Any:
    """The plain dictionaries and lists that a JSON column would hold of `valore`."""
    return json.loads(_JSON.encode(valore))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_in_json)
