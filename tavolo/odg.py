"""The agenda as a tree: its order, its numbers (1, 1.1, 2) and a copy of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tavolo.enums import TipoPunto
from tavolo.models import Punto, Seduta


PROFONDITA_MASSIMA = 3


@dataclass(frozen=True, slots=True)
class Voce:
    """An item in its place. Internal items have no number: with or without them the others keep theirs."""

    punto: Punto
    numero: str
    livello: int
    primo: bool
    ultimo: bool

    @property
    def interno(self) -> bool:
        return self.punto.tipo == TipoPunto.INTERNO


def albero(punti: Iterable[Punto]) -> list[Voce]:
    """The items of one meeting in reading order, numbered."""
    figli: dict[Any, list[Punto]] = defaultdict(list)
    for punto in sorted(punti, key=lambda p: p.posizione):
        figli[punto.padre_id].append(punto)
    return list(_scendi(figli, None, "", 1))


def _scendi(figli: dict[Any, list[Punto]], padre: Any, prefisso: str, livello: int) -> Iterator[Voce]:
    fratelli, contati = figli.get(padre, []), 0
    for punto in fratelli:
        numero = ""
        if punto.tipo != TipoPunto.INTERNO:
            contati += 1
            numero = f"{prefisso}{contati}"
        yield Voce(punto, numero, livello, punto is fratelli[0], punto is fratelli[-1])
        yield from _scendi(figli, punto.pk, f"{numero}.", livello + 1)


def copia(punti: Iterable[Punto], seduta: Seduta) -> list[Punto]:
    """New items for `seduta`, like `punti` and in the same tree; parents come before their children."""
    nuovi: dict[Any, Punto] = {}
    for voce in albero(punti):
        p = voce.punto
        nuovi[p.pk] = Punto(
            seduta=seduta,
            padre=nuovi.get(p.padre_id),
            posizione=p.posizione,
            titolo=p.titolo,
            descrizione=p.descrizione,
            tipo=p.tipo,
            proponente_id=p.proponente_id,
            relatore=p.relatore,
            minuti=p.minuti,
        )
    return list(nuovi.values())


def numeri(punti: Iterable[Punto]) -> dict[Any, str]:
    """The number of each item by its id."""
    return {voce.punto.pk: voce.numero for voce in albero(punti)}
