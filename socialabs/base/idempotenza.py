"""A form sent twice acts once: a double click, the back button, a browser that tries again after a fault."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from socialabs.base.giorni import adesso
from socialabs.base.models import ChiaveIdempotenza


CAMPO = "chiave_idempotenza"
# A form left open longer than this is a new one.
DURATA = timedelta(days=2)

Vista = Callable[..., HttpResponse]


def una_volta_sola(vista: Vista) -> Vista:
    """Let the same form act once for the same person and address; sent again, it leads where the first one led.

    Only an answer that redirects counts as done: a form shown again with its errors may be sent again. Two that arrive
    together meet on the unique constraint: the second waits for the first one's transaction. A POST without a key
    passes; a key that is not a UUID is refused (400).
    """

    @wraps(vista)
    def una_volta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chiave = _chiave(request)
        if chiave is None:
            return vista(request, *args, **kwargs)
        with transaction.atomic():
            inviato, nuovo = ChiaveIdempotenza.objects.get_or_create(
                utente=request.user.pk, percorso=request.path[:300], chiave=chiave
            )
            if not nuovo:
                messages.info(request, _("La richiesta era già stata eseguita: non è stata ripetuta."))
                return HttpResponseRedirect(inviato.risultato)
            risposta = vista(request, *args, **kwargs)
            if 300 <= risposta.status_code < 400:
                inviato.risultato = risposta["Location"]
                inviato.save(update_fields=["risultato", "modificato_il"])
            else:
                inviato.delete()
        return risposta

    return una_volta


def _chiave(request: HttpRequest) -> uuid.UUID | None:
    testo = request.POST.get(CAMPO) if request.method == "POST" else None
    if not testo:
        return None
    try:
        return uuid.UUID(testo)
    except ValueError as errore:
        raise SuspiciousOperation("idempotency key is not a UUID") from errore


def elimina_vecchie() -> int:
    """Delete the keys of forms sent too long ago to come again; how many."""
    return ChiaveIdempotenza.objects.filter(creato_il__lt=adesso() - DURATA).delete()[0]
