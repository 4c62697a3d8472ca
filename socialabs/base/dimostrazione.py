"""The demonstration, built by the apps: each declares in its `demo.py` the steps that it adds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unittest import mock

from django.utils import timezone

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


@contextmanager
def nel_momento(istante: datetime) -> Iterator[None]:
    """Let the portal's clock say `istante`: the demonstration's past is made by the verbs of every day, on its day.

    For the whole process: only the command that loads the demonstration may do so.
    """
    with mock.patch.object(timezone, "now", lambda: istante):
        yield
