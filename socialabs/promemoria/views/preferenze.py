"""What one chooses to receive, by kind of deadline or for all at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.promemoria import azioni
from socialabs.promemoria.argomenti import argomenti_di
from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.forms import PreferenzaForm
from socialabs.promemoria.models import Preferenza
from socialabs.promemoria.permessi import puo_scegliere
from socialabs.promemoria.preferenze import Scelta, scelte


PER_TUTTI = "tutti"


@require_http_methods(["GET", "POST"])
@una_volta_sola
def preferenze(request: HttpRequest) -> HttpResponse:
    """Not in assistance: nobody chooses in another's place."""
    if not puo_scegliere(request.ctx):
        raise PermissionDenied
    per_tutti = request.POST if PER_TUTTI in request.POST else None
    uno_per_uno = request.POST if request.method == "POST" and per_tutti is None else None
    generale = PreferenzaForm(per_tutti, tipo=None, scelta=_generale(request), prefisso=PER_TUTTI)
    moduli = _moduli(request, uno_per_uno)
    if per_tutti is not None and generale.is_valid():
        with transaction.atomic():
            azioni.ripristina_preferenze(request.ctx)
            _scrivi(request, "", generale.scelti)
        return _salvate(request)
    if uno_per_uno is not None and all(modulo.is_valid() for modulo in moduli):
        with transaction.atomic():
            for modulo in moduli:
                if modulo.scelti != modulo.scelta:
                    _scrivi(request, modulo.tipo.chiave, modulo.scelti)
        return _salvate(request)
    contesto = {
        "generale": generale,
        "moduli": moduli,
        "scelte": Preferenza.objects.visible_to(request.ctx).exists(),
        "briciole": [(_("Profilo"), reverse("utenti:profilo")), (_("Promemoria"), "")],
    }
    return render(request, "promemoria/preferenze.html", contesto, status=422 if request.method == "POST" else 200)


@require_POST
def ripristina(request: HttpRequest) -> HttpResponse:
    azioni.ripristina_preferenze(request.ctx)
    messages.success(request, _("I promemoria arrivano di nuovo come all'inizio: tutti, appena serve."))
    return redirect("promemoria:preferenze")


def _moduli(request: HttpRequest, dati: object) -> list[PreferenzaForm]:
    """One for each kind that concerns any of the person's roles; duties first, as they are no choice."""
    tipi = argomenti_di(appartenenza.ruolo for appartenenza in request.appartenenze)
    attuali = scelte(request.ctx.utente.pk, tipi)
    ordinati = sorted(tipi, key=lambda tipo: not tipo.dovere)
    return [
        PreferenzaForm(dati, tipo=tipo, scelta=attuali[tipo.chiave], prefisso=f"argomento-{tipo.chiave}")
        for tipo in ordinati
    ]


def _generale(request: HttpRequest) -> Scelta:
    scritta = Preferenza.objects.visible_to(request.ctx).filter(tipo="").first()
    if scritta is None:
        return Scelta(frozenset(Canale), Frequenza.SUBITO)
    return Scelta(frozenset(c for c in Canale if getattr(scritta, c.value)), Frequenza(scritta.frequenza))


def _scrivi(request: HttpRequest, tipo: str, scelta: Scelta) -> None:
    azioni.imposta_preferenza(request.ctx, tipo=tipo, canali=scelta.canali, frequenza=scelta.frequenza)


def _salvate(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Preferenze salvate."))
    return redirect("promemoria:preferenze")
