"""The archive, a document's page, its annulment."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.riferimenti import risolvi
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.documenti.azioni import documenti as azioni
from socialabs.documenti.elenchi import DOCUMENTI, ElencoDocumenti
from socialabs.documenti.forms import AnnullaForm
from socialabs.documenti.models import Documento
from socialabs.documenti.permessi import puo_correggere, puo_sostituire, puo_vedere_archivio, puo_vedere_scarichi
from socialabs.documenti.proposte import proposte
from socialabs.documenti.scheda import catena, fatti, scarichi
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"proposte": proposte(request.ctx), "briciole": [(_("Documenti"), "")]}
    return elenco.risposta("documenti/elenco.html", "documenti/_righe.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many and by which filters, without the text that was searched."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="documenti.documento", dettagli=dettagli)
    return elenco.scarica(formato, DOCUMENTI, "documenti", _("Documenti"))


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    documento = _documento(request, pk)
    registra_evento(
        request.ctx,
        "documento.letto",
        tipo="documenti.documento",
        oggetto_id=documento.pk,
        etichetta=str(documento),
    )
    ctx = request.ctx
    contesto = {
        "documento": documento,
        "fatti": fatti(documento),
        "oggetto": documento.contenuto["atto"]["oggetto"],
        "riferimento": risolvi(ctx, documento.riferimento_tipo, documento.riferimento_id),
        "catena": catena(documento, ctx),
        "scarichi": scarichi(documento) if puo_vedere_scarichi(ctx, documento) else None,
        "puo_sostituire": puo_sostituire(ctx, documento),
        "puo_annullare": puo_correggere(ctx, documento),
        "briciole": [(_("Documenti"), reverse("documenti:elenco")), (str(documento), "")],
    }
    return render(request, "documenti/dettaglio.html", contesto)


@require_http_methods(["GET", "POST"])
def annulla(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    documento = _documento(request, pk)
    if not puo_correggere(request.ctx, documento):
        raise Http404
    form = AnnullaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            azioni.annulla(documento, motivo=form.cleaned_data["motivo"], ctx=request.ctx)
        except TransizioneNonAmmessa as errore:
            messages.error(request, str(errore))
        except PermissionDenied as errore:
            raise Http404 from errore
        else:
            messages.success(request, _("Documento annullato: chi lo verifica da ora lo sa."))
        return redirect(documento)
    contesto = {
        "documento": documento,
        "form": form,
        "briciole": [
            (_("Documenti"), reverse("documenti:elenco")),
            (str(documento), documento.get_absolute_url()),
            (_("Annullamento"), ""),
        ],
    }
    return render(request, "documenti/annulla.html", contesto, status=422 if form.errors else 200)


def _elenco(request: HttpRequest) -> ElencoDocumenti:
    if not puo_vedere_archivio(request.ctx):
        raise Http404
    return ElencoDocumenti(request, Documento.objects.visible_to(request.ctx), ctx=request.ctx)


def _documento(request: HttpRequest, pk: uuid.UUID) -> Documento:
    documenti = Documento.objects.visible_to(request.ctx).select_related(
        "destinatario", "file", "copia", "sostituisce", "sostituito_da", "emesso_da", "attore_reale", "annullato_da"
    )
    return get_object_or_404(documenti, pk=pk)
