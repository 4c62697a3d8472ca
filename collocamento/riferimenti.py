import uuid

from django.urls import reverse

from collocamento.models import Datore, Prospetto
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra


def datore(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Datore.objects.visible_to(ctx).select_related("organizzazione").filter(pk=pk).first()
    if trovato is None:
        return None
    return Riferimento(trovato.organizzazione.denominazione, reverse("collocamento:datore", args=[pk]))


def prospetto(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Prospetto.objects.visible_to(ctx).filter(pk=pk).first()
    if trovato is None:
        return None
    indirizzo = reverse("collocamento:datore", args=[trovato.datore_id])
    return Riferimento(str(trovato), f"{indirizzo}?anno={trovato.anno}")


registra("collocamento.datore", datore)
registra("collocamento.prospetto", prospetto)
