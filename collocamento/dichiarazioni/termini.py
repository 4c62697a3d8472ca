"""Until when a return may be corrected or annulled, where the body has said it."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collocamento.dichiarazioni.models import Dichiarazione, TermineRettifica
from collocamento.enums import TipoComunicazione
from collocamento.normativa import termine_rettifica
from socialabs.base.giorni import oggi


class FuoriTermine(Exception):
    """The service takes this document no more; the message is for the user."""


def ultimo_giorno(dichiarazione: Dichiarazione, tipo: str) -> date | None:
    """The last day for a correction or an annulment of a return filed; None where no term is on record."""
    termine = TermineRettifica.objects.filter(anno=dichiarazione.anno).first()
    if termine is None or dichiarazione.data_invio is None:
        return None
    if tipo == TipoComunicazione.ANNULLAMENTO:
        return termine.annullabile_fino_al
    return termine_rettifica(localdate(dichiarazione.data_invio), termine.giorni)


def esigi_nei_termini(dichiarazione: Dichiarazione, tipo: str) -> None:
    """Raise FuoriTermine after the last day."""
    ultimo = ultimo_giorno(dichiarazione, tipo)
    if ultimo is not None and oggi() > ultimo:
        raise FuoriTermine(_("Il termine era il %(giorno)s.") % {"giorno": f"{ultimo:%d/%m/%Y}"})
