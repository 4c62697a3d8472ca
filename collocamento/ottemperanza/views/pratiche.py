"""The office's list of requests, and one request from its arrival to its answer."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.ottemperanza.azioni import arrivo, istruttoria
from collocamento.ottemperanza.azioni.evasione import documento_di
from collocamento.ottemperanza.elenchi import PRATICHE, ElencoPratiche
from collocamento.ottemperanza.enums import ESITI, Esito, Stato
from collocamento.ottemperanza.forms import MotivoForm, RegistraVerificaForm, RispostaForm
from collocamento.ottemperanza.models import Pratica
from collocamento.ottemperanza.permessi import puo_firmare, puo_leggere_esito, puo_preparare, puo_vedere_elenco
from collocamento.ottemperanza.views.comune import briciole_del_datore, rifiuti, solo_se
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.models import Documento
from socialabs.lavori.models import Lavoro
from socialabs.registro import registra_evento
from socialabs.registro.storia import storia_di


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    solo_se(puo_vedere_elenco(request.ctx))
    elenco = ElencoPratiche(request, Pratica.objects.visible_to(request.ctx))
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {
        "puo_preparare": puo_preparare(request.ctx),
        "briciole": [(_("Ottemperanza"), "")],
    }
    return elenco.risposta("ottemperanza/elenco.html", "ottemperanza/_pratiche.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many and by which filters, without the text that was searched."""
    solo_se(puo_vedere_elenco(request.ctx) and formato in FORMATI)
    elenco = ElencoPratiche(request, Pratica.objects.visible_to(request.ctx))
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="ottemperanza.pratica", dettagli=dettagli)
    return elenco.scarica(formato, PRATICHE, "ottemperanza", _("Pratiche di ottemperanza"))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def nuova(request: HttpRequest) -> HttpResponse:
    """Register the check that a body has asked for by certified mail."""
    solo_se(puo_preparare(request.ctx))
    form = RegistraVerificaForm(request.POST if request.method == "POST" else None, initial={"ricevuta_il": oggi()})
    if request.method == "POST" and form.is_valid():
        pratica = arrivo.registra_verifica(
            domanda=form.domanda(),
            ricevuta_il=form.cleaned_data["ricevuta_il"],
            protocollo=form.cleaned_data["protocollo"],
            ctx=request.ctx,
        )
        messages.success(request, _("Richiesta registrata."))
        return redirect(pratica)
    briciole = [(_("Ottemperanza"), reverse("ottemperanza:elenco")), (_("Registra una verifica"), "")]
    contesto = {"form": form, "briciole": briciole}
    return render(request, "ottemperanza/nuova.html", contesto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def pratica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request. What may be done next depends on its state and on who looks; each verb is a button of its own."""
    righe = Pratica.objects.visible_to(request.ctx).select_related(
        "datore__organizzazione", "in_carico_a", "decisa_da", "chiesta_da"
    )
    riga = get_object_or_404(righe, pk=pk)
    moduli = {
        "risposta": RispostaForm(request.POST if "proponi" in request.POST else None, pratica=riga),
        "ritorno": MotivoForm(request.POST if "restituisci" in request.POST else None, prefix="ritorno"),
        "chiusura": MotivoForm(request.POST if "archivia" in request.POST else None, prefix="chiusura"),
    }
    if request.method == "POST":
        solo_se(puo_preparare(request.ctx))
        if risposta := _esegui(request, riga, moduli):
            return risposta
    else:
        registra_evento(request.ctx, "ottemperanza.letta", tipo="ottemperanza.pratica", oggetto_id=riga.pk)
    guasto = any(modulo.errors for modulo in moduli.values())
    stato = 422 if guasto else 409 if request.method == "POST" else 200
    return render(request, "ottemperanza/pratica.html", _contesto(request, riga, moduli), status=stato)


def _contesto(request: HttpRequest, pratica: Pratica, moduli: dict) -> dict:
    ctx = request.ctx
    prepara, firma = puo_preparare(ctx), puo_firmare(ctx)
    return {
        "pratica": pratica,
        **moduli,
        "legge_esito": puo_leggere_esito(ctx, pratica),
        "dell_ufficio": puo_vedere_elenco(ctx),
        "puo_prendere": prepara and pratica.stato == Stato.RICEVUTA,
        "puo_proporre": prepara and pratica.stato == Stato.IN_ISTRUTTORIA,
        "puo_firmare": firma and pratica.stato == Stato.PROPOSTA,
        "puo_riemettere": firma and pratica.stato == Stato.DECISA,
        "puo_archiviare": prepara and pratica.stato in (Stato.RICEVUTA, Stato.IN_ISTRUTTORIA, Stato.PROPOSTA),
        "diverso": bool(pratica.condizione) and pratica.esito != ESITI[pratica.condizione],
        "documento": _documento(request, pratica),
        "storia": storia_di(pratica) if prepara else [],
        "briciole": _briciole(request, pratica),
    }


def _documento(request: HttpRequest, pratica: Pratica) -> Documento | None:
    """The answer's document, for who may read documents of its kind."""
    documento = documento_di(pratica)
    leggibile = documento and Documento.objects.visible_to(request.ctx).filter(pk=documento.pk).exists()
    return documento if leggibile else None


def _briciole(request: HttpRequest, pratica: Pratica) -> list[tuple[str, str]]:
    if puo_vedere_elenco(request.ctx):
        return [(_("Ottemperanza"), reverse("ottemperanza:elenco")), (pratica.azienda, "")]
    return briciole_del_datore(pratica.datore, (pratica.get_tipo_display(), ""))


# --- the verbs -----------------------------------------------------------------------------------------------------
def _esegui(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse | None:
    """Do what the button says; None when it was refused, with the reason in a form or in a message."""
    for nome, verbo in VERBI.items():
        if nome in request.POST:
            return verbo(request, pratica, moduli)
    raise BadRequest("no known verb")


def _prendi(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse:
    with rifiuti(request):
        istruttoria.prendi_in_carico(pratica=pratica, ctx=request.ctx)
    return redirect(pratica)


def _valuta(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse:
    with rifiuti(request):
        istruttoria.valuta_di_nuovo(pratica=pratica, ctx=request.ctx)
        messages.success(request, _("Esito e motivi sono quelli delle cifre di oggi."))
    return redirect(pratica)


def _proponi(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse | None:
    form = moduli["risposta"]
    if form.is_valid():
        dati = form.cleaned_data
        with rifiuti(request, form):
            istruttoria.proponi(
                pratica=pratica,
                esito=Esito(dati["esito"]),
                motivi=dati["motivi"],
                note=dati["note"],
                versione_letta=dati["versione"],
                ctx=request.ctx,
            )
            messages.success(request, _("La risposta è alla firma del responsabile."))
    return None if form.errors else redirect(pratica)


def _restituisci(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse | None:
    solo_se(puo_firmare(request.ctx))
    return _con_motivo(request, pratica, moduli["ritorno"], istruttoria.restituisci)


def _archivia(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse | None:
    return _con_motivo(request, pratica, moduli["chiusura"], istruttoria.archivia)


def _con_motivo(
    request: HttpRequest, pratica: Pratica, form: MotivoForm, verbo: Callable[..., Pratica]
) -> HttpResponse | None:
    if form.is_valid():
        with rifiuti(request, form):
            verbo(pratica=pratica, motivo=form.cleaned_data["motivo"], ctx=request.ctx)
    return None if form.errors else redirect(pratica)


def _decidi(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse:
    solo_se(puo_firmare(request.ctx))
    lavoro: Lavoro | None = None
    with rifiuti(request):
        lavoro = istruttoria.decidi(pratica=pratica, versione_letta=_versione(request), ctx=request.ctx)
    return redirect(lavoro or pratica)


def _riemetti(request: HttpRequest, pratica: Pratica, moduli: dict) -> HttpResponse:
    solo_se(puo_firmare(request.ctx) and pratica.stato == Stato.DECISA)
    lavoro: Lavoro | None = None
    with rifiuti(request):
        lavoro = istruttoria.avvia_emissione(pratica=pratica, ctx=request.ctx)
    return redirect(lavoro or pratica)


def _versione(request: HttpRequest) -> int:
    testo = request.POST.get("versione", "")
    if not testo.isdecimal():
        raise Http404
    return int(testo)


VERBI: dict[str, Callable[[HttpRequest, Pratica, dict], HttpResponse | None]] = {
    "prendi": _prendi,
    "valuta": _valuta,
    "proponi": _proponi,
    "restituisci": _restituisci,
    "archivia": _archivia,
    "decidi": _decidi,
    "riemetti": _riemetti,
}
