"""Opening and closing assistance."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.utenti import assistenza
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import MotivoForm
from socialabs.utenti.models import Appartenenza
from socialabs.utenti.permessi import puo_assistere
from socialabs.utenti.querysets import AppartenenzaQuerySet
from socialabs.utenti.views.comuni import cerca_testo, ricerca_riservata


PER_PAGINA = 25


def cerca(request: HttpRequest) -> HttpResponse:
    """Who may be assisted: nobody is listed before a search."""
    if not puo_assistere(request.ctx):
        raise PermissionDenied
    form = ricerca_riservata(request)
    if form is None:
        return redirect("utenti:assistenza")
    trovate = _assistibili(request) if form.data["q"].strip() else Appartenenza.objects.none()
    trovate = cerca_testo(form, trovate, "utente__nome", "utente__cognome", "organizzazione__denominazione")
    pagina = Paginator(trovate.order_by("organizzazione", "utente", "id"), PER_PAGINA).get_page(
        request.GET.get("pagina")
    )
    dati = {"form": form, "pagina": pagina, "briciole": [(_("Assistenza"), "")]}
    return render(request, "utenti/assistenza.html", dati)


def apri(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    if not puo_assistere(request.ctx):
        raise PermissionDenied
    riga = get_object_or_404(_assistibili(request), pk=appartenenza)
    form = MotivoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assistenza.apri(request.ctx, request.session, riga, motivo=form.cleaned_data["motivo"])
        except NonPossibile as errore:
            form.add_error(None, str(errore))
        else:
            return redirect("base:cruscotto")
    briciole = [(_("Assistenza"), reverse("utenti:assistenza")), (str(riga.utente), "")]
    return render(request, "utenti/apri_assistenza.html", {"form": form, "riga": riga, "briciole": briciole})


@require_POST
def chiudi(request: HttpRequest) -> HttpResponse:
    assistenza.chiudi(request.ctx, request.session)
    messages.success(request, _("Assistenza chiusa."))
    return redirect("base:cruscotto")


def _assistibili(request: HttpRequest) -> AppartenenzaQuerySet:
    righe = Appartenenza.objects.visible_to(request.ctx).assistibili()
    return righe.select_related("utente", "organizzazione")
