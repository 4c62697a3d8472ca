"""Deliveries: hand over a package, follow its import, see what became of each file."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import BinaryIO

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.azioni.consegne import ricevi
from collocamento.enums import EsitoFile, MotivoRifiuto, StatoConsegna
from collocamento.esportazioni import RIFIUTATI
from collocamento.forms import CaricamentoForm
from collocamento.models import Consegna, FileConsegnato
from collocamento.permessi import puo_importare, puo_vedere_obblighi
from socialabs.base.esportazioni import scrivi_csv
from socialabs.base.idempotenza import una_volta_sola
from socialabs.registro import registra_evento


PACCHETTO_DEMO = settings.BASE_DIR / "demo" / "prospetti_demo.zip"
Vista = Callable[..., HttpResponse]


def per_l_ufficio(vista: Vista) -> Vista:
    """Deliveries are the office's business: for anybody else they don't exist."""

    @wraps(vista)
    def controllata(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not puo_vedere_obblighi(request.ctx):
            raise Http404
        return vista(request, *args, **kwargs)

    return controllata


def per_chi_importa(vista: Vista) -> Vista:
    @wraps(vista)
    def controllata(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not puo_importare(request.ctx):
            raise Http404
        return vista(request, *args, **kwargs)

    return controllata


@require_GET
@per_l_ufficio
def consegne(request: HttpRequest) -> HttpResponse:
    return _pagina(request, CaricamentoForm())


@require_POST
@per_chi_importa
@una_volta_sola
def carica(request: HttpRequest) -> HttpResponse:
    """Keep the package and follow its import; what is wrong with the upload is said in the form."""
    form = CaricamentoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _pagina(request, form, status=422)
    file = form.cleaned_data["file"]
    return _ricevi(request, file, file.name)


@require_POST
@per_chi_importa
@una_volta_sola
def carica_demo(request: HttpRequest) -> HttpResponse:
    """The package at hand in the demonstration, loaded without choosing a file."""
    with _pacchetto_demo() as pacchetto:
        return _ricevi(request, pacchetto, PACCHETTO_DEMO.name)


@require_GET
@per_l_ufficio
def scarica_demo(request: HttpRequest) -> FileResponse:
    return FileResponse(_pacchetto_demo(), as_attachment=True, filename=PACCHETTO_DEMO.name)


@require_GET
@per_l_ufficio
def consegna(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What became of each file; a delivery still under way leads to its progress."""
    consegna = _consegna(request, pk)
    if consegna.stato == StatoConsegna.RICEVUTA and consegna.lavoro:
        return redirect(consegna.lavoro)
    rifiutati = FileConsegnato.objects.visible_to(request.ctx).filter(consegna=consegna).rifiutati()
    pagina = Paginator(rifiutati, settings.PAGE_SIZE).get_page(request.GET.get("pagina"))
    contesto = {
        "consegna": consegna,
        "cifre": _cifre(consegna),
        "pagina": pagina,
        "rifiutati": [{"file": file, "motivo": MotivoRifiuto(file.motivo).label} for file in pagina],
        "briciole": [(_("Prospetti ricevuti"), reverse("collocamento:consegne")), (consegna.nome, "")],
    }
    return render(request, "collocamento/consegna.html", contesto)


@require_GET
@per_l_ufficio
def rifiutati(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The refused files with the line and the reason, as CSV."""
    consegna = _consegna(request, pk)
    righe = FileConsegnato.objects.visible_to(request.ctx).filter(consegna=consegna).rifiutati()
    dettagli = {"formato": "csv", "righe": righe.count()}
    registra_evento(
        request.ctx, "esportazione", tipo="collocamento.consegna", oggetto_id=consegna.pk, dettagli=dettagli
    )
    risposta = StreamingHttpResponse(scrivi_csv(RIFIUTATI, righe.iterator()), content_type="text/csv; charset=utf-8")
    risposta["Content-Disposition"] = 'attachment; filename="file-rifiutati.csv"'
    return risposta


def _pagina(request: HttpRequest, form: CaricamentoForm, status: int = 200) -> HttpResponse:
    tutte = Consegna.objects.visible_to(request.ctx).select_related("consegnata_da", "lavoro")
    contesto = {
        "form": form,
        "puo_importare": puo_importare(request.ctx),
        "pagina": Paginator(tutte, settings.PAGE_SIZE).get_page(request.GET.get("pagina")),
        "massimo_xml": settings.PROSPETTI_MAX_XML_BYTES,
        "massimo": settings.PROSPETTI_MAX_UNPACKED_BYTES,
        "pacchetto_demo": settings.DEMO and PACCHETTO_DEMO.is_file(),
        "briciole": [(_("Prospetti ricevuti"), "")],
    }
    return render(request, "collocamento/consegne.html", contesto, status=status)


def _ricevi(request: HttpRequest, contenuto: BinaryIO, nome: str) -> HttpResponse:
    consegna = ricevi(contenuto, nome=nome, ctx=request.ctx)
    messages.success(request, _("Archivio ricevuto: l'importazione è partita."))
    return redirect(consegna.lavoro)


def _pacchetto_demo() -> BinaryIO:
    if not (settings.DEMO and PACCHETTO_DEMO.is_file()):
        raise Http404
    return PACCHETTO_DEMO.open("rb")


def _consegna(request: HttpRequest, pk: uuid.UUID) -> Consegna:
    consegne = Consegna.objects.visible_to(request.ctx).select_related("lavoro", "consegnata_da")
    return get_object_or_404(consegne, pk=pk)


def _cifre(consegna: Consegna) -> list[dict]:
    """Files by outcome; those already received earlier are said apart."""
    esiti = (
        (EsitoFile.ACCOLTO, _("Accolti"), "success"),
        (EsitoFile.DUPLICATO, _("Duplicati"), ""),
        (EsitoFile.SUPERATO, _("Superati"), ""),
        (EsitoFile.ANNULLATO, _("Annullati"), ""),
        (EsitoFile.RIFIUTATO, _("Rifiutati"), "danger"),
    )
    cifre = [
        {"etichetta": etichetta, "valore": consegna.conteggi.get(esito, 0), "tipo": tipo}
        for esito, etichetta, tipo in esiti
    ]
    gia = consegna.conteggi.get("gia_ricevuti", 0)
    return [*cifre, {"etichetta": _("Già ricevuti prima"), "valore": gia}] if gia else cifre
