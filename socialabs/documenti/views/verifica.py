"""The public page that says whether a document is authentic. It writes nothing, and tells nothing personal."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.documenti.codici import leggibile, normalizza
from socialabs.documenti.forms import CodiceForm, FileForm
from socialabs.documenti.models import Documento
from socialabs.documenti.verifica import SoloImpronta, trova_per_codice, trova_per_impronta
from socialabs.utenti.limiti import limitata


SECONDI = 60
CODICI_AL_MINUTO = 30
FILE_AL_MINUTO = 10


# Nothing changes here, so there is nothing to forge; and Django would read the upload before its handler is in place.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
@limitata("verifica.file", quante=FILE_AL_MINUTO, secondi=SECONDI, metodi=frozenset({"POST"}))
def verifica(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or for the file."""
    if request.method == "POST":
        return _per_file(request)
    if "codice" not in request.GET:
        return _domanda(request)
    form = CodiceForm(request.GET)
    codice = normalizza(request.GET["codice"])
    if codice is None:
        form.add_error("codice", _("Il codice ha sedici lettere e cifre: controlla di averlo copiato per intero."))
        return _domanda(request, codice=form)
    return redirect("documenti:esito", leggibile(codice))


@login_not_required
@require_GET
@limitata("verifica.codice", quante=CODICI_AL_MINUTO, secondi=SECONDI, metodi=frozenset({"GET"}))
def esito(request: HttpRequest, codice: str) -> HttpResponse:
    """What a code stands for: the address in the QR."""
    normale = normalizza(codice)
    documento = trova_per_codice(normale) if normale else None
    return _esito(request, documento, per_file=False)


def _per_file(request: HttpRequest) -> HttpResponse:
    request.upload_handlers = [SoloImpronta(request)]
    form = FileForm(request.POST, request.FILES)
    if getattr(request, "troppo_grande", False):
        form = FileForm({}, {})
        form.errors["file"] = form.error_class([_("Il file supera 20 MB: i documenti del portale sono più piccoli.")])
        return _domanda(request, file=form)
    if form.is_valid() and not form.cleaned_data["file"].e_pdf:
        form.add_error("file", _("Il file non è un PDF."))
    if not form.is_valid():
        return _domanda(request, file=form)
    return _esito(request, trova_per_impronta(form.cleaned_data["file"].sha256), per_file=True)


def _domanda(request: HttpRequest, *, codice: CodiceForm | None = None, file: FileForm | None = None) -> HttpResponse:
    dati = {
        "per_codice": codice or CodiceForm(),
        "per_file": file or FileForm(),
        "briciole": [(_("Verifica di un documento"), "")],
    }
    return render(request, "documenti/verifica.html", dati, status=422 if codice or file else 200)


def _esito(request: HttpRequest, documento: Documento | None, *, per_file: bool) -> HttpResponse:
    dati = {"documento": documento, "per_file": per_file, "briciole": [(_("Verifica di un documento"), "")]}
    return render(request, "documenti/esito.html", dati, status=200 if documento else 404)
