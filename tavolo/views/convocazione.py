"""The convocation seen by the secretariat: who, with what letter, who received it and what they answered."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.lavori.models import Lavoro
from tavolo import ical, lettera
from tavolo.azioni import convocazioni, invio, sedute
from tavolo.convocati import Convocati
from tavolo.documenti import CONVOCAZIONE, DA_CONVOCARE, convocazioni_emesse
from tavolo.enums import DA_TENERE, StatoSeduta
from tavolo.forms.convocazione import ConsegnaForm, OspiteForm, ProvaPecForm
from tavolo.models import Convocazione, Seduta
from tavolo.permessi import puo_leggere_tutto, puo_scrivere
from tavolo.views.rifiuti import briciole_della_seduta, rifiuti, seduta_di, solo_se


@require_GET
def convocazione(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = seduta_di(request, pk)
    solo_se(puo_leggere_tutto(request.ctx))
    scrive = puo_scrivere(request.ctx)
    da_convocare = seduta.stato in {StatoSeduta.PIANIFICATA, StatoSeduta.RINVIATA} and scrive
    avvisabile = seduta.stato in invio.AVVISABILE and scrive
    dati = {
        "seduta": seduta,
        "convocati": Convocati.di(seduta),
        "ostacoli": sedute.ostacoli_alla_convocazione(seduta) if da_convocare else [],
        "puo_convocare": da_convocare,
        "puo_avvisare": avvisabile,
        "puo_registrare": avvisabile and seduta.stato != StatoSeduta.ANNULLATA,
        "da_avvisare": invio.da_avvisare(seduta).count() if avvisabile else 0,
        "lavoro": Lavoro.objects.filter(chiave_unica=invio.chiave_del_lavoro(seduta)).first(),
        "lettera": lettera.contenuto(seduta),
        "oggetto": lettera.oggetto(seduta),
        "emesse": convocazioni_emesse(seduta),
        "da_emettere": CONVOCAZIONE if scrive and seduta.stato in DA_CONVOCARE else "",
        "ospite": OspiteForm(seduta=seduta) if scrive and seduta.stato in DA_TENERE else None,
        "briciole": briciole_della_seduta(seduta, (_("Convocazione"), "")),
    }
    return render(request, "tavolo/convocazione/pagina.html", dati)


@require_POST
@una_volta_sola
def convoca(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _da_scrivere(request, pk)
    with rifiuti(request):
        invio.convoca_e_avvisa(seduta=seduta, ctx=request.ctx)
        messages.success(request, _("Seduta convocata: le lettere stanno partendo."))
    return redirect("tavolo:convocazione", seduta.pk)


@require_POST
@una_volta_sola
def avvisa(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _da_scrivere(request, pk)
    with rifiuti(request):
        invio.avvisa(seduta=seduta, ctx=request.ctx)
        messages.success(request, _("Gli avvisi stanno partendo."))
    return redirect("tavolo:convocazione", seduta.pk)


@require_POST
@una_volta_sola
def reinvia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    riga = _riga(request, pk)
    with rifiuti(request):
        invio.reinvia(convocazione=riga, ctx=request.ctx)
        messages.success(request, _("Lettera inviata di nuovo: il collegamento precedente non vale più."))
    return redirect("tavolo:convocazione", riga.seduta_id)


@require_POST
@una_volta_sola
def ospite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _da_scrivere(request, pk)
    solo_se(seduta.stato in DA_TENERE)
    form = OspiteForm(request.POST, seduta=seduta)
    if form.is_valid():
        convocazioni.invita(seduta=seduta, partecipante=form.cleaned_data["partecipante"], ctx=request.ctx)
        messages.success(request, _("Ospite aggiunto: riceve la lettera con il prossimo invio."))
    else:
        messages.error(request, _("Scegli una persona fra quelle del tavolo che non sono già convocate."))
    return redirect("tavolo:convocazione", seduta.pk)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def consegna(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delivered without the portal's mail: the receipt of the certified one, or by hand on paper."""
    riga = _riga(request, pk)
    pec = ProvaPecForm(*_inviato(request, "pec"), prefix="pec")
    carta = ConsegnaForm(*_inviato(request, "carta")[:1], prefix="carta")
    for form, registra in ((pec, _registra_pec), (carta, _registra_carta)):
        if form.is_bound and form.is_valid():
            with rifiuti(request, form=form):
                registra(request, riga, form)
            if form.is_valid():
                messages.success(request, _("Consegna registrata."))
                return redirect("tavolo:convocazione", riga.seduta_id)
    dati = {
        "riga": riga,
        "pec": pec,
        "carta": carta,
        "briciole": briciole_della_seduta(riga.seduta, (_("Consegna della convocazione"), "")),
    }
    return render(request, "tavolo/convocazione/consegna.html", dati, status=_stato(pec, carta))


@require_GET
def calendario(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The meeting for one's own calendar."""
    return file_ics(seduta_di(request, pk))


def file_ics(seduta: Seduta) -> HttpResponse:
    risposta = HttpResponse(ical.calendario(seduta), content_type="text/calendar; charset=utf-8")
    risposta["Content-Disposition"] = f'attachment; filename="{ical.nome_del_file(seduta)}"'
    return risposta


def _registra_pec(request: HttpRequest, riga: Convocazione, form: ProvaPecForm) -> None:
    prova = form.cleaned_data["prova"]
    convocazioni.allega_prova_pec(
        convocazione=riga,
        contenuto=prova.file,
        nome=prova.name,
        consegnata_il=form.cleaned_data["consegnata_il"],
        ctx=request.ctx,
    )


def _registra_carta(request: HttpRequest, riga: Convocazione, form: ConsegnaForm) -> None:
    convocazioni.registra_consegna_su_carta(
        convocazione=riga, consegnata_il=form.cleaned_data["consegnata_il"], ctx=request.ctx
    )


def _inviato(request: HttpRequest, quale: str) -> tuple:
    return (request.POST, request.FILES) if quale in request.POST else (None, None)


def _stato(*forms: object) -> int:
    return 422 if any(form.errors for form in forms) else 200


def _da_scrivere(request: HttpRequest, pk: uuid.UUID) -> Seduta:
    solo_se(puo_scrivere(request.ctx))
    return seduta_di(request, pk)


def _riga(request: HttpRequest, pk: uuid.UUID) -> Convocazione:
    solo_se(puo_scrivere(request.ctx))
    righe = Convocazione.objects.visible_to(request.ctx).select_related(
        "seduta__gruppo", "seduta__presidente", "partecipante__utente", "seggio__ente__organizzazione", "prova"
    )
    return get_object_or_404(righe, pk=pk)
