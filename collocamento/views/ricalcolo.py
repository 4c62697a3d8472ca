"""The recalculation: ask for its preview, read who changes and by how much, then apply it or leave things so."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.azioni import ricalcolo as azioni
from collocamento.elenco_ricalcolo import ElencoDifferenze, colonne, in_parole
from collocamento.enums import StatoProposta
from collocamento.models import DifferenzaRicalcolo, PropostaRicalcolo
from collocamento.views.codici import per_chi_configura
from socialabs.anagrafica.models import Provincia
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.lavori.azioni import avvia
from socialabs.lavori.errori import LavoroGiaInCorso
from socialabs.lavori.models import Lavoro
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_POST
@per_chi_configura
@una_volta_sola
def ricalcola(request: HttpRequest) -> HttpResponse:
    """Start the job that works the preview out, or lead to the one under way."""
    return _avvia(request, azioni.LAVORO_RICALCOLO, {}, azioni.LAVORO_RICALCOLO)


@require_GET
@per_chi_configura
def ricalcolo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who changes and by how much, filtered; and the decision, while it is still to be taken."""
    proposta = _proposta(request, pk)
    elenco = _elenco(request, proposta)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    province = _province()
    contesto = {
        "proposta": proposta,
        "totali": elenco.totali(),
        "righe": [{"differenza": d, "cambi": list(in_parole(d, province))} for d in elenco.pagina],
        "da_decidere": proposta.stato == StatoProposta.PRONTA,
        "attuale": proposta.stato != StatoProposta.PRONTA or azioni.e_attuale(proposta),
        "briciole": [(_("Campagne e tabelle"), reverse("collocamento:campagne")), (str(proposta), "")],
    }
    return elenco.risposta("collocamento/ricalcolo.html", "collocamento/_differenze.html", contesto)


@require_GET
@per_chi_configura
def esporta(request: HttpRequest, pk: uuid.UUID, formato: str) -> HttpResponse:
    """The rows filtered, as a workbook or as CSV."""
    if formato not in FORMATI:
        raise Http404
    proposta = _proposta(request, pk)
    elenco = _elenco(request, proposta)
    dettagli = {"formato": formato, "righe": elenco.righe.count()}
    registra_evento(
        request.ctx,
        "esportazione",
        tipo="collocamento.propostaricalcolo",
        oggetto_id=proposta.pk,
        dettagli=dettagli,
    )
    nome = f"ricalcolo-{localtime(proposta.creato_il):%Y%m%d}"
    return elenco.scarica(formato, colonne(_province()), nome, str(proposta))


@require_POST
@per_chi_configura
@una_volta_sola
def applica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Have the proposal applied by a job: all of it, or nothing when something has changed meanwhile."""
    proposta = _proposta(request, pk)
    return _avvia(request, azioni.LAVORO_APPLICA, {"proposta": str(proposta.pk)}, f"{azioni.LAVORO_APPLICA}:{pk}")


@require_POST
@per_chi_configura
@una_volta_sola
def scarta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    proposta = _proposta(request, pk)
    try:
        azioni.scarta(proposta=proposta, ctx=request.ctx)
    except TransizioneNonAmmessa:
        messages.info(request, _("L'anteprima era già stata decisa."))
    else:
        messages.success(request, _("Anteprima scartata: le cifre restano quelle di prima."))
    return redirect("collocamento:campagne")


def _avvia(request: HttpRequest, tipo: str, argomenti: dict[str, Any], chiave: str) -> HttpResponse:
    try:
        return redirect(avvia(tipo, argomenti, ctx=request.ctx, chiave_unica=chiave))
    except LavoroGiaInCorso as errore:
        messages.info(request, _("Il ricalcolo è già in corso: non ne serve un altro."))
        visibile = Lavoro.objects.visible_to(request.ctx).filter(pk=errore.lavoro.pk).exists()
        return redirect(errore.lavoro if visibile else "collocamento:campagne")


def _proposta(request: HttpRequest, pk: uuid.UUID) -> PropostaRicalcolo:
    """One whose figures are all there: to be decided, applied, or discarded after having been read."""
    proposte = PropostaRicalcolo.objects.visible_to(request.ctx).filter(pronta_il__isnull=False)
    return get_object_or_404(proposte.select_related("chiesta_da", "decisa_da"), pk=pk)


def _elenco(request: HttpRequest, proposta: PropostaRicalcolo) -> ElencoDifferenze:
    return ElencoDifferenze(request, DifferenzaRicalcolo.objects.visible_to(request.ctx).filter(proposta=proposta))


def _province() -> dict[str, str]:
    return dict(Provincia.objects.values_list("codice", "nome"))
