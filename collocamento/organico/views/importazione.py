"""The list by workbook: the template, the file examined before it changes anything, and its application."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.organico.anteprima import Anteprima
from collocamento.organico.azioni import importazione as azioni
from collocamento.organico.azioni.elenco import OrganicoChiuso
from collocamento.organico.enums import CONTRATTI
from collocamento.organico.forms import CaricaForm
from collocamento.organico.models import Importazione
from collocamento.organico.parole import importato
from collocamento.organico.quadro import nomi_province
from collocamento.organico.views.comuni import briciole, datore_tenuto, organico_tenuto
from collocamento.organico.xlsx.libro import FileNonLeggibile
from collocamento.organico.xlsx.scrittura import scrivi_modello
from socialabs.base.elenchi import XLSX
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.lavori.errori import LavoroGiaInCorso


# Enough to see what is happening; the numbers above the tables are those of all the rows.
RIGHE_MOSTRATE = 200


@require_GET
def modello(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """The empty workbook, with its instructions."""
    datore_tenuto(request, datore_id)
    risposta = HttpResponse(scrivi_modello(), content_type=XLSX)
    risposta["Content-Disposition"] = 'attachment; filename="modello-organico.xlsx"'
    return risposta


@require_http_methods(["GET", "POST"])
@una_volta_sola
def importa(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Hand over a file: what cannot be read is said at the field, the rest is examined on the next page."""
    organico = organico_tenuto(request, datore_id)
    form = CaricaForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        scelti = form.cleaned_data
        try:
            esaminato = azioni.esamina(
                organico=organico,
                file=scelti["file"].file,
                nome=scelti["file"].name,
                modo=scelti["modo"],
                cessati_il=scelti["cessati_il"],
                ctx=request.ctx,
            )
        except FileNonLeggibile as errore:
            form.add_error("file", str(errore))
        else:
            return redirect("organico:anteprima", esaminato.pk)
    contesto = {
        "datore": organico.datore,
        "form": form,
        "titolo": _("Importa da Excel"),
        "briciole": briciole(request, organico.datore, _("Importa da Excel")),
    }
    return render(request, "organico/importa.html", contesto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def anteprima(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the file would add, change and end, and every error of it; the POST applies it, whole."""
    esaminato = _importazione(request, pk)
    cambiato = False
    if request.method == "POST" and "lavoro" in request.POST:
        return _affidato(request, esaminato)
    if request.method == "POST":
        try:
            return _applicato(request, esaminato, azioni.applica(importazione=esaminato, ctx=request.ctx))
        except ConflittoVersione as conflitto:
            cambiato = True
            Importazione.objects.filter(pk=esaminato.pk).update(versione_letta=conflitto.attuale.versione)
        except azioni.ImportazioneConErrori:
            messages.error(request, _("Il file non si può applicare: correggi gli errori e caricalo di nuovo."))
        except OrganicoChiuso:
            messages.error(request, _("L'organico non è più tenuto: qualcuno l'ha chiuso nel frattempo."))
            return redirect("organico:elenco", esaminato.organico.datore_id)
    esame = azioni.anteprima_di(esaminato, request.ctx)
    datore = esaminato.organico.datore
    contesto = {
        "datore": datore,
        "importazione": esaminato,
        "esame": esame,
        "cambiato": cambiato,
        "in_un_lavoro": esame.quanti > azioni.IN_UN_LAVORO,
        "massimo": RIGHE_MOSTRATE,
        "contratti": CONTRATTI,
        "province": nomi_province(dati.provincia for dati in esame.aggiunti),
        "titolo": _("Che cosa cambierebbe"),
        "briciole": briciole(request, datore, _("Importa da Excel")),
    }
    return render(request, "organico/anteprima.html", contesto, status=409 if cambiato else 200)


@require_POST
def scarta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw the file away without applying it."""
    esaminato = _importazione(request, pk)
    datore = esaminato.organico.datore_id
    azioni.scarta(importazione=esaminato, ctx=request.ctx)
    messages.info(request, _("Il file è stato eliminato: l'organico non è cambiato."))
    return redirect("organico:importa", datore)


def _importazione(request: HttpRequest, pk: uuid.UUID) -> Importazione:
    importazioni = Importazione.objects.visible_to(request.ctx)
    return get_object_or_404(importazioni.select_related("organico__datore__organizzazione", "file"), pk=pk)


def _applicato(request: HttpRequest, esaminato: Importazione, fatto: Anteprima) -> HttpResponse:
    fatti = (len(fatto.aggiunti), len(fatto.cambiati), len(fatto.cessati))
    messages.success(request, importato(*fatti))
    return redirect(reverse("organico:elenco", args=[esaminato.organico.datore_id]))


def _affidato(request: HttpRequest, esaminato: Importazione) -> HttpResponse:
    """To the page of the job, the one already at work on this file if there is one."""
    try:
        return redirect(azioni.affida(importazione=esaminato, ctx=request.ctx))
    except LavoroGiaInCorso as errore:
        return redirect(errore.lavoro)
