"""How often the same thing may be asked: of the pages that anyone may open, and of whoever tries secrets."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialabs.utenti.indirizzo import indirizzo_di


Vista = Callable[..., HttpResponse]


def limitata(
    nome: str, *, quante: int, secondi: int, metodi: frozenset[str], modello: str = "utenti/troppe_richieste.html"
) -> Callable[[Vista], Vista]:
    """Answer 429 to an address that asks more than `quante` times in `secondi`; `modello` is the page that says so.

    Secrets cannot be guessed anyway: this keeps who tries from wearing the portal out, or from flooding mailboxes.
    """

    def decora(vista: Vista) -> Vista:
        @wraps(vista)
        def contata(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in metodi and troppe(f"{nome}:{indirizzo_di(request)}", quante=quante, secondi=secondi):
                risposta = render(request, modello, status=429)
                risposta["Retry-After"] = str(secondi)
                return risposta
            return vista(request, *args, **kwargs)

        return contata

    return decora


def troppe(nome: str, *, quante: int, secondi: int) -> bool:
    """Count one more under `nome`; True when they are more than `quante` since the first of the last `secondi`."""
    chiave = f"limite:{nome}"
    cache.add(chiave, 0, secondi)
    try:
        return cache.incr(chiave) > quante
    except ValueError:
        # It expired in between: a new window begins.
        return False
