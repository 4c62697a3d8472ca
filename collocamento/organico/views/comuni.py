"""What the pages of a list share: whose it is, whether there is one, and the trail above."""

import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.muro import lavoratori_aperti
from collocamento.organico.models import Organico, RigaOrganico
from collocamento.organico.permessi import puo_tenere
from collocamento.permessi import puo_vedere_obblighi
from socialabs.utenti.enums import Ruolo


def datore_visibile(request: HttpRequest, datore_id: uuid.UUID) -> Datore:
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione")
    return get_object_or_404(datori, pk=datore_id)


def datore_tenuto(request: HttpRequest, datore_id: uuid.UUID) -> Datore:
    """The employer whose list `ctx` keeps; for anybody else the page does not exist."""
    datore = datore_visibile(request, datore_id)
    if not puo_tenere(request.ctx, datore):
        raise Http404
    return datore


def organico_in_corso(request: HttpRequest, datore: Datore) -> Organico | None:
    return Organico.objects.visible_to(request.ctx).in_corso().filter(datore=datore).first()


def organico_tenuto(request: HttpRequest, datore_id: uuid.UUID) -> Organico:
    """The list that `ctx` keeps for this employer; 404 when there is none."""
    organico = organico_in_corso(request, datore_tenuto(request, datore_id))
    if organico is None:
        raise Http404
    return organico


def riga_tenuta(request: HttpRequest, pk: uuid.UUID) -> RigaOrganico:
    """A row of a list still kept by `ctx`, its person not read yet."""
    with lavoratori_aperti(request.ctx):
        righe = RigaOrganico.objects.visible_to(request.ctx).filter(organico__chiuso_il__isnull=True)
        riga = get_object_or_404(righe.select_related("organico__datore__organizzazione"), pk=pk)
    if not puo_tenere(request.ctx, riga.organico.datore):
        raise Http404
    return riga


def briciole(request: HttpRequest, datore: Datore, *ultime: str) -> list[tuple[str, str]]:
    """The office's or the consultant's list above, the list of workers, and the names of what is below it."""
    sopra = []
    if puo_vedere_obblighi(request.ctx):
        sopra = [(_("Obblighi L. 68/99"), reverse("collocamento:elenco"))]
    elif request.ctx.ha_ruolo(Ruolo.CONSULENTE):
        sopra = [(_("Le aziende che seguo"), reverse("collocamento:elenco"))]
    qui = reverse("organico:elenco", args=[datore.pk])
    azienda = (datore.organizzazione.denominazione, reverse("collocamento:datore", args=[datore.pk]))
    if not ultime:
        return [*sopra, azienda, (_("Organico"), "")]
    return [*sopra, azienda, (_("Organico"), qui), *((ultima, "") for ultima in ultime)]
