"""The kinds of job: each app declares its own in its module `lavori`, found at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from socialabs.base.contesto import Contesto


# (lavoro, avanzamento, ctx) -> the result kept on the row: JSON, with an optional "url" to go to at the end.
Funzione = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class TipoDiLavoro:
    nome: str
    titolo: str
    funzione: Funzione
    ruoli: frozenset[str] | None

    def ammette(self, ctx: Contesto) -> bool:
        return ctx.e_sistema or self.ruoli is None or ctx.ruolo in self.ruoli


_tipi: dict[str, TipoDiLavoro] = {}


def tipo_di_lavoro(nome: str, *, titolo: str, ruoli: frozenset[str] | None = None) -> Callable[[Funzione], Funzione]:
    """Declare a kind of job. The function may run again from the start after a crash: it must be idempotent.

    `ruoli` None lets every signed-in user start it.
    """

    def registra(funzione: Funzione) -> Funzione:
        if nome in _tipi:
            raise ValueError(f"job type {nome!r} is declared twice")
        _tipi[nome] = TipoDiLavoro(nome, titolo, funzione, ruoli)
        return funzione

    return registra


def tipo(nome: str) -> TipoDiLavoro:
    """The declared kind. Raises KeyError when no app declares it."""
    return _tipi[nome]


def titolo_di(nome: str) -> str:
    """The kind's title, or its name when the app that declared it is gone."""
    return str(_tipi[nome].titolo) if nome in _tipi else nome
