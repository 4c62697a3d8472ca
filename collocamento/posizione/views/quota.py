"""The page "my quota": where the employer stands today, or on another day."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.models import Datore
from collocamento.posizione.forms import GiornoForm
from collocamento.posizione.quota import quota
from collocamento.sopra import sopra
from socialabs.base.giorni import oggi
from socialabs.registro import registra_evento


@require_GET
def datore(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """A day that cannot be taken is said at its field, and today's position is shown."""
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune__provincia")
    suo = get_object_or_404(datori, pk=datore)
    registra_evento(request.ctx, "datore.letto", tipo="collocamento.datore", oggetto_id=suo.pk)
    form = GiornoForm(request.GET if "giorno" in request.GET else {"giorno": f"{oggi():%Y-%m-%d}"})
    giorno = form.cleaned_data["giorno"] if form.is_valid() else oggi()
    contesto = {
        "datore": suo,
        "titolo": _("La quota"),
        "form": form,
        "giorno": giorno,
        "oggi": giorno == oggi(),
        "briciole": [*sopra(request.ctx), (suo.organizzazione.denominazione, "")],
        **quota(request.ctx, suo, giorno),
    }
    return render(request, "posizione/quota.html", contesto)
