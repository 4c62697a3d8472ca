"""The office's list of the obligation episodes, one of them with its history, and what the office records about it."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.permessi import puo_decidere, puo_vedere_obblighi
from collocamento.posizione.azioni import atti
from collocamento.posizione.documenti import SEGNALAZIONE_ITL
from collocamento.posizione.elenchi import TITOLO, ElencoEpisodi, colonne, ritardo
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.errori import NonPossibile
from collocamento.posizione.forms import AnnullaForm, RichiestaForm, VerificaForm
from collocamento.posizione.models import Episodio, Richiesta, Verifica
from socialabs.anagrafica.models import Provincia
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    _solo_ufficio(request)
    elenco = ElencoEpisodi(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"totali": elenco.totali(), "titolo": TITOLO, "briciole": [(TITOLO, "")]}
    return elenco.risposta("posizione/episodi.html", "posizione/_episodi.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many."""
    _solo_ufficio(request)
    if formato not in FORMATI:
        raise Http404
    elenco = ElencoEpisodi(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count()}
    registra_evento(request.ctx, "esportazione", tipo="posizione.episodi", dettagli=dettagli)
    return elenco.scarica(formato, colonne(elenco.province), "episodi", str(TITOLO))


@require_GET
def episodio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _pagina(request, _episodio(request, pk))


@require_POST
@una_volta_sola
def richiesta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record a request that came by other means than a return."""
    suo = _da_chi_decide(request, pk)
    form = RichiestaForm(request.POST, instance=Richiesta(datore_id=suo.datore_id, provincia=suo.provincia))
    if form.is_valid():
        with vincoli_nel_modulo(form, Richiesta):
            atti.registra_richiesta(form.save(commit=False), ctx=request.ctx)
    if not form.is_valid():
        return _pagina(request, suo, modulo_richiesta=form, status=422)
    messages.success(request, _("Richiesta registrata: lo stato è aggiornato."))
    return redirect(_attuale(suo))


@require_POST
def annulla(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back a request entered by mistake."""
    if not puo_decidere(request.ctx):
        raise Http404
    sua = get_object_or_404(Richiesta.objects.visible_to(request.ctx), pk=pk)
    form = AnnullaForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Per annullare una richiesta serve il motivo."))
    else:
        try:
            atti.annulla_richiesta(sua, form.cleaned_data["motivo"], ctx=request.ctx)
            messages.success(request, _("Richiesta annullata: lo stato è aggiornato."))
        except NonPossibile as errore:
            messages.error(request, str(errore))
    return redirect(_ultimo(sua.datore_id, sua.provincia))


@require_POST
@una_volta_sola
def verifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record what the office found."""
    suo = _da_chi_decide(request, pk)
    form = VerificaForm(request.POST)
    if not form.is_valid():
        return _pagina(request, suo, modulo_verifica=form, status=422)
    try:
        esito = EsitoVerifica(form.cleaned_data["esito"])
        atti.registra_verifica(suo, esito, form.cleaned_data["nota"], ctx=request.ctx)
        messages.success(request, _("Verifica registrata."))
    except NonPossibile as errore:
        messages.error(request, str(errore))
    return redirect(_attuale(suo))


# --- the page of one episode ---------------------------------------------------------------------------------------
def _pagina(
    request: HttpRequest,
    suo: Episodio,
    *,
    modulo_richiesta: forms.Form | None = None,
    modulo_verifica: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    provincia = Provincia.objects.filter(codice=suo.provincia).first()
    verifiche = list(Verifica.objects.visible_to(request.ctx).filter(episodio=suo).select_related("autore"))
    da_verificare = suo.al is None and suo.stato == StatoEpisodio.SCOPERTA_OLTRE
    decide = puo_decidere(request.ctx)
    contesto = {
        "episodio": suo,
        "datore": suo.datore,
        "organizzazione": suo.datore.organizzazione,
        "provincia": provincia.nome if provincia else suo.provincia,
        "ritardo": ritardo(suo) if suo.al is None else None,
        "storia": Episodio.objects.visible_to(request.ctx)
        .filter(datore=suo.datore_id, provincia=suo.provincia)
        .order_by("-dal"),
        "richieste": Richiesta.objects.visible_to(request.ctx).filter(datore=suo.datore_id, provincia=suo.provincia),
        "verifiche": verifiche,
        "da_verificare": da_verificare,
        "decide": decide,
        "modulo_richiesta": (modulo_richiesta or RichiestaForm()) if decide else None,
        "modulo_verifica": (modulo_verifica or VerificaForm()) if decide and da_verificare else None,
        "modulo_annulla": AnnullaForm(),
        **_segnalazione(request, suo, verifiche),
        "briciole": [(TITOLO, reverse("posizione:episodi")), (suo.datore.organizzazione.denominazione, "")],
    }
    return render(request, "posizione/episodio.html", contesto, status=status)


def _segnalazione(request: HttpRequest, suo: Episodio, verifiche: list[Verifica]) -> dict[str, Any]:
    """The letters to the labour inspectorate already issued, and where to issue one."""
    confermata = bool(verifiche) and verifiche[0].esito == EsitoVerifica.CONFERMATA
    emesse = Documento.objects.visible_to(request.ctx).filter(tipo=SEGNALAZIONE_ITL, riferimento_id=suo.pk)
    da_fare = confermata and suo.al is None and not emesse.validi().exists()
    si_puo = da_fare and tipo(SEGNALAZIONE_ITL).ammette(request.ctx)
    return {
        "segnalazioni": emesse,
        "segnala": reverse("documenti:nuovo", args=[SEGNALAZIONE_ITL, suo.pk]) if si_puo else "",
    }


def _solo_ufficio(request: HttpRequest) -> None:
    if not puo_vedere_obblighi(request.ctx):
        raise Http404


def _episodio(request: HttpRequest, pk: uuid.UUID) -> Episodio:
    _solo_ufficio(request)
    episodi = Episodio.objects.visible_to(request.ctx).select_related("datore__organizzazione", "comune")
    return get_object_or_404(episodi, pk=pk)


def _da_chi_decide(request: HttpRequest, pk: uuid.UUID) -> Episodio:
    if not puo_decidere(request.ctx):
        raise Http404
    return _episodio(request, pk)


def _attuale(episodio: Episodio) -> str:
    return _ultimo(episodio.datore_id, episodio.provincia)


def _ultimo(datore: uuid.UUID, provincia: str) -> str:
    """The page of the latest episode: an act may have closed the one it was recorded from."""
    ultimo = Episodio.objects.filter(datore=datore, provincia=provincia).order_by("-dal").first()
    return reverse("posizione:episodio", args=[ultimo.pk]) if ultimo else reverse("posizione:episodi")
