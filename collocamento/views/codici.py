"""Code tables: add a code, correct it, change it from a day on."""

import uuid
from collections.abc import Callable
from copy import copy
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collocamento.azioni import codici as azioni
from collocamento.enums import Tabella
from collocamento.forms_codici import CambioForm, CodiceForm, NuovoCodiceForm
from collocamento.models import TabellaCodici
from collocamento.permessi import puo_modificare_campagna
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.registro.storia import storia_di


Vista = Callable[..., HttpResponse]


def per_chi_configura(vista: Vista) -> Vista:
    """For whoever does not keep the tables these pages don't exist."""

    @wraps(vista)
    def controllata(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not puo_modificare_campagna(request.ctx):
            raise Http404
        return vista(request, *args, **kwargs)

    return controllata


@require_http_methods(["GET", "POST"])
@per_chi_configura
@una_volta_sola
def nuovo(request: HttpRequest, tabella: str) -> HttpResponse:
    """Add a code to one table: the form has the fields of that table only."""
    if tabella not in Tabella.values:
        raise Http404
    form = NuovoCodiceForm(request.POST or None, instance=TabellaCodici(tabella=tabella))
    if form.is_valid():
        with vincoli_nel_modulo(form, TabellaCodici):
            azioni.aggiungi_codice(codice=form.save(commit=False), ctx=request.ctx)
        if form.is_valid():
            return _salvato(request, form.instance, _("Codice aggiunto."))
    titolo = _("Nuovo codice: %(tabella)s") % {"tabella": Tabella(tabella).label}
    return _pagina(request, "collocamento/codice_nuovo.html", titolo, form, form=form)


@require_http_methods(["GET", "POST"])
@per_chi_configura
@una_volta_sola
def codice(request: HttpRequest, codice_id: uuid.UUID) -> HttpResponse:
    """One code: correct it as it should always have been, or change it from a day on."""
    codice = get_object_or_404(TabellaCodici.objects.visible_to(request.ctx), pk=codice_id)
    correzione = CodiceForm(request.POST if "correggi" in request.POST else None, instance=copy(codice))
    cambio = CambioForm(request.POST if "cambia" in request.POST else None, precedente=copy(codice), prefix="dal")
    inviato = correzione if correzione.is_bound else cambio
    if inviato.is_valid():
        try:
            salvato = _correggi(request, correzione) if inviato is correzione else _cambia(request, cambio)
        except ConflittoVersione as conflitto:
            inviato.segnala_conflitto(conflitto.attuale)
        else:
            if inviato.is_valid():
                return _salvato(request, salvato, _("Codice salvato."))
    dati = {"codice": codice, "correzione": correzione, "cambio": cambio, "storia": storia_di(codice)}
    return _pagina(request, "collocamento/codice.html", str(codice), inviato, **dati)


def _correggi(request: HttpRequest, form: CodiceForm) -> TabellaCodici:
    letta = form.cleaned_data["versione"] or 0
    with vincoli_nel_modulo(form, TabellaCodici):
        azioni.correggi_codice(codice=form.instance, versione_letta=letta, ctx=request.ctx)
    return form.instance


def _cambia(request: HttpRequest, form: CambioForm) -> TabellaCodici:
    letta, giorno = form.cleaned_data["versione"] or 0, form.cleaned_data["giorno"]
    with vincoli_nel_modulo(form, TabellaCodici):
        azioni.cambia_codice(
            codice=form.precedente, versione_letta=letta, dal=giorno, nuovo=form.instance, ctx=request.ctx
        )
    return form.instance


def _salvato(request: HttpRequest, codice: TabellaCodici, frase: str) -> HttpResponse:
    messages.success(request, frase)
    return redirect(f"{reverse('collocamento:campagne')}?tabella={codice.tabella}#codice-{codice.pk}")


def _pagina(request: HttpRequest, modello: str, titolo: str, inviato: CodiceForm, **dati: object) -> HttpResponse:
    briciole = [(_("Campagne e tabelle"), reverse("collocamento:campagne")), (titolo, "")]
    guasto = inviato.is_bound and inviato.errors
    return render(request, modello, {**dati, "titolo": titolo, "briciole": briciole}, status=422 if guasto else 200)
