"""Two small guards: every request has an id, and reading pages cannot write."""

import re
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection
from django.http import HttpRequest, HttpResponse

from socialabs.base.identificativi import nuovo_id


Risposta = Callable[[HttpRequest], HttpResponse]

# What a GET may write: who read what, the web session, and what the sign-in library keeps about it.
SCRITTURE_AMMESSE = re.compile(r'"?(registro_evento|django_session|account_|mfa_|utenti_utente"? set "last_login)')
SCRIVERE = r"(?:insert into|update|delete from|merge into|truncate|copy)"
SCRITTURA = re.compile(rf"^\s*{SCRIVERE}\s+(\S+.*)", re.I | re.S)
# A writing statement may hide inside a WITH or after it: none of the allowed does.
SCRITTURA_NASCOSTA = re.compile(rf"^\s*with\b.*[()]\s*{SCRIVERE}\s", re.I | re.S)


class ScritturaInLettura(Exception):
    """A GET tried to change data: reading must never have effects."""


class RichiestaMiddleware:
    """Give the request an id that the register, the logs and the error page share."""

    def __init__(self, get_response: Risposta):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.richiesta_id = nuovo_id()
        response = self.get_response(request)
        response["X-Request-Id"] = str(request.richiesta_id)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store, private")
        return response


class SolaLetturaMiddleware:
    """GET, HEAD and OPTIONS run under a guard that refuses any writing statement but the listed ones."""

    def __init__(self, get_response: Risposta):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            if request.method in ("GET", "HEAD", "OPTIONS"):
                stack.enter_context(connection.execute_wrapper(rifiuta_scritture))
            return self.get_response(request)


def rifiuta_scritture(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
    if isinstance(sql, str) and scrive_altro(sql):
        raise ScritturaInLettura(sql.split("(")[0][:80])
    return execute(sql, params, many, context)


def scrive_altro(sql: str) -> bool:
    """Whether a statement writes anything but what a GET may."""
    scrittura = SCRITTURA.match(sql)
    if scrittura is None:
        return SCRITTURA_NASCOSTA.match(sql) is not None
    return not SCRITTURE_AMMESSE.match(scrittura[1].lower())
