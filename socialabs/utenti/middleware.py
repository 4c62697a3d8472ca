"""Build `request.ctx`: who acts, for which organisation, and who is really at the keyboard."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

from socialabs.base.contesto import Contesto
from socialabs.utenti.models import Appartenenza


CHIAVE_SESSIONE = "appartenenza"


class ContestoMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.appartenenze = appartenenze_di(request)
        request.ctx = contesto_di(request)
        if request.ctx.utente is None or request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(attore=str(request.ctx.utente.pk), richiesta=str(request.ctx.richiesta_id)):
            return self.get_response(request)


def appartenenze_di(request: HttpRequest) -> list[Appartenenza]:
    """The active memberships of the signed-in user, oldest first."""
    if not request.user.is_authenticated:
        return []
    return list(Appartenenza.objects.attive().filter(utente=request.user).select_related("organizzazione"))


def contesto_di(request: HttpRequest) -> Contesto:
    if not request.user.is_authenticated:
        return Contesto(richiesta_id=request.richiesta_id, indirizzo=request.META.get("REMOTE_ADDR") or None)
    scelta = request.session.get(CHIAVE_SESSIONE)
    attiva = next((a for a in request.appartenenze if str(a.pk) == scelta), None)
    return Contesto(
        utente=request.user,
        appartenenza=attiva or next(iter(request.appartenenze), None),
        richiesta_id=request.richiesta_id,
        indirizzo=request.META.get("REMOTE_ADDR") or None,
    )
