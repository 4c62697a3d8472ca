from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from socialabs.anagrafica.models import EnteTitolare


def ente(request: HttpRequest) -> dict:
    """The body that runs this installation, as `ente` (falsy when none is configured)."""
    return {"ente": SimpleLazyObject(EnteTitolare.objects.al)}
