"""Who has not sent the return of a year, and the export of the list."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.mancanti import COLONNE, ElencoMancanti, mancanti
from collocamento.models import Campagna
from collocamento.permessi import puo_vedere_obblighi
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest, campagna_id: uuid.UUID) -> HttpResponse:
    campagna, elenco = _elenco(request, campagna_id)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    titolo = _titolo(campagna)
    dati = {
        "campagna": campagna,
        "titolo": titolo,
        "briciole": [(_("Campagne e tabelle"), reverse("collocamento:campagne")), (titolo, "")],
    }
    return elenco.risposta("collocamento/mancanti.html", "collocamento/_mancanti.html", dati)


@require_GET
def esporta(request: HttpRequest, campagna_id: uuid.UUID, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many."""
    if formato not in FORMATI:
        raise Http404
    campagna, elenco = _elenco(request, campagna_id)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "anno": campagna.anno}
    registra_evento(request.ctx, "esportazione", tipo="collocamento.mancanti", dettagli=dettagli)
    return elenco.scarica(formato, COLONNE, f"mancanti-{campagna.anno}", _titolo(campagna))


def _elenco(request: HttpRequest, campagna_id: uuid.UUID) -> tuple[Campagna, ElencoMancanti]:
    if not puo_vedere_obblighi(request.ctx):
        raise Http404
    campagna = get_object_or_404(Campagna.objects.visible_to(request.ctx), pk=campagna_id)
    return campagna, ElencoMancanti(request, mancanti(campagna.anno).visible_to(request.ctx))


def _titolo(campagna: Campagna) -> str:
    return _("Prospetti mancanti del %(anno)s") % {"anno": campagna.anno}
