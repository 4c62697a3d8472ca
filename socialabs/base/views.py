"""The pages every role has: dashboard, search, and the texts of the house."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from socialabs.base.cruscotto import riquadri
from socialabs.base.ricerca import cerca


def cruscotto(request: HttpRequest) -> HttpResponse:
    return render(request, "base/cruscotto.html", {"riquadri": riquadri(request.ctx)})


def ricerca(request: HttpRequest) -> HttpResponse:
    testo = request.GET.get("q", "")
    dati = {"testo": testo, "esiti": cerca(request.ctx, testo), "briciole": [(_("Ricerca"), "")]}
    return render(request, "base/ricerca.html", dati)


@login_not_required
def accessibilita(request: HttpRequest) -> HttpResponse:
    return render(request, "base/accessibilita.html", {"briciole": [(_("Dichiarazione di accessibilità"), "")]})


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "base/privacy.html", {"briciole": [(_("Protezione dei dati personali"), "")]})
