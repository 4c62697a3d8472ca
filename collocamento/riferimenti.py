import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Campagna, Datore, Prospetto
from collocamento.permessi import puo_vedere_obblighi
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra


def datore(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Datore.objects.visible_to(ctx).select_related("organizzazione").filter(pk=pk).first()
    if trovato is None:
        return None
    return Riferimento(trovato.organizzazione.denominazione, reverse("collocamento:datore", args=[pk]))


def campagna(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovata = Campagna.objects.visible_to(ctx).filter(pk=pk).first()
    if trovata is None or not puo_vedere_obblighi(ctx):
        return None
    titolo = _("Prospetti mancanti del %(anno)s") % {"anno": trovata.anno}
    return Riferimento(titolo, reverse("collocamento:mancanti", args=[pk]))


def prospetto(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Prospetto.objects.visible_to(ctx).filter(pk=pk).first()
    if trovato is None:
        return None
    indirizzo = reverse("collocamento:datore", args=[trovato.datore_id])
    return Riferimento(str(trovato), f"{indirizzo}?anno={trovato.anno}")


registra("collocamento.campagna", campagna)
registra("collocamento.datore", datore)
registra("collocamento.prospetto", prospetto)
