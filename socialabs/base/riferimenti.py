"""How a record of one app is shown by another that knows only its kind and UUID: no import, no GenericForeignKey."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Riferimento:
    titolo: str
    url: str


# (kind of object, its id)
Chiave = tuple[str, uuid.UUID]
Risolutore = Callable[[Contesto, Collection[uuid.UUID]], Mapping[uuid.UUID, Riferimento]]

_risolutori: dict[str, Risolutore] = {}


def registra(tipo: str, risolvi: Callable[[Contesto, uuid.UUID], Riferimento | None]) -> None:
    """Declare how `tipo` ("app.model") is resolved; the function returns None for what `ctx` may not see.

    In a list it asks once a row: `registra_molti` is for the kinds that lists show.
    """

    def uno_per_volta(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
        return {pk: trovato for pk in identificativi if (trovato := risolvi(ctx, pk)) is not None}

    _risolutori[tipo] = uno_per_volta


def registra_molti(tipo: str, risolvi: Risolutore) -> None:
    """Declare how many records of `tipo` are resolved by one query; the function leaves out what `ctx` may not see."""
    _risolutori[tipo] = risolvi


def risolvi(ctx: Contesto, tipo: str, identificativo: uuid.UUID) -> Riferimento | None:
    return risolvi_molti(ctx, [(tipo, identificativo)]).get((tipo, identificativo))


def risolvi_molti(ctx: Contesto, chiavi: Iterable[Chiave]) -> dict[Chiave, Riferimento]:
    """Those of a list, as many queries as there are kinds; what is not for `ctx` is missing."""
    per_tipo: dict[str, set[uuid.UUID]] = {}
    for tipo, identificativo in chiavi:
        if tipo in _risolutori:
            per_tipo.setdefault(tipo, set()).add(identificativo)
    return {
        (tipo, identificativo): riferimento
        for tipo, identificativi in per_tipo.items()
        for identificativo, riferimento in _risolutori[tipo](ctx, identificativi).items()
    }
