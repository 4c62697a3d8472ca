"""Deadlines by month and by week: the period is in the address, so that it can be kept, sent and gone back to."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from socialabs.base.giorni import oggi
from socialabs.promemoria import griglia
from socialabs.promemoria.elenchi import ElencoCalendario
from socialabs.promemoria.parole import estesa


# A cell of the month shows so many and tells how many more there are; a day of the week shows more.
NEL_MESE, NELLA_SETTIMANA = 3, 25
ANNI = range(2000, 2101)


@require_GET
def mese_corrente(request: HttpRequest) -> HttpResponse:
    giorno = oggi()
    return redirect("promemoria:mese", giorno.year, giorno.month)


@require_GET
def settimana_corrente(request: HttpRequest) -> HttpResponse:
    anno, settimana, _giorno = oggi().isocalendar()
    return redirect("promemoria:settimana", anno, settimana)


@require_GET
def mese(request: HttpRequest, anno: int, mese: int) -> HttpResponse:
    if anno not in ANNI or mese not in range(1, 13):
        raise Http404
    elenco = ElencoCalendario(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    primo = date(anno, mese, 1)
    dal, al = griglia.del_mese(primo)
    giorni = griglia.giorni(request.ctx, elenco.filtrate, dal, al, per_giorno=NEL_MESE, mese=mese)
    contesto = {
        "settimane": griglia.settimane(giorni),
        "nomi_giorni": [giorno.data for giorno in giorni[:7]],
        "titolo": estesa(primo, "F Y"),
        "precedente": _del_mese(primo - timedelta(days=1)),
        "seguente": _del_mese(primo + timedelta(days=31)),
        "questo": reverse("promemoria:mese_corrente"),
        "settimana": _della_settimana(_rappresentante(dal, al, primo)),
        "mese": _del_mese(primo),
        **_comune(giorni, elenco),
    }
    return elenco.risposta("promemoria/mese.html", "promemoria/_mese.html", contesto)


@require_GET
def settimana(request: HttpRequest, anno: int, settimana: int) -> HttpResponse:
    lunedi = _lunedi(anno, settimana)
    elenco = ElencoCalendario(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    domenica = lunedi + timedelta(days=6)
    giorni = griglia.giorni(request.ctx, elenco.filtrate, lunedi, domenica, per_giorno=NELLA_SETTIMANA)
    contesto = {
        "giorni": giorni,
        "titolo": _("%(dal)s – %(al)s") % {"dal": estesa(lunedi, "j F"), "al": estesa(domenica, "j F Y")},
        "precedente": _della_settimana(lunedi - timedelta(days=7)),
        "seguente": _della_settimana(lunedi + timedelta(days=7)),
        "questo": reverse("promemoria:settimana_corrente"),
        "settimana": _della_settimana(lunedi),
        "mese": _del_mese(_rappresentante(lunedi, domenica, lunedi + timedelta(days=3))),
        **_comune(giorni, elenco),
    }
    return elenco.risposta("promemoria/settimana.html", "promemoria/_settimana.html", contesto)


def _comune(giorni: list[griglia.Giorno], elenco: ElencoCalendario) -> dict:
    return {
        "quante": sum(len(giorno.lette) + giorno.altre for giorno in giorni),
        "in_ritardo": elenco.in_ritardo,
        "interrogazione": elenco.interrogazione,
        "briciole": [(_("Scadenze"), "")],
    }


def _lunedi(anno: int, settimana: int) -> date:
    """The Monday of an ISO week. Raises Http404 for one that is not."""
    if anno not in ANNI:
        raise Http404
    try:
        return date.fromisocalendar(anno, settimana, 1)
    except ValueError:
        raise Http404 from None


def _rappresentante(dal: date, al: date, altrimenti: date) -> date:
    """Today if it lies within, so that changing view does not leave it."""
    return oggi() if dal <= oggi() <= al else altrimenti


def _del_mese(giorno: date) -> str:
    return reverse("promemoria:mese", args=[giorno.year, giorno.month])


def _della_settimana(giorno: date) -> str:
    anno, settimana, _giorno = giorno.isocalendar()
    return reverse("promemoria:settimana", args=[anno, settimana])
