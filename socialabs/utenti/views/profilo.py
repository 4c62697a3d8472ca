"""One's own page, and the choice of the hat to wear."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.utenti.azioni.conti import cambia_nome
from socialabs.utenti.forms import ProfiloForm
from socialabs.utenti.middleware import CHIAVE_SESSIONE
from socialabs.utenti.models import Appartenenza
from socialabs.utenti.secondo_fattore import deve_averlo, ha_secondo_fattore


def profilo(request: HttpRequest) -> HttpResponse:
    """Name, language, memberships and credentials of who is signed in. Not in assistance: nobody edits another's."""
    if request.ctx.attore_reale:
        raise PermissionDenied
    utente = request.user
    form = ProfiloForm(request.POST or None, initial={"nome": utente.nome, "cognome": utente.cognome})
    if request.method == "POST" and form.is_valid():
        cambia_nome(request.ctx, **form.cleaned_data)
        messages.success(request, _("Profilo aggiornato."))
        return redirect("utenti:profilo")
    dati = {
        "form": form,
        "incarichi": Appartenenza.objects.filter(utente=utente).select_related("organizzazione").order_by("-attiva"),
        "ha_secondo_fattore": ha_secondo_fattore(utente),
        "secondo_fattore_obbligatorio": deve_averlo(utente),
        "briciole": [(_("Profilo"), "")],
    }
    return render(request, "utenti/profilo.html", dati)


@require_POST
def cambia_appartenenza(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own active memberships; back to the start, as the page left may not be for it."""
    scelta = next((a for a in request.appartenenze if str(a.pk) == request.POST.get("appartenenza")), None)
    if scelta is None:
        messages.error(request, _("Questa appartenenza non è tua o non è più attiva."))
    else:
        request.session[CHIAVE_SESSIONE] = str(scelta.pk)
        messages.success(request, _("Ora operi per: %(appartenenza)s.") % {"appartenenza": scelta})
    return redirect("base:cruscotto")
