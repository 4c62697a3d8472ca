"""Ask for a document, for one in place of another; see what a batch gave."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.archivio.models import FilePrivato
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.anteprima import Anteprima, anteprima
from socialabs.documenti.azioni.documenti import LAVORO, chiedi_emissione, chiedi_sostituzione
from socialabs.documenti.azioni.emissione import gia_validi
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.forms import SostituisciForm
from socialabs.documenti.models import Documento
from socialabs.documenti.permessi import puo_sostituire
from socialabs.documenti.registro import TipoDocumento, tipo
from socialabs.lavori.errori import LavoroGiaInCorso
from socialabs.lavori.models import Lavoro
from socialabs.registro import registra_evento


@require_http_methods(["GET", "POST"])
@una_volta_sola
def nuovo(request: HttpRequest, chiave: str, oggetto: uuid.UUID) -> HttpResponse:
    """The document as it would be, and the button that issues it."""
    suo = _tipo(request, chiave)
    prova = _prova(request, suo, oggetto)
    doppio = gia_validi(suo, [oggetto]).get(oggetto, "") if suo.uno_solo else ""
    if request.method == "POST" and not doppio and not prova.motivo:
        return redirect(chiedi_emissione(suo, [oggetto], ctx=request.ctx))
    contesto = {
        "tipo": suo,
        "prova": prova,
        "impedimento": doppio or prova.motivo,
        "briciole": [(_("Documenti"), reverse("documenti:elenco")), (suo.titolo, "")],
    }
    return render(request, "documenti/nuovo.html", contesto, status=409 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def sostituisci(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The corrected document, from today's data, beside the reason."""
    visibili = Documento.objects.visible_to(request.ctx).select_related("sostituito_da")
    documento = get_object_or_404(visibili, pk=pk)
    if not puo_sostituire(request.ctx, documento):
        raise Http404
    suo = tipo(documento.tipo)
    form = SostituisciForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lavoro = chiedi_sostituzione(documento, motivo=form.cleaned_data["motivo"], ctx=request.ctx)
        except LavoroGiaInCorso as errore:
            messages.info(request, str(errore))
            lavoro = errore.lavoro
        return redirect(lavoro)
    contesto = {
        "tipo": suo,
        "documento": documento,
        "form": form,
        "prova": _prova(request, suo, documento.riferimento_id),
        "briciole": [
            (_("Documenti"), reverse("documenti:elenco")),
            (str(documento), documento.get_absolute_url()),
            (_("Sostituzione"), ""),
        ],
    }
    return render(request, "documenti/sostituisci.html", contesto, status=422 if form.errors else 200)


@require_GET
def lotto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a batch issued, whom it left out and why, and its files while they last."""
    lavoro = get_object_or_404(Lavoro.objects.visible_to(request.ctx).filter(tipo=LAVORO), pk=pk)
    documenti = Documento.objects.visible_to(request.ctx).filter(richiesta=pk).per_elenco()
    risultato = lavoro.risultato
    propri = [risultato[nome] for nome in ("unito", "zip") if nome in risultato]
    file = FilePrivato.objects.visible_to(request.ctx).filter(pk__in=propri)
    contesto = {
        "lavoro": lavoro,
        "documenti": documenti.order_by("anno", "numero")[:500],
        "quanti": documenti.count(),
        "esclusi": risultato.get("esclusi", []),
        "file": sorted(file, key=lambda f: f.tipo_mime),
        "briciole": [(_("Documenti"), reverse("documenti:elenco")), (_("Emissione"), "")],
    }
    return render(request, "documenti/lotto.html", contesto)


def _tipo(request: HttpRequest, chiave: str) -> TipoDocumento:
    try:
        suo = tipo(chiave)
    except KeyError as errore:
        raise Http404 from errore
    if not suo.ammette(request.ctx):
        raise Http404
    return suo


def _prova(request: HttpRequest, suo: TipoDocumento, oggetto: uuid.UUID) -> Anteprima:
    """The preview, noted in the register like a reading. 404 for what is out of scope."""
    try:
        prova = anteprima(suo, oggetto, ctx=request.ctx)
    except NonEmettibile as errore:
        return Anteprima(motivo=str(errore))
    if prova is None:
        raise Http404
    if request.method == "GET":
        registra_evento(
            request.ctx, "documento.provato", tipo=suo.riferimento, oggetto_id=oggetto, etichetta=str(suo.titolo)
        )
    return prova
