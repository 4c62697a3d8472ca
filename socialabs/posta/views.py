"""The outgoing mail, for the system administrator: whether it left, not what it says.

A text may hold a link that opens an account: only the demonstration shows it, where mail goes nowhere else.
"""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.posta import azioni
from socialabs.posta.elenchi import ElencoPosta
from socialabs.posta.models import Messaggio
from socialabs.posta.permessi import puo_gestire_posta
from socialabs.registro.azioni import registra_evento


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    if not puo_gestire_posta(request.ctx):
        raise PermissionDenied
    elenco = ElencoPosta(request, Messaggio.objects.visible_to(request.ctx))
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    return elenco.risposta("posta/elenco.html", "posta/_righe.html", {"briciole": [(_("Posta in uscita"), "")]})


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    messaggio = get_object_or_404(Messaggio.objects.visible_to(request.ctx), pk=pk)
    registra_evento(request.ctx, "posta.letta", tipo="posta.messaggio", oggetto_id=messaggio.pk)
    return render(
        request,
        "posta/dettaglio.html",
        {
            "messaggio": messaggio,
            "mostra_testo": settings.DEMO,
            "briciole": [(_("Posta in uscita"), reverse("posta:elenco")), (messaggio.oggetto, "")],
        },
    )


@require_POST
def reinvia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    messaggio = get_object_or_404(Messaggio.objects.visible_to(request.ctx), pk=pk)
    try:
        azioni.reinvia(messaggio, ctx=request.ctx)
    except TransizioneNonAmmessa:
        messages.info(request, _("Il messaggio è già in coda: partirà al prossimo tentativo."))
    else:
        messages.success(request, _("Il messaggio è di nuovo in coda."))
    return redirect("posta:dettaglio", pk=pk)
