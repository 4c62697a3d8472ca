"""The table's home: the next meeting, what awaits whoever opens it, the last decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tavolo.attese import in_attesa, prossima_seduta
from tavolo.models import Decisione, EnteMembro, Regolamento, Seduta
from tavolo.permessi import puo_leggere_tutto, puo_scrivere
from tavolo.views.comune import per_il_tavolo


ULTIME = 5


@require_GET
@per_il_tavolo
def home(request: HttpRequest) -> HttpResponse:
    ctx = request.ctx
    sedute = Seduta.objects.visible_to(ctx)
    decisioni = Decisione.objects.visible_to(ctx).select_related("punto__seduta__gruppo")
    dati = {
        "prossima": prossima_seduta(ctx),
        "attese": in_attesa(ctx),
        "decisioni": decisioni[:ULTIME],
        "vuoto": not sedute.exists(),
        "ha_enti": EnteMembro.objects.visible_to(ctx).exists(),
        "regole": Regolamento.objects.in_vigore(),
        "puo_scrivere": puo_scrivere(ctx),
        "legge_tutto": puo_leggere_tutto(ctx),
        "scheda": "home",
    }
    return render(request, "tavolo/home.html", dati)
