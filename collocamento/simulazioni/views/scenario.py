"""One scenario: read it, change it (every POST is kept), copy it, share it, delete it."""

import uuid
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collocamento.simulazioni import azioni, pagina
from collocamento.simulazioni.forms import AggiungiForm, CondivisioneForm
from collocamento.simulazioni.models import Condivisione, Scenario
from collocamento.simulazioni.permessi import puo_condividere, puo_modificare
from collocamento.simulazioni.scrittura import Scrittura
from collocamento.simulazioni.views.comune import briciole, esigi, scenario_di, simula
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo


@require_http_methods(["GET", "POST"])
def scenario(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The comparison and, for who may change it, its form; a POST is saved right or wrong, then computed if right."""
    letto = scenario_di(request, pk)
    modifica = puo_modificare(request.ctx, letto)
    if request.method == "POST":
        esigi(modifica)
        return _scrivi(request, letto)
    scrittura = Scrittura.letta(letto) if modifica else None
    return render(request, "simulazioni/scenario.html", _contesto(request, letto, scrittura))


def _scrivi(request: HttpRequest, letto: Scenario) -> HttpResponse:
    scrittura = Scrittura.inviata(copy(letto), request.POST)
    nuovo = scrittura.scenario
    if "copia" in request.POST:
        nome = _("%(nome)s (copia)") % {"nome": nuovo.nome}
        return redirect("simulazioni:scenario", azioni.duplica(scenario=nuovo, nome=nome[:120], ctx=request.ctx).pk)
    try:
        azioni.salva(scenario=nuovo, versione_letta=scrittura.versione_letta, pagina=scrittura.pagina, ctx=request.ctx)
    except ConflittoVersione as conflitto:
        scrittura.segnala_conflitto(conflitto.attuale)
    if "HX-Request" in request.headers:
        risposta = render(
            request, "simulazioni/_esito.html", _contesto(request, nuovo, scrittura) | {"parziale": True}
        )
        patch_vary_headers(risposta, ["HX-Request"])
        return risposta
    if scrittura.corretta and not scrittura.conflitto:
        ancora = f"#riga-{scrittura.aggiunta}" if scrittura.aggiunta is not None else "#esito"
        return redirect(reverse("simulazioni:scenario", args=[nuovo.pk]) + ancora)
    return render(request, "simulazioni/scenario.html", _contesto(request, nuovo, scrittura), status=422)


@require_POST
@una_volta_sola
def duplica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A copy of one's own: also of a scenario that one may only read."""
    letto = scenario_di(request, pk)
    esigi(simula(request, letto.datore))
    nome = _("%(nome)s (copia)") % {"nome": letto.nome}
    copia = azioni.duplica(scenario=letto, nome=nome[:120], ctx=request.ctx)
    messages.success(request, _("Copia creata."))
    return redirect("simulazioni:scenario", copia.pk)


@require_POST
@una_volta_sola
def elimina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    letto = scenario_di(request, pk)
    esigi(puo_modificare(request.ctx, letto))
    azioni.elimina(scenario=letto, ctx=request.ctx)
    messages.success(request, _("Simulazione eliminata."))
    return redirect("simulazioni:elenco", letto.datore_id)


@require_POST
@una_volta_sola
def riparti(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same changes on the position of today."""
    letto = scenario_di(request, pk)
    esigi(puo_modificare(request.ctx, letto) and not letto.da_zero)
    try:
        azioni.riparti(scenario=letto, ctx=request.ctx)
    except azioni.SenzaPartenza:
        messages.error(request, _("Il personale dell'azienda non è più noto: la simulazione resta com'era."))
    else:
        messages.success(request, _("La simulazione ora parte dai dati di oggi."))
    return redirect("simulazioni:scenario", letto.pk)


@require_POST
@una_volta_sola
def condividi(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    letto = scenario_di(request, pk)
    esigi(puo_condividere(request.ctx, letto))
    form = CondivisioneForm(request.POST)
    if form.is_valid():
        with vincoli_nel_modulo(form, Condivisione):
            azioni.condividi(scenario=letto, messaggio=form.cleaned_data["messaggio"], ctx=request.ctx)
    if not form.is_valid():
        contesto = _contesto(request, letto, Scrittura.letta(letto)) | {"condivisione_form": form}
        return render(request, "simulazioni/scenario.html", contesto, status=422)
    messages.success(request, _("L'ufficio ora può leggere questa simulazione."))
    return redirect("simulazioni:scenario", letto.pk)


@require_POST
@una_volta_sola
def revoca(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    letto = scenario_di(request, pk)
    esigi(puo_condividere(request.ctx, letto))
    azioni.revoca(scenario=letto, ctx=request.ctx)
    messages.success(request, _("L'ufficio non può più leggere questa simulazione."))
    return redirect("simulazioni:scenario", letto.pk)


def _contesto(request: HttpRequest, scenario: Scenario, scrittura: Scrittura | None) -> dict[str, Any]:
    return {
        "datore": scenario.datore,
        "scenario": scenario,
        "titolo": scenario.nome,
        "scrittura": scrittura,
        "aggiungi": AggiungiForm(),
        "condivisione": scenario.condivisioni.aperte().select_related("condivisa_da").first(),
        "condivisione_form": CondivisioneForm(),
        "puo_condividere": puo_condividere(request.ctx, scenario),
        "puo_simulare": simula(request, scenario.datore),
        "partenza_cambiata": pagina.partenza_cambiata(scenario),
        "briciole": briciole(
            request,
            scenario.datore,
            (_("Simulazioni"), reverse("simulazioni:elenco", args=[scenario.datore_id])),
            (scenario.nome, ""),
        ),
        **pagina.contesto(scenario),
    }
