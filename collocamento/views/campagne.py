"""Campaigns and code tables: the dated data on which the calculation rests."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.azioni import campagne as azioni
from collocamento.azioni.ricalcolo import datori_da_ricalcolare, proposta_aperta
from collocamento.elenco_codici import ElencoCodici
from collocamento.enums import Tabella
from collocamento.forms_campagne import AvvisoForm, CampagnaForm, NuovaCampagnaForm
from collocamento.models import Campagna, TabellaCodici
from collocamento.permessi import puo_modificare_campagna, puo_vedere_obblighi
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.registro.storia import storia_di


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    if not puo_vedere_obblighi(request.ctx):
        raise Http404
    elenco = ElencoCodici(request, TabellaCodici.objects.visible_to(request.ctx))
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    dati = {
        "campagne": Campagna.objects.visible_to(request.ctx),
        "tabelle": Tabella,
        "da_ricalcolare": datori_da_ricalcolare(),
        "proposta": proposta_aperta(),
        "puo_modificare": puo_modificare_campagna(request.ctx),
        "briciole": [(_("Campagne e tabelle"), "")],
    }
    return elenco.risposta("collocamento/campagne.html", "collocamento/_codici.html", dati)


@require_http_methods(["GET", "POST"])
def nuova(request: HttpRequest) -> HttpResponse:
    _solo_chi_modifica(request)
    form = NuovaCampagnaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with vincoli_nel_modulo(form, Campagna):
            azioni.apri_campagna(campagna=form.save(commit=False), ctx=request.ctx)
        if form.is_valid():
            messages.success(request, _("Campagna aperta."))
            return redirect("collocamento:campagne")
    return _pagina(request, form, _("Nuova campagna"))


@require_http_methods(["GET", "POST"])
def modifica(request: HttpRequest, campagna_id: uuid.UUID) -> HttpResponse:
    _solo_chi_modifica(request)
    campagna = get_object_or_404(Campagna.objects.visible_to(request.ctx), pk=campagna_id)
    avviso = AvvisoForm(request.POST if "avviso" in request.POST else None)
    form = CampagnaForm(request.POST if "salva" in request.POST else None, instance=campagna)
    try:
        if form.is_bound and form.is_valid() and _salva(request, form):
            return redirect("collocamento:campagna", campagna.pk)
        if avviso.is_bound and avviso.is_valid():
            _aggiungi_avviso(request, campagna, avviso)
            return redirect("collocamento:campagna", campagna.pk)
    except ConflittoVersione as conflitto:
        form.add_error(None, _conflitto(conflitto.attuale))
    titolo = _("Campagna %(anno)s") % {"anno": campagna.anno}
    return _pagina(request, form, titolo, avviso=avviso, campagna=campagna, storia=storia_di(campagna))


def _salva(request: HttpRequest, form: CampagnaForm) -> bool:
    letta = form.cleaned_data["versione"] or 0
    with vincoli_nel_modulo(form, Campagna):
        cambiati = azioni.aggiorna_campagna(campagna=form.instance, versione_letta=letta, ctx=request.ctx)
        frase = ngettext(
            "Campagna salvata: %(n)d prospetto cambia tra in tempo e in ritardo.",
            "Campagna salvata: %(n)d prospetti cambiano tra in tempo e in ritardo.",
            cambiati,
        )
        messages.success(request, frase % {"n": cambiati} if cambiati else _("Campagna salvata."))
    return form.is_valid()


def _aggiungi_avviso(request: HttpRequest, campagna: Campagna, avviso: AvvisoForm) -> None:
    azioni.aggiungi_avviso(campagna=campagna, versione_letta=campagna.versione, ctx=request.ctx, **avviso.cleaned_data)
    messages.success(request, _("Avviso aggiunto."))


def _conflitto(attuale: Campagna) -> str:
    frase = _("Un'altra persona ha cambiato la campagna: ora la scadenza è il %(data)s. Ricarica la pagina e riprova.")
    return frase % {"data": f"{attuale.scadenza:%d/%m/%Y}"}


def _solo_chi_modifica(request: HttpRequest) -> None:
    if not puo_modificare_campagna(request.ctx):
        raise Http404


def _pagina(request: HttpRequest, form: CampagnaForm, titolo: str, **dati: object) -> HttpResponse:
    avviso = dati.get("avviso")
    guasto = form.errors or (avviso and avviso.errors)
    dati |= {"form": form, "titolo": titolo}
    dati["briciole"] = [(_("Campagne e tabelle"), reverse("collocamento:campagne")), (titolo, "")]
    return render(request, "collocamento/campagna.html", dati, status=422 if guasto else 200)
