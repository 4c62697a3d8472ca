"""Mandates: given by the company or the office, read by who holds them."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.giorni import oggi
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.utenti.azioni import deleghe as azioni
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import CercaForm, DelegaForm, FineDelegaForm
from socialabs.utenti.models import Delega
from socialabs.utenti.permessi import UFFICIO_DELEGHE, puo_delegare_per, puo_terminare, puo_vedere_deleghe
from socialabs.utenti.views.comuni import cerca_testo


PER_PAGINA = 25


def deleghe(request: HttpRequest) -> HttpResponse:
    """Those of one's own organisation; for the office all, by search."""
    ctx = request.ctx
    if not puo_vedere_deleghe(ctx):
        raise PermissionDenied
    puo_concedere = _delegante_proprio(request) is not None or ctx.ruolo in UFFICIO_DELEGHE
    form = CercaForm(request.GET)
    visibili = Delega.objects.visible_to(ctx).select_related("delegante", "delegato")
    trovate = cerca_testo(
        form, visibili, "delegante__denominazione", "delegato__denominazione", "delegante__codice_fiscale"
    )
    pagina = Paginator(trovate.order_by("-dal", "id"), PER_PAGINA).get_page(request.GET.get("pagina"))
    dati = {
        "form": form,
        "pagina": pagina,
        "righe": [{"delega": d, "terminabile": _terminabile(request, d)} for d in pagina],
        "puo_concedere": puo_concedere,
        "azioni": _concedi() if puo_concedere else [],
        "oggi": oggi(),
        "briciole": [(_("Deleghe"), "")],
    }
    return render(request, "utenti/deleghe.html", dati)


def concedi(request: HttpRequest) -> HttpResponse:
    proprio = _delegante_proprio(request)
    if proprio is None and request.ctx.ruolo not in UFFICIO_DELEGHE:
        raise PermissionDenied
    form = DelegaForm(request.POST or None, delegante=proprio)
    if request.method == "POST" and form.is_valid():
        try:
            with vincoli_nel_modulo(form, Delega):
                azioni.concedi(request.ctx, **form.cleaned_data)
        except NonPossibile as errore:
            form.add_error("delegato", str(errore))
        if form.is_valid():
            messages.success(request, _("Delega concessa."))
            return redirect("utenti:deleghe")
    briciole = [(_("Deleghe"), reverse("utenti:deleghe")), (_("Concedi una delega"), "")]
    return render(request, "utenti/concedi_delega.html", {"form": form, "delegante": proprio, "briciole": briciole})


def termina(request: HttpRequest, delega: uuid.UUID) -> HttpResponse:
    visibili = Delega.objects.visible_to(request.ctx).select_related("delegante", "delegato")
    riga = get_object_or_404(visibili, pk=delega)
    if not puo_terminare(request.ctx, riga):
        raise PermissionDenied
    form = FineDelegaForm(request.POST or None, delega=riga)
    if request.method == "POST" and form.is_valid():
        try:
            azioni.termina(request.ctx, riga, al=form.cleaned_data["al"])
        except NonPossibile as errore:
            form.add_error("al", str(errore))
        else:
            messages.success(request, _("La delega finirà il giorno indicato."))
            return redirect("utenti:deleghe")
    briciole = [(_("Deleghe"), reverse("utenti:deleghe")), (_("Termina la delega"), "")]
    return render(request, "utenti/termina_delega.html", {"form": form, "delega": riga, "briciole": briciole})


def _delegante_proprio(request: HttpRequest) -> Organizzazione | None:
    """The company for which one gives mandates oneself, None for the office."""
    if request.ctx.appartenenza is None or request.ctx.ruolo in UFFICIO_DELEGHE:
        return None
    propria = request.ctx.appartenenza.organizzazione
    return propria if puo_delegare_per(request.ctx, propria) else None


def _terminabile(request: HttpRequest, delega: Delega) -> bool:
    return (delega.al is None or delega.al > oggi()) and puo_terminare(request.ctx, delega)


def _concedi() -> list[dict]:
    indirizzo = reverse("utenti:concedi_delega")
    return [{"etichetta": _("Concedi una delega"), "url": indirizzo, "icona": "it-plus-circle", "tipo": "primary"}]
