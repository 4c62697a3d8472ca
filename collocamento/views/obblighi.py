"""The list of obliged employers and its exports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.elenchi import ElencoObblighi
from collocamento.esportazioni import OBBLIGHI
from collocamento.linguette import prima_pagina
from collocamento.models import Datore
from collocamento.permessi import puo_comunicare, puo_importare, puo_vedere_obblighi
from socialabs.registro import registra_evento
from socialabs.utenti.enums import Ruolo


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {
        "totali": elenco.totali(),
        "puo_importare": puo_importare(request.ctx),
        "puo_comunicare": puo_comunicare(request.ctx),
        "briciole": [(_titolo(request), "")],
        "titolo": _titolo(request),
    }
    return elenco.risposta("collocamento/obblighi.html", "collocamento/_obblighi.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered, as a workbook or as CSV; the register keeps how many and by which filters."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    filtri = elenco.per_registro | {"anno": elenco.anno, "provincia": elenco.provincia}
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": filtri}
    registra_evento(request.ctx, "esportazione", tipo="collocamento.obblighi", dettagli=dettagli)
    return elenco.scarica(formato, OBBLIGHI, f"obblighi-{elenco.anno}", _("Obblighi L. 68/99"))


@require_GET
def mia_azienda(request: HttpRequest) -> HttpResponse:
    """The employer's own pages, from the first tab; without a return yet, what will be found here."""
    if not request.ctx.ha_ruolo(Ruolo.REFERENTE_AZIENDA):
        raise Http404
    datore = Datore.objects.visible_to(request.ctx).first()
    if datore:
        return redirect(prima_pagina(request.ctx, datore.pk))
    return render(request, "collocamento/mia_azienda.html", {"briciole": [(_("La mia azienda"), "")]})


def _elenco(request: HttpRequest) -> ElencoObblighi:
    if not (puo_vedere_obblighi(request.ctx) or request.ctx.ha_ruolo(Ruolo.CONSULENTE)):
        raise Http404
    return ElencoObblighi(request)


def _titolo(request: HttpRequest) -> str:
    return _("Le aziende che seguo") if request.ctx.ha_ruolo(Ruolo.CONSULENTE) else _("Obblighi L. 68/99")
