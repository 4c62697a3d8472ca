"""The history of a section, and the two texts of a conflict side by side."""

import uuid
from itertools import chain

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.dichiarazioni.azioni.sezioni import NonModificabile, scegli
from collocamento.dichiarazioni.lettura import leggi_testi, segna_lettura, sezioni_aperte
from collocamento.dichiarazioni.models import Revisione, Sezione
from collocamento.dichiarazioni.permessi import puo_compilare
from collocamento.dichiarazioni.struttura import STRUTTURE
from collocamento.dichiarazioni.testi import foglie
from collocamento.dichiarazioni.views.comuni import contesto, pagina_di, titolo_di
from socialabs.anagrafica.models import Provincia


ULTIME = 100


@require_GET
def storia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who saved what and when, the latest first."""
    with sezioni_aperte(request.ctx):
        riga = Sezione.objects.visible_to(request.ctx).select_related("dichiarazione__datore__organizzazione__comune")
        sezione = riga.filter(pk=pk).first()
        if sezione is None or not puo_compilare(request.ctx, sezione.dichiarazione):
            raise Http404
        revisioni = list(sezione.revisioni.select_related("autore").defer("contenuto")[:ULTIME])
    titolo = _("Versioni: %(sezione)s") % {"sezione": _nome(sezione)}
    dati = {"sezione": sezione, "revisioni": revisioni}
    return render(request, "dichiarazioni/storia.html", contesto(request, sezione.dichiarazione, titolo, **dati))


@require_http_methods(["GET", "POST"])
def revisione(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A text set aside beside the one in place: what differs, and which to keep."""
    scelta = _revisione(request, pk)
    sezione = scelta.sezione
    if request.method == "POST":
        return _scegli(request, scelta)
    segna_lettura(request.ctx, sezione.dichiarazione, _("Confronto fra due versioni"))
    struttura = STRUTTURE[sezione.tipo]
    mio = dict(foglie(struttura, leggi_testi(scelta)))
    suo = dict(foglie(struttura, leggi_testi(sezione)))
    luoghi = dict.fromkeys(chain(mio, suo))
    dati = {
        "revisione": scelta,
        "sezione": sezione,
        "differenze": [
            (dove, mio.get(dove, ""), suo.get(dove, "")) for dove in luoghi if mio.get(dove) != suo.get(dove)
        ],
        "pagina_sezione": _pagina(sezione),
    }
    titolo = _("Due versioni: %(sezione)s") % {"sezione": _nome(sezione)}
    return render(request, "dichiarazioni/revisione.html", contesto(request, sezione.dichiarazione, titolo, **dati))


def _revisione(request: HttpRequest, pk: uuid.UUID) -> Revisione:
    with sezioni_aperte(request.ctx):
        righe = Revisione.objects.visible_to(request.ctx).select_related(
            "autore", "sezione__dichiarazione__datore__organizzazione__comune"
        )
        scelta = righe.filter(pk=pk).first()
    if scelta is None or not puo_compilare(request.ctx, scelta.sezione.dichiarazione):
        raise Http404
    return scelta


def _scegli(request: HttpRequest, scelta: Revisione) -> HttpResponse:
    vista = request.POST.get("versione", "")
    try:
        esito = scegli(
            revisione=scelta.pk,
            mia=request.POST.get("scelta") == "mia",
            versione_vista=int(vista) if vista.isdecimal() else 0,
            ctx=request.ctx,
        )
    except NonModificabile:
        messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
        return redirect("dichiarazioni:dichiarazione", scelta.dichiarazione_id)
    if esito.conflitto:
        messages.error(request, _("Nel frattempo la sezione è cambiata ancora: guarda di nuovo le due versioni."))
        return redirect("dichiarazioni:revisione", scelta.pk)
    messages.success(request, _("Fatto: tutte le versioni restano nella storia della sezione."))
    return redirect(_pagina(scelta.sezione))


def _nome(sezione: Sezione) -> str:
    provincia = Provincia.objects.filter(codice=sezione.provincia).values_list("nome", flat=True).first()
    return titolo_di(sezione.tipo, sezione.ordine, provincia or sezione.provincia)


def _pagina(sezione: Sezione) -> str:
    return pagina_di(sezione.dichiarazione_id, tipo=sezione.tipo, chiave=sezione.pk, foglio=sezione.foglio)
