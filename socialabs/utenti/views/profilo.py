"""One's own page, and the choice of the hat to wear."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.utenti.middleware import CHIAVE_SESSIONE


@require_POST
def cambia_appartenenza(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own active memberships; back to the start, as the page left may not be for it."""
    scelta = next((a for a in request.appartenenze if str(a.pk) == request.POST.get("appartenenza")), None)
    if scelta is None:
        messages.error(request, _("Questa appartenenza non è tua o non è più attiva."))
    else:
        request.session[CHIAVE_SESSIONE] = str(scelta.pk)
        messages.success(request, _("Ora operi per %(appartenenza)s.") % {"appartenenza": scelta})
    return redirect("base:cruscotto")


def mostra(request: HttpRequest) -> HttpResponse:
    return render(request, "utenti/profilo.html", {"briciole": [(_("Profilo"), "")]})
