"""The public calculator: answers in plain words, no account, nothing kept."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from collocamento import scheda
from collocamento.normativa import CifreNazionali
from collocamento.simulazioni.calcolatore import Esito, Risposte, rispondi
from collocamento.simulazioni.forms_calcolatore import DomandeForm
from collocamento.simulazioni.frasi import frasi
from collocamento.simulazioni.opportunita import mostrate
from socialabs.base.giorni import oggi
from socialabs.base.middleware import rifiuta_scritture
from socialabs.utenti.limiti import limitata


CALCOLI_AL_MINUTO = 30
FIGURE = ("base_art3", "quota_disabili", "base_art18", "quota_art18")


@login_not_required
@require_http_methods(["GET", "POST"])
@limitata("calcolatore", quante=CALCOLI_AL_MINUTO, secondi=60, metodi=frozenset({"POST"}))
@cache_control(no_store=True, private=True)
def calcolatore(request: HttpRequest) -> HttpResponse:
    """The questions; sent, the same page with the answer. A POST writes no more than a GET may."""
    form = DomandeForm(request.POST or None)
    with connection.execute_wrapper(rifiuta_scritture):
        dati = {"form": form, "opportunita": mostrate(oggi()), "briciole": [(_("Calcolatore"), "")]}
        if form.is_valid():
            dati |= _risposta(form.risposte)
        return render(request, "simulazioni/calcolatore.html", dati, status=422 if form.errors else 200)


def _risposta(risposte: Risposte) -> dict[str, Any]:
    esito: Esito = rispondi(risposte, oggi())
    return {
        "esito": esito,
        "giorno": oggi(),
        "frasi": frasi(risposte, esito),
        "figure": [_figura(esito.cifre, nome) for nome in FIGURE],
    }


def _figura(cifre: CifreNazionali, nome: str) -> dict[str, Any]:
    passi = scheda.passi_resi([passo.as_dict() for passo in cifre.passi[nome]], {})
    return {"etichetta": scheda.ETICHETTE[nome], "valore": getattr(cifre, nome), "passi": passi}
