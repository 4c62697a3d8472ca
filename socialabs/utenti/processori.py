from django.conf import settings
from django.http import HttpRequest

from socialabs.utenti.demo import CONTI


def utente(request: HttpRequest) -> dict:
    """The memberships to switch among; for who is not signed in, in the demonstration, the accounts to try."""
    anonimo = not getattr(request, "user", None) or not request.user.is_authenticated
    return {
        "appartenenze": getattr(request, "appartenenze", []),
        "conti_demo": CONTI if settings.DEMO and anonimo else (),
    }
