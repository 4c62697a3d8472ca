"""Build `request.ctx` (who acts, for whom, who is really at the keyboard) and ask for the second factor."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.utenti.assistenza import contesto_assistito
from socialabs.utenti.indirizzo import indirizzo_di
from socialabs.utenti.models import Appartenenza
from socialabs.utenti.secondo_fattore import in_regola


CHIAVE_SESSIONE = "appartenenza"
# What someone without the second factor that their role wants may still open: the way to get one, and the way out.
SENZA_SECONDO_FATTORE = {
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "set_language",
    "base:accessibilita",
    "base:privacy",
}


class ContestoMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.appartenenze = appartenenze_di(request)
        request.ctx = contesto_di(request)
        if request.ctx.utente is None or request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(**storia_di(request.ctx)):
            return self.get_response(request)


class SecondoFattoreMiddleware:
    """Roles that reach other people's data do nothing before they have a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        nome = request.resolver_match.view_name
        if not request.user.is_authenticated or nome in SENZA_SECONDO_FATTORE or nome.startswith("mfa_"):
            return None
        if in_regola(request.user):
            return None
        messages.warning(request, _("Il tuo ruolo richiede un secondo fattore: attivalo per continuare."))
        return redirect("mfa_index")


def appartenenze_di(request: HttpRequest) -> list[Appartenenza]:
    """The active memberships of the signed-in user, oldest first."""
    if not request.user.is_authenticated:
        return []
    return list(Appartenenza.objects.attive().filter(utente=request.user).select_related("organizzazione"))


def contesto_di(request: HttpRequest) -> Contesto:
    """The context of the request; in assistance that of the assisted person, with nothing to switch to."""
    ctx = contesto_proprio(request)
    assistito = contesto_assistito(request, ctx) if ctx.utente else None
    if assistito:
        request.appartenenze = []
    return assistito or ctx


def contesto_proprio(request: HttpRequest) -> Contesto:
    ctx = contesto_anonimo(request)
    if not request.user.is_authenticated:
        return ctx
    scelta = request.session.get(CHIAVE_SESSIONE)
    attiva = next((a for a in request.appartenenze if str(a.pk) == scelta), None)
    return Contesto(
        utente=request.user,
        appartenenza=attiva or next(iter(request.appartenenze), None),
        richiesta_id=ctx.richiesta_id,
        indirizzo=ctx.indirizzo,
    )


def contesto_anonimo(request: HttpRequest) -> Contesto:
    return Contesto(richiesta_id=request.richiesta_id, indirizzo=indirizzo_di(request))


def storia_di(ctx: Contesto) -> dict[str, str]:
    """What the database's history remembers of who changed a row."""
    storia = {"attore": str(ctx.utente.pk), "richiesta": str(ctx.richiesta_id)}
    return storia | {"attore_reale": str(ctx.attore_reale.pk)} if ctx.attore_reale else storia
