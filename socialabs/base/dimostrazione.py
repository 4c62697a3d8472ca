"""The demonstration, built by the apps: each declares in its `demo.py` the steps that it adds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from socialabs.base.contesto import Contesto


@dataclass
class Dimostrazione:
    """What the steps share: who acts, and the organisations made so far by their name in the demonstration."""

    ctx: Contesto
    organizzazioni: dict[str, Any] = field(default_factory=dict)


Passo = Callable[[Dimostrazione], None]

_passi: list[tuple[int, str, Passo]] = []


def passo(ordine: int, titolo: str) -> Callable[[Passo], Passo]:
    """Register a step. Steps run by `ordine`; each must leave things as they are when run again."""

    def register(funzione: Passo) -> Passo:
        _passi.append((ordine, titolo, funzione))
        return funzione

    return register


def passi() -> list[tuple[int, str, Passo]]:
    return sorted(_passi, key=lambda item: item[0])
