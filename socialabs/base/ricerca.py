"""The search box: each app declares what it can find for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Chiave


@dataclass(frozen=True, slots=True)
class Trovato:
    """A result. `oggetto`: what it is, where its kind can be referred to from elsewhere (see `riferimenti`)."""

    titolo: str
    url: str
    dettaglio: str = ""
    oggetto: Chiave | None = None


@dataclass(frozen=True, slots=True)
class Fonte:
    """A source of results; `cerca` must start from the model's `visible_to(ctx)`."""

    nome: str
    cerca: Callable[[Contesto, str], list[Trovato]]
    ruoli: frozenset[str] | None = None


_fonti: list[Fonte] = []


def registra(fonte: Fonte) -> None:
    _fonti.append(fonte)


def cerca(ctx: Contesto, testo: str) -> list[tuple[str, list[Trovato]]]:
    """Non-empty results by source; a text shorter than two characters finds nothing."""
    testo = testo.strip()
    if len(testo) < 2:
        return []
    esiti = [(f.nome, f.cerca(ctx, testo)) for f in _fonti if f.ruoli is None or ctx.ruolo in f.ruoli]
    return [(nome, trovati) for nome, trovati in esiti if trovati]
