from django.http import HttpRequest


def utente(request: HttpRequest) -> dict:
    """The memberships among which the signed-in person may switch."""
    return {"appartenenze": getattr(request, "appartenenze", [])}
