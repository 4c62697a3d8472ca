"""One's inbox. Reading a page marks nothing: a button does, and it leads on to the deadline."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from socialabs.promemoria import azioni
from socialabs.promemoria.elenchi import ElencoAvvisi
from socialabs.promemoria.lettura import con_pubblici, leggi
from socialabs.promemoria.models import Avviso, Scadenza
from socialabs.promemoria.permessi import puo_leggere_casella, puo_reinviare, puo_scegliere


# An item names so many deadlines; the others are in the list.
RIGHE = 50
DA_LEGGERE = "da_leggere"


@require_GET
def casella(request: HttpRequest) -> HttpResponse:
    elenco = ElencoAvvisi(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {
        "non_letti": Avviso.objects.casella_di(request.ctx).non_letti().order_by().count(),
        "puo_segnare": puo_scegliere(request.ctx),
        "briciole": [(_("Avvisi"), "")],
    }
    return elenco.risposta("promemoria/avvisi.html", "promemoria/_avvisi.html", contesto)


@require_GET
def avviso(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What one item tells: here the mails lead."""
    trovato = _visibile(request, pk)
    scadenze = _scadenze(request, trovato)
    contesto = {
        "avviso": trovato,
        "lette": leggi(request.ctx, scadenze[:RIGHE]),
        "altre": max(0, len(scadenze) - RIGHE),
        "puo_segnare": puo_leggere_casella(request.ctx, trovato),
        "puo_reinviare": puo_reinviare(request.ctx, trovato),
        "briciole": [(_("Avvisi"), reverse("promemoria:avvisi")), (trovato.titolo, "")],
    }
    return render(request, "promemoria/avviso.html", contesto)


@require_POST
def apri(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark it as read and go to its deadline, or to the item where it tells of several."""
    trovato = _visibile(request, pk)
    azioni.segna_letto(request.ctx, trovato)
    scadenze = _scadenze(request, trovato)
    return redirect("promemoria:scadenza", scadenze[0].pk) if len(scadenze) == 1 else redirect("promemoria:avviso", pk)


@require_POST
def segna(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark it as read, or as still to read."""
    azioni.segna_letto(request.ctx, _visibile(request, pk), letto=DA_LEGGERE not in request.POST)
    return redirect("promemoria:avvisi")


@require_POST
def segna_tutti(request: HttpRequest) -> HttpResponse:
    quanti = azioni.segna_tutti_letti(request.ctx)
    frase = ngettext("%(n)d avviso segnato come letto.", "%(n)d avvisi segnati come letti.", quanti)
    messages.success(request, frase % {"n": quanti})
    return redirect("promemoria:avvisi")


def _visibile(request: HttpRequest, pk: uuid.UUID) -> Avviso:
    return get_object_or_404(Avviso.objects.visible_to(request.ctx).select_related("utente"), pk=pk)


def _scadenze(request: HttpRequest, avviso: Avviso) -> list[Scadenza]:
    """Those of an item that its reader still sees: a mandate may have ended since."""
    sue = Scadenza.objects.visible_to(request.ctx).filter(promemoria__avviso=avviso).distinct()
    return list(con_pubblici(sue.con_giorno(), request.ctx))
