"""For tests that knock thousands of times: whoever has signed in is read from the database once."""

from collections.abc import Callable
from copy import copy
from importlib import import_module

import pytest
from django.conf import settings


def riconosci_una_volta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember each visitor's session, account and memberships: the next visit sees no change of them."""
    negozio = import_module(settings.SESSION_ENGINE).SessionStore
    monkeypatch.setattr(negozio, "load", _ricordata(negozio.load, lambda sessione: sessione.session_key, dict))
    for nome, copia in (
        ("django.contrib.auth.get_user", copy),
        ("socialabs.utenti.middleware.appartenenze_di", lambda appartenenze: [copy(una) for una in appartenenze]),
    ):
        modulo, funzione = nome.rsplit(".", 1)
        vera = getattr(import_module(modulo), funzione)
        monkeypatch.setattr(nome, _ricordata(vera, lambda request: request.session.session_key, copia))


def _ricordata(vera: Callable, chiave: Callable, copia: Callable) -> Callable:
    """A function that reads once for each key, and gives a copy of it to every caller."""
    lette: dict[str, object] = {}

    def leggi(di: object) -> object:
        if chiave(di) not in lette:
            lette[chiave(di)] = vera(di)
        return copia(lette[chiave(di)])

    return leggi
