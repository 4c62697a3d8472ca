"""Why somebody reads the people of a list: its keepers for keeping it, the office for a reason that it has stated."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.organico.permessi import deve_dire_perche, puo_tenere
from socialabs.base.giorni import adesso


# How long a stated reason holds for the pages of one list: filters, pages and export are the same reading.
DURATA = timedelta(minutes=30)
CHIAVE = "organico.motivi"


def motivo_di_lettura(request: HttpRequest, datore: Datore) -> str | None:
    """The reason that goes into the register with each reading; None for who may not, or has not said it yet."""
    if puo_tenere(request.ctx, datore):
        return _("Tenuta dell'organico dell'azienda")
    if not deve_dire_perche(request.ctx):
        return None
    motivo, fino_al = request.session.get(CHIAVE, {}).get(str(datore.pk), ("", ""))
    return motivo if fino_al and adesso() < datetime.fromisoformat(fino_al) else None


def dichiara_motivo(request: HttpRequest, datore: Datore, motivo: str) -> None:
    """Remember the reason for a while, in this session only; the older ones go."""
    ora = adesso()
    motivi = request.session.get(CHIAVE, {})
    vivi = {pk: voce for pk, voce in motivi.items() if ora < datetime.fromisoformat(voce[1])}
    request.session[CHIAVE] = vivi | {str(datore.pk): (motivo, (ora + DURATA).isoformat())}
