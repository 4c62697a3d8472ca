"""Configuration of the body: who signs, which centre serves which municipality, which days are holidays where."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.anagrafica import azioni
from socialabs.anagrafica.calendario import giorni_lavorativi
from socialabs.anagrafica.forms import ComuniServitiForm, EnteForm, PatronoForm
from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, SantoPatrono
from socialabs.anagrafica.permessi import puo_configurare
from socialabs.base.giorni import oggi
from socialabs.base.vincoli import vincoli_nel_modulo


def per_chi_configura(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 for everyone else: the page's existence is nobody's business."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not puo_configurare(request.ctx):
            raise Http404
        return view(request, **kwargs)

    return guarded


@require_GET
@per_chi_configura
def territorio(request: HttpRequest) -> HttpResponse:
    ente = EnteTitolare.objects.al()
    comuni = Comune.objects.attivi().select_related("patrono")
    comuni = comuni.filter(provincia=ente.provincia) if ente else comuni.none()
    anno = oggi().year
    return render(
        request,
        "anagrafica/territorio.html",
        {
            "configurazioni": EnteTitolare.objects.select_related("provincia"),
            "in_vigore": ente,
            "centri": CentroImpiego.objects.select_related("organizzazione").prefetch_related("comuni"),
            "anno": anno,
            "comuni": [{"comune": comune, "lavorativi": giorni_lavorativi(comune, anno)} for comune in comuni],
            "briciole": [(_("Ente e territorio"), "")],
        },
    )


@require_http_methods(["GET", "POST"])
@per_chi_configura
def ente_nuovo(request: HttpRequest) -> HttpResponse:
    """Start from what holds now: most changes are of one field."""
    form = EnteForm(request.POST or None, instance=None, initial=valori_in_vigore())
    if request.method == "POST" and form.is_valid():
        with vincoli_nel_modulo(form, EnteTitolare):
            azioni.registra_ente(ente=form.save(commit=False), ctx=request.ctx)
        if form.is_valid():
            messages.success(request, _("Configurazione registrata."))
            return redirect("anagrafica:territorio")
    return modulo(request, form, _("Nuova configurazione dell'ente"))


def valori_in_vigore() -> dict:
    ente = EnteTitolare.objects.al()
    return {campo: getattr(ente, campo) for campo in EnteForm.Meta.fields if campo != "dal"} if ente else {}


@require_http_methods(["GET", "POST"])
@per_chi_configura
def cpi_comuni(request: HttpRequest, cpi_id: uuid.UUID) -> HttpResponse:
    cpi = get_object_or_404(CentroImpiego.objects.select_related("organizzazione"), pk=cpi_id)
    form = ComuniServitiForm(request.POST or None, cpi=cpi)
    if request.method == "POST" and form.is_valid():
        azioni.assegna_comuni(cpi=cpi, comuni=form.cleaned_data["comuni"], ctx=request.ctx)
        messages.success(request, _("Comuni assegnati."))
        return redirect("anagrafica:territorio")
    return modulo(request, form, cpi.organizzazione.denominazione)


@require_http_methods(["GET", "POST"])
@per_chi_configura
def patrono(request: HttpRequest, belfiore: str) -> HttpResponse:
    comune = get_object_or_404(Comune.objects.attivi(), pk=belfiore)
    attuale = SantoPatrono.objects.filter(comune=comune).first()
    form = PatronoForm(request.POST or None, instance=attuale)
    if request.method == "POST" and form.is_valid():
        azioni.imposta_patrono(comune=comune, ctx=request.ctx, **form.cleaned_data)
        messages.success(request, _("Patrono di %(comune)s registrato.") % {"comune": comune.nome})
        return redirect("anagrafica:territorio")
    return modulo(
        request, form, _("Patrono di %(comune)s") % {"comune": comune.nome}, togli=comune if attuale else None
    )


@require_POST
@per_chi_configura
def patrono_togli(request: HttpRequest, belfiore: str) -> HttpResponse:
    comune = get_object_or_404(Comune.objects.attivi(), pk=belfiore)
    azioni.togli_patrono(comune=comune, ctx=request.ctx)
    messages.success(request, _("Patrono di %(comune)s tolto.") % {"comune": comune.nome})
    return redirect("anagrafica:territorio")


def modulo(request: HttpRequest, form: object, titolo: str, togli: Comune | None = None) -> HttpResponse:
    """A page with one form."""
    dati = {"form": form, "titolo": titolo, "togli": togli}
    dati["briciole"] = [(_("Ente e territorio"), reverse("anagrafica:territorio")), (titolo, "")]
    return render(request, "anagrafica/modulo.html", dati, status=422 if form.errors else 200)
