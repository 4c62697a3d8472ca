"""Linking an item, a decision or an action to a record of whatever app: search it, link it, take the link away."""

import uuid

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tavolo.azioni import odg as azioni
from tavolo.collegati import A, collegabili, collegati_a
from tavolo.models import Collegamento, Decisione, Impegno, Punto
from tavolo.views.atti import rifiuti
from tavolo.views.comune import Briciola, briciole, per_la_segreteria
from tavolo.views.rifiuti import solo_se


PAGINE = {Punto: "tavolo:punto", Decisione: "tavolo:decisione", Impegno: "tavolo:impegno"}


@require_http_methods(["GET", "POST"])
@per_la_segreteria
def collega(request: HttpRequest, pk: uuid.UUID, modello: type[models.Model]) -> HttpResponse:
    """The portal's search, with a button beside what may be linked; POST links it."""
    a = get_object_or_404(modello.objects.visible_to(request.ctx), pk=pk)
    if request.method == "POST":
        with rifiuti(request):
            azioni.collega(a=a, tipo=request.POST.get("tipo", ""), oggetto_id=_uuid(request), ctx=request.ctx)
            messages.success(request, _("Collegamento aggiunto."))
        return redirect(pagina_di(a))
    testo = request.GET.get("q", "")
    dati = {
        "a": a,
        "testo": testo,
        "esiti": collegabili(request.ctx, a, testo),
        "collegati": collegati_a(request.ctx, a),
        "indietro": pagina_di(a),
        "scheda": {Punto: "sedute", Decisione: "decisioni", Impegno: "impegni"}[modello],
        "briciole": briciole(*_passi(a), (_("Collega"), "")),
    }
    return render(request, "tavolo/collega.html", dati)


@require_POST
@per_la_segreteria
def scollega(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    righe = Collegamento.objects.visible_to(request.ctx).select_related("punto", "decisione", "impegno")
    collegamento = get_object_or_404(righe, pk=pk)
    azioni.scollega(collegamento=collegamento, ctx=request.ctx)
    messages.success(request, _("Collegamento tolto."))
    return redirect(pagina_di(collegamento.punto or collegamento.decisione or collegamento.impegno))


def pagina_di(a: A) -> str:
    return reverse(PAGINE[type(a)], args=[a.pk]) + "#riguarda"


def _passi(a: A) -> list[Briciola]:
    if isinstance(a, Decisione):
        return [(_("Decisioni"), reverse("tavolo:decisioni")), (str(a), reverse("tavolo:decisione", args=[a.pk]))]
    if isinstance(a, Impegno):
        return [(_("Azioni da svolgere"), reverse("tavolo:impegni")), (_("Azione"), pagina_di(a))]
    seduta = (str(a.seduta), a.seduta.get_absolute_url())
    return [(_("Sedute"), reverse("tavolo:sedute")), seduta, (a.titolo, reverse("tavolo:punto", args=[a.pk]))]


def _uuid(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("oggetto", ""))
    except ValueError:
        solo_se(False)
