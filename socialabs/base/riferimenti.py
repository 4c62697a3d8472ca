"""How a record of one app is shown by another that knows only its kind and UUID: no import, no GenericForeignKey."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Riferimento:
    titolo: str
    url: str


_risolutori: dict[str, Callable[[Contesto, uuid.UUID], Riferimento | None]] = {}


def registra(tipo: str, risolvi: Callable[[Contesto, uuid.UUID], Riferimento | None]) -> None:
    """Declare how `tipo` ("app.model") is resolved; the function returns None for what `ctx` may not see."""
    _risolutori[tipo] = risolvi


def risolvi(ctx: Contesto, tipo: str, identificativo: uuid.UUID) -> Riferimento | None:
    risolutore = _risolutori.get(tipo)
    return risolutore(ctx, identificativo) if risolutore else None
