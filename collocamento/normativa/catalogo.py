"""Access to the engine's own data files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def leggi(nome: str) -> dict[str, Any]:
    """The TOML file `dati/<nome>.toml`, read once."""
    return tomllib.loads((files("collocamento.normativa") / "dati" / f"{nome}.toml").read_text("utf-8"))


def catalogo() -> dict[str, Any]:
    """The words of steps, sources, terms and warnings, in Italian and English."""
    return leggi("messaggi")
