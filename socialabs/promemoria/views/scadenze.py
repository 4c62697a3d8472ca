"""The list of deadlines, and one of them with what may be decided of it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.promemoria import azioni
from socialabs.promemoria.calendario import calendario
from socialabs.promemoria.elenchi import ElencoScadenze
from socialabs.promemoria.forms import DecisioneForm, FattaForm, RimandaForm
from socialabs.promemoria.lettura import Letta, con_pubblici, leggi, puo_riaprire
from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.parole import perche
from socialabs.promemoria.storia import storia_di
from socialabs.utenti.errori import NonPossibile


FATTA, RIMANDA, RIAPRI = "fatta", "rimanda", "riapri"
ELENCO = "elenco"


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = ElencoScadenze(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    giorno = oggi()
    anno, settimana, _giorno = giorno.isocalendar()
    contesto = {
        "mese": reverse("promemoria:mese", args=[giorno.year, giorno.month]),
        "settimana": reverse("promemoria:settimana", args=[anno, settimana]),
        "briciole": [(_("Scadenze"), "")],
    }
    return elenco.risposta("promemoria/elenco.html", "promemoria/_elenco.html", contesto)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def scadenza(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What, for whom, when and why; a POST decides, by the button that was pressed."""
    letta = _letta(request, pk)
    moduli = {nome: _modulo(request, nome, modulo, letta.scadenza) for nome, modulo in MODULI.items()}
    inviato = next((nome for nome, modulo in moduli.items() if modulo.is_bound), None)
    if inviato is None or not moduli[inviato].is_valid():
        return _pagina(request, letta, moduli, status=422 if inviato else 200)
    try:
        with transaction.atomic():
            FA[inviato](request, letta.scadenza, moduli[inviato].cleaned_data)
    except (ConflittoVersione, TransizioneNonAmmessa):
        attuale = _letta(request, pk)
        moduli[inviato].rileggi(attuale.scadenza.versione)
        return _pagina(request, attuale, moduli, status=409, conflitto=True)
    except NonPossibile as errore:
        moduli[inviato].add_error(None, str(errore))
        return _pagina(request, letta, moduli, status=422)
    messages.success(request, DETTO[inviato]())
    return redirect("promemoria:elenco") if ELENCO in request.POST else redirect("promemoria:scadenza", pk)


@require_GET
def ics(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One deadline for a calendar program: its neutral title, its day, the address of its page."""
    trovata = get_object_or_404(Scadenza.objects.visible_to(request.ctx), pk=pk)
    risposta = HttpResponse(calendario([trovata]), content_type="text/calendar; charset=utf-8")
    risposta["Content-Disposition"] = f'attachment; filename="scadenza-{trovata.giorno:%Y-%m-%d}.ics"'
    return risposta


def _letta(request: HttpRequest, pk: uuid.UUID) -> Letta:
    visibili = con_pubblici(Scadenza.objects.visible_to(request.ctx), request.ctx).select_related("deciso_da")
    return leggi(request.ctx, [get_object_or_404(visibili, pk=pk)])[0]


def _modulo(request: HttpRequest, nome: str, modulo: type[DecisioneForm], scadenza: Scadenza) -> DecisioneForm:
    return modulo(request.POST if nome in request.POST else None, scadenza=scadenza, prefix=nome)


def _pagina(
    request: HttpRequest, letta: Letta, moduli: dict[str, DecisioneForm], *, status: int, conflitto: bool = False
) -> HttpResponse:
    scadenza = letta.scadenza
    miei = Promemoria.objects.filter(scadenza=scadenza, utente=request.ctx.utente.pk).select_related("avviso")
    contesto = {
        "letta": letta,
        "scadenza": scadenza,
        "perche": perche(scadenza),
        "promemoria": miei.order_by("giorno"),
        "storia": storia_di(scadenza),
        "destinazioni": scadenza.destinazioni.select_related("organizzazione", "utente").order_by("pubblico"),
        "puo_decidere": letta.segnabile and scadenza.da_fare,
        "puo_riaprire": puo_riaprire(letta),
        "conflitto": conflitto,
        "briciole": [(_("Scadenze"), reverse("promemoria:elenco")), (scadenza.titolo, "")],
        **moduli,
    }
    return render(request, "promemoria/scadenza.html", contesto, status=status)


# --- the verbs, by the name of their button -------------------------------------------------------------------------
def _fatta(request: HttpRequest, scadenza: Scadenza, dati: dict[str, Any]) -> None:
    azioni.segna_fatta(request.ctx, scadenza, versione_letta=dati["versione"], motivo=dati["motivo"])


def _rimanda(request: HttpRequest, scadenza: Scadenza, dati: dict[str, Any]) -> None:
    azioni.rimanda(request.ctx, scadenza, versione_letta=dati["versione"], al=dati["al"], motivo=dati["motivo"])


def _riapri(request: HttpRequest, scadenza: Scadenza, dati: dict[str, Any]) -> None:
    azioni.riapri(request.ctx, scadenza, versione_letta=dati["versione"])


MODULI: dict[str, type[DecisioneForm]] = {FATTA: FattaForm, RIMANDA: RimandaForm, RIAPRI: DecisioneForm}
FA: dict[str, Callable[[HttpRequest, Scadenza, dict[str, Any]], None]] = {
    FATTA: _fatta,
    RIMANDA: _rimanda,
    RIAPRI: _riapri,
}
DETTO: dict[str, Callable[[], str]] = {
    FATTA: lambda: _("Fatto: per questa scadenza non partono altri promemoria."),
    RIMANDA: lambda: _("Scadenza rimandata: il promemoria parte nel giorno scelto."),
    RIAPRI: lambda: _("Scadenza riaperta: i promemoria che mancano partono di nuovo."),
}
