"""Rows in the text format of COPY, made where the data are at hand so that the writer only passes bytes on."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any


_NULLO = "\\N"
_PROTETTI = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def riga(valori: Iterable[Any]) -> str:
    """One line of COPY. Numbers, texts, dates, UUIDs, booleans and bytes; lists and dicts go as JSON."""
    return "\t".join([_campo(valore) for valore in valori]) + "\n"


def _campo(valore: Any) -> str:
    if valore is None:
        return _NULLO
    if isinstance(valore, str):
        return valore.translate(_PROTETTI) if not valore.isalnum() else valore
    if isinstance(valore, bytes):
        return "\\\\x" + valore.hex()
    if isinstance(valore, (dict, list, tuple)):
        return compatto(valore).translate(_PROTETTI)
    return str(valore)


def compatto(valore: Any) -> str:
    """JSON without blanks; dataclasses as objects without their empty fields, dates in ISO form."""
    return json.dumps(valore, ensure_ascii=False, separators=(",", ":"), default=_in_json)


def _in_json(valore: Any) -> Any:
    if isinstance(valore, (date, datetime)):
        return valore.isoformat()
    campi = ((nome, getattr(valore, nome)) for nome in valore.__slots__)
    return {nome: campo for nome, campo in campi if campo is not None and campo != ()}
