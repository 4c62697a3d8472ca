"""The lists: the office's, the employer's tab, the conventions received by who takes people in."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.convenzioni.elenchi import COLONNE, ElencoConvenzioni, ElencoRicevute
from collocamento.convenzioni.models import Convenzione, Quadro
from collocamento.convenzioni.querysets import RUOLI_DESTINATARIO
from collocamento.convenzioni.views.comune import dal_datore, datore_di
from collocamento.permessi import puo_agire_per, puo_modificare_campagna, puo_vedere_obblighi
from socialabs.base.giorni import oggi
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {
        "titolo": _("Convenzioni"),
        "quadro": Quadro.objects.al(oggi()),
        "puo_configurare": puo_modificare_campagna(request.ctx),
        "esporta": True,
        "briciole": [(_("Convenzioni"), "")],
    }
    return elenco.risposta("convenzioni/elenco.html", "convenzioni/_righe.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many, without the words that were searched."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="convenzioni.convenzione", dettagli=dettagli)
    return elenco.scarica(formato, COLONNE, "convenzioni", _("Convenzioni"))


def _elenco(request: HttpRequest) -> ElencoConvenzioni:
    if not puo_vedere_obblighi(request.ctx):
        raise Http404
    return ElencoConvenzioni(request, Convenzione.objects.visible_to(request.ctx).per_elenco())


@require_GET
def ricevute(request: HttpRequest) -> HttpResponse:
    """The conventions by which the organisation of the reader takes people in."""
    if request.ctx.ruolo not in RUOLI_DESTINATARIO:
        raise Http404
    elenco = ElencoRicevute(request, Convenzione.objects.ricevute_da(request.ctx).per_elenco())
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"titolo": _("Convenzioni ricevute"), "briciole": [(_("Convenzioni ricevute"), "")]}
    return elenco.risposta("convenzioni/elenco.html", "convenzioni/_righe.html", contesto)


@require_GET
def del_datore(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """The employer's tab."""
    datore = datore_di(request, datore)
    convenzioni = Convenzione.objects.visible_to(request.ctx).filter(datore=datore).per_elenco()
    contesto = {
        "datore": datore,
        "titolo": _("Convenzioni"),
        "convenzioni": convenzioni,
        "puo_proporre": puo_agire_per(request.ctx, datore),
        "briciole": dal_datore(request.ctx, datore)[:-1] + [(datore.organizzazione.denominazione, "")],
    }
    return render(request, "convenzioni/datore.html", contesto)
