"""The review: sent to members, comments with an account or by the personal link, their treatment."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from tavolo.azioni import revisione as azioni
from tavolo.azioni import verbali
from tavolo.controlli import avvertenze
from tavolo.enums import VERBALE_APERTO, StatoSeduta, Trattamento
from tavolo.forms.verbali import InviaForm, OsservaForm, OsservaPerForm, TrattaForm
from tavolo.models import BranoVerbale, InvioVerbale, Osservazione, Partecipante, Verbale
from tavolo.pagina_verbale import commenti_di
from tavolo.permessi import puo_osservare
from tavolo.redline import confronta
from tavolo.resoconto import resoconto, testi
from tavolo.views.atti import rifiuti, solo_segreteria, verbale_visibile
from tavolo.views.comune import briciole


def _briciole(verbale: Verbale, ultima: str) -> list[tuple[str, str]]:
    return briciole(
        (_("Verbali"), reverse("tavolo:verbali")),
        (str(verbale.seduta), reverse("tavolo:verbale", args=[verbale.pk])),
        (ultima, ""),
    )


@require_http_methods(["GET", "POST"])
@una_volta_sola
def invia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who will be written to, until when they may comment, what to look at first; then the button."""
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    form = InviaForm(request.POST or None, initial={"entro": verbali.termine_proposto(verbale.seduta)})
    if request.method == "POST" and form.is_valid():
        with rifiuti(request, form):
            verbali.invia_in_revisione(verbale=verbale, entro=form.cleaned_data["entro"], ctx=request.ctx)
            messages.success(request, _("Verbale inviato ai componenti."))
            return redirect("tavolo:verbale", pk)
    persone = azioni.destinatari(verbale.seduta)
    contesto = {
        "verbale": verbale,
        "form": form,
        "persone": [p for p in persone if p.indirizzo],
        "senza_indirizzo": [p for p in persone if not p.indirizzo],
        "avvertenze": avvertenze(*testi(resoconto(verbale, pubblico=False))),
        "scheda": "verbali",
        "briciole": _briciole(verbale, _("Invio ai componenti")),
    }
    return render(request, "tavolo/verbale/invia.html", contesto, status=422 if form.errors else 200)


# --- comments -----------------------------------------------------------------------------------------------------
@require_POST
@una_volta_sola
def osserva(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The comment of a member who has signed in."""
    verbale = verbale_visibile(request, pk)
    if not puo_osservare(request.ctx, verbale.seduta):
        raise Http404
    form = OsservaForm(request.POST, verbale=verbale)
    if form.is_valid():
        persona = Partecipante.objects.get(utente=request.user)
        with rifiuti(request):
            azioni.osserva(verbale=verbale, partecipante=persona, ctx=request.ctx, **form.cleaned_data)
            messages.success(request, _("Osservazione registrata: la segreteria dirà come l'ha trattata."))
        return redirect(reverse("tavolo:verbale", args=[pk]) + "#osservazioni")
    contesto = {
        "verbale": verbale,
        "form": form,
        "scheda": "verbali",
        "briciole": _briciole(verbale, _("Osservazione")),
    }
    return render(request, "tavolo/verbale/osserva.html", contesto, status=422)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def osserva_per(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The secretariat writes down what a member said by telephone or by letter."""
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    form = OsservaPerForm(request.POST or None, verbale=verbale)
    if request.method == "POST" and form.is_valid():
        with rifiuti(request, form):
            azioni.osserva(verbale=verbale, ctx=request.ctx, **form.cleaned_data)
            messages.success(request, _("Osservazione registrata."))
            return redirect(reverse("tavolo:verbale", args=[pk]) + "#osservazioni")
    contesto = {
        "verbale": verbale,
        "form": form,
        "per": True,
        "scheda": "verbali",
        "briciole": _briciole(verbale, _("Osservazione")),
    }
    return render(request, "tavolo/verbale/osserva.html", contesto, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def personale(request: HttpRequest, segreto: str) -> HttpResponse:
    """The minutes for who received their link by mail: reading changes nothing, only the button writes."""
    invio = azioni.trova_per_segreto(segreto)
    if invio is None or invio.verbale.seduta.stato == StatoSeduta.VERBALE_BOZZA:
        return render(request, "tavolo/verbale/collegamento_scaduto.html", status=404)
    verbale = invio.verbale
    form = OsservaForm(request.POST or None, verbale=verbale)
    if request.method == "POST" and form.is_valid():
        with rifiuti(request, form):
            azioni.osserva(
                verbale=verbale,
                partecipante=invio.partecipante,
                ctx=request.ctx,
                dal_collegamento=True,
                **form.cleaned_data,
            )
            messages.success(request, _("Osservazione registrata: la segreteria dirà come l'ha trattata."))
            return redirect("tavolo:verbale_personale", segreto)
    return render(
        request, "tavolo/verbale/personale.html", _personale(invio, form), status=422 if form.errors else 200
    )


def _personale(invio: InvioVerbale, form: OsservaForm) -> dict[str, Any]:
    verbale = invio.verbale
    aperto = verbale.seduta.stato == StatoSeduta.IN_REVISIONE and verbale.osservazioni_entro >= oggi()
    proprie = Osservazione.objects.filter(verbale=verbale, partecipante=invio.partecipante)
    return {
        "verbale": verbale,
        "invio": invio,
        "contenuto": resoconto(verbale, pubblico=True),
        "commenti": [c for righe in commenti_di(proprie.select_related("punto")).values() for c in righe],
        "form": form if aperto else None,
    }


# --- treatment ----------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@una_volta_sola
def tratta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A comment beside the text that it is about; the answer, and the text as it becomes."""
    solo_segreteria(request)
    righe = Osservazione.objects.visible_to(request.ctx).select_related(
        "verbale__seduta__gruppo", "punto", "partecipante"
    )
    osservazione = get_object_or_404(righe, pk=pk)
    verbale = osservazione.verbale
    brano = BranoVerbale.objects.filter(verbale=verbale, punto=osservazione.punto).first()
    originale = brano.testo if brano else ""
    form = TrattaForm(request.POST or None, instance=osservazione, brano=brano)
    if request.method == "POST" and form.is_valid():
        with rifiuti(request, form), vincoli_nel_modulo(form, Osservazione):
            if _tratta(request, form, brano):
                messages.success(request, _("Osservazione trattata."))
                return redirect(reverse("tavolo:verbale", args=[verbale.pk]) + "#osservazioni")
    contesto = {
        "verbale": verbale,
        "osservazione": osservazione,
        "form": form,
        "originale": originale,
        "mutato": confronta(osservazione.testo_di_partenza, originale)
        if originale != osservazione.testo_di_partenza
        else [],
        "aperto": verbale.seduta.stato in VERBALE_APERTO,
        "scheda": "verbali",
        "briciole": _briciole(verbale, _("Osservazione")),
    }
    return render(request, "tavolo/verbale/tratta.html", contesto, status=422 if form.errors else 200)


def _tratta(request: HttpRequest, form: TrattaForm, brano: BranoVerbale | None) -> bool:
    dati = form.cleaned_data
    cambia = brano is not None and dati["testo"] != brano.testo
    if cambia:
        brano.testo = dati["testo"]
    try:
        azioni.tratta_osservazione(
            osservazione=form.instance,
            trattamento=Trattamento(dati["trattamento"]),
            risposta=dati["risposta"],
            brano=brano if cambia else None,
            versione_letta=dati.get("versione") or 0,
            ctx=request.ctx,
        )
    except ConflittoVersione as conflitto:
        form.add_error(
            "testo",
            _("Un'altra persona ha cambiato il testo del punto, che ora dice: «%(testo)s»")
            % {"testo": conflitto.attuale.testo},
        )
        form.data = form.data.copy()
        form.data["versione"] = conflitto.attuale.versione
        return False
    return True
