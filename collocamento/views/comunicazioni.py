"""The letters to all the employers of a filtered list who have a gap: first who gets one, who does not and why."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collocamento.documenti import COMUNICAZIONE
from collocamento.elenchi import ORGANIZZAZIONE, ElencoObblighi
from collocamento.permessi import puo_comunicare
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.anteprima import bozza
from socialabs.documenti.azioni.documenti import chiedi_emissione
from socialabs.documenti.azioni.emissione import scegli
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import CartaIntestata
from socialabs.documenti.registro import tipo
from socialabs.registro import registra_evento


# Beyond, the list is to be narrowed: a batch is read again by who signs it.
MASSIMO = 2000


@require_http_methods(["GET", "POST"])
@una_volta_sola
def comunicazioni(request: HttpRequest) -> HttpResponse:
    if not puo_comunicare(request.ctx):
        raise Http404
    elenco = ElencoObblighi(request)
    righe = elenco.righe.values_list("prospetto", f"{ORGANIZZAZIONE}__denominazione")
    nomi = dict(righe[: MASSIMO + 1])
    suo = tipo(COMUNICAZIONE)
    congelati, esclusi = scegli(suo, request.ctx, list(nomi)) if len(nomi) <= MASSIMO else ({}, [])
    if request.method == "POST" and congelati:
        return redirect(chiedi_emissione(suo, list(congelati), ctx=request.ctx))
    contesto = {
        "elenco": elenco,
        "indietro": f"{reverse('collocamento:elenco')}?{elenco.interrogazione}",
        "troppi": len(nomi) > MASSIMO,
        "massimo": MASSIMO,
        "quanti": len(congelati),
        "motivi": _per_motivo(esclusi, nomi),
        "prima": nomi[next(iter(congelati))] if congelati else "",
        **_prova(request, congelati),
        "briciole": [
            (_("Obblighi L. 68/99"), reverse("collocamento:elenco")),
            (_("Comunicazioni di scopertura"), ""),
        ],
    }
    return render(request, "collocamento/comunicazioni.html", contesto)


def _per_motivo(esclusi: list, nomi: dict) -> list[tuple[str, list[str]]]:
    """Who is left out, reason by reason, the largest group first."""
    motivi: dict[str, list[str]] = defaultdict(list)
    for oggetto, motivo in esclusi:
        motivi[motivo].append(nomi[oggetto])
    return sorted(motivi.items(), key=lambda voce: -len(voce[1]))


def _prova(request: HttpRequest, congelati: dict) -> dict[str, Any]:
    """The first letter as it would be; noted in the register like a reading."""
    if not congelati:
        return {"anteprima": ""}
    oggetto, congelato = next(iter(congelati.items()))
    suo = tipo(COMUNICAZIONE)
    try:
        html = bozza(suo, congelato, CartaIntestata.objects.al(), ctx=request.ctx)
    except NonEmettibile as errore:
        messages.error(request, str(errore))
        return {"anteprima": ""}
    registra_evento(
        request.ctx, "documento.provato", tipo=suo.riferimento, oggetto_id=oggetto, etichetta=str(suo.titolo)
    )
    return {"anteprima": html}
