"""The kinds of job: each app declares its own in its module `lavori`, found at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from socialabs.base.contesto import Contesto


# (lavoro, avanzamento, ctx) -> the result kept on the row: JSON, with an optional "url" to go to at the end.
Funzione = Callable[..., dict[str, Any] | None]
# From that result, the sentence that says what was done, in the reader's language.
Esito = Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class TipoDiLavoro:
    nome: str
    titolo: str
    funzione: Funzione
    ruoli: frozenset[str] | None
    esito: Esito | None = None

    def ammette(self, ctx: Contesto) -> bool:
        return ctx.e_sistema or self.ruoli is None or ctx.ruolo in self.ruoli


_tipi: dict[str, TipoDiLavoro] = {}


def tipo_di_lavoro(
    nome: str, *, titolo: str, ruoli: frozenset[str] | None = None, esito: Esito | None = None
) -> Callable[[Funzione], Funzione]:
    """Declare a kind of job. The function may run again from the start after a crash: it must be idempotent.

    `ruoli` None lets every signed-in user start it. `esito` tells its result on the job's page.
    """

    def registra(funzione: Funzione) -> Funzione:
        if nome in _tipi:
            raise ValueError(f"job type {nome!r} is declared twice")
        _tipi[nome] = TipoDiLavoro(nome, titolo, funzione, ruoli, esito)
        return funzione

    return registra


def tipo(nome: str) -> TipoDiLavoro:
    """The declared kind. Raises KeyError when no app declares it."""
    return _tipi[nome]


def titolo_di(nome: str) -> str:
    """The kind's title, or its name when the app that declared it is gone."""
    return str(_tipi[nome].titolo) if nome in _tipi else nome


def esito_di(nome: str, risultato: dict[str, Any]) -> str:
    """What a finished job did, in words; empty when its kind has none to say."""
    dichiarato = _tipi.get(nome)
    return dichiarato.esito(risultato) if dichiarato and dichiarato.esito else ""
