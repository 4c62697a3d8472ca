"""How often an address may knock at the pages that anyone may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialabs.utenti.indirizzo import indirizzo_di


Vista = Callable[..., HttpResponse]


def limitata(
    nome: str, *, quante: int, secondi: int, metodi: frozenset[str], modello: str = "tavolo/risposta/troppe.html"
) -> Callable[[Vista], Vista]:
    """Answer 429 to an address that asks more than `quante` times in `secondi`; `modello` is the page that says so.

    Secrets cannot be guessed anyway: this keeps who tries from wearing the portal out, or from flooding mailboxes.
    """

    def decora(vista: Vista) -> Vista:
        @wraps(vista)
        def contata(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in metodi and troppe(f"limite:{nome}:{indirizzo_di(request)}", quante, secondi):
                risposta = render(request, modello, status=429)
                risposta["Retry-After"] = str(secondi)
                return risposta
            return vista(request, *args, **kwargs)

        return contata

    return decora


def troppe(chiave: str, quante: int, secondi: int) -> bool:
    """Count one more under `chiave`; whether that is beyond `quante` within `secondi`."""
    cache.add(chiave, 0, secondi)
    try:
        return cache.incr(chiave) > quante
    except ValueError:
        # It expired in between: a new window begins.
        return False
