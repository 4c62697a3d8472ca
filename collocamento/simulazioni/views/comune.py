"""What the pages about scenarios share: who may open them, where they stand."""

import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.permessi import puo_simulare
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


def datore_di(request: HttpRequest, pk: uuid.UUID) -> Datore:
    """The employer, for whoever may simulate on it or read what is shared about it."""
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune__patrono")
    return get_object_or_404(datori, pk=pk)


def scenario_di(request: HttpRequest, pk: uuid.UUID) -> Scenario:
    scenari = Scenario.objects.visible_to(request.ctx)
    return get_object_or_404(scenari.select_related("datore__organizzazione__comune__patrono", "creato_da"), pk=pk)


def esigi(permesso: bool) -> None:
    """For whoever may not, the page does not exist."""
    if not permesso:
        raise Http404


def simula(request: HttpRequest, datore: Datore) -> bool:
    return puo_simulare(request.ctx, datore)


def briciole(request: HttpRequest, datore: Datore, *altre: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of employers to this page."""
    sopra = []
    if request.ctx.ruolo in RUOLI_UFFICIO:
        sopra.append((_("Obblighi L. 68/99"), reverse("collocamento:elenco")))
    elif request.ctx.ha_ruolo(Ruolo.CONSULENTE):
        sopra.append((_("Le aziende che seguo"), reverse("collocamento:elenco")))
    scheda = (datore.organizzazione.denominazione, reverse("collocamento:datore", args=[datore.pk]))
    return [*sopra, scheda, *altre]
