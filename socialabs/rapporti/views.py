from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.base.elenchi import XLSX
from socialabs.lavori.azioni import avvia
from socialabs.rapporti.contenuto import Contenuto
from socialabs.rapporti.documento import cartella_xlsx, con_grafici
from socialabs.rapporti.lavori import TIPO
from socialabs.rapporti.registro import Rapporto, rapporti_di, trova
from socialabs.registro import registra_evento


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    rapporti = rapporti_di(request.ctx)
    if not rapporti:
        raise Http404
    dati = {"rapporti": rapporti, "briciole": [(_("Rapporti"), "")]}
    return render(request, "rapporti/elenco.html", dati)


@require_GET
def pagina(request: HttpRequest, chiave: str) -> HttpResponse:
    rapporto = _rapporto(request, chiave)
    form = rapporto.parametri(request.ctx, request.GET)
    contenuto = _dati(request, rapporto, form, "rapporto.letto") if form.is_valid() else None
    dati = {
        "rapporto": rapporto,
        "form": form,
        "contenuto": contenuto,
        "tabelle": con_grafici(contenuto) if contenuto else [],
        "briciole": [(_("Rapporti"), reverse("rapporti:elenco")), (rapporto.titolo, "")],
    }
    return render(request, "rapporti/pagina.html", dati)


@require_GET
def xlsx(request: HttpRequest, chiave: str) -> HttpResponse:
    rapporto = _rapporto(request, chiave)
    form = rapporto.parametri(request.ctx, request.GET)
    if not form.is_valid():
        return redirect("rapporti:pagina", chiave)
    contenuto = _dati(request, rapporto, form, "esportazione")
    risposta = HttpResponse(cartella_xlsx(rapporto, contenuto, form, request.ctx), content_type=XLSX)
    risposta["Content-Disposition"] = f'attachment; filename="{rapporto.chiave}.xlsx"'
    return risposta


@require_POST
def pdf(request: HttpRequest, chiave: str) -> HttpResponse:
    """Ask the worker for the document and show its progress."""
    rapporto = _rapporto(request, chiave)
    form = rapporto.parametri(request.ctx, request.POST)
    if not form.is_valid():
        return redirect("rapporti:pagina", chiave)
    parametri = {nome: form.data[nome] for nome in form.fields if nome in form.data}
    argomenti = {"rapporto": rapporto.chiave, "parametri": parametri, "lingua": get_language()}
    lavoro = avvia(TIPO, argomenti, ctx=request.ctx)
    return redirect(lavoro)


def _rapporto(request: HttpRequest, chiave: str) -> Rapporto:
    rapporto = trova(request.ctx, chiave)
    if rapporto is None:
        raise Http404
    return rapporto


def _dati(request: HttpRequest, rapporto: Rapporto, form: forms.Form, verbo: str) -> Contenuto:
    registra_evento(request.ctx, verbo, tipo="rapporti.rapporto", etichetta=rapporto.chiave)
    return rapporto.dati(request.ctx, form.cleaned_data)
