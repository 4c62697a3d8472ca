import uuid
from collections.abc import Collection

from django.urls import reverse

from collocamento.models import Datore, Prospetto
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def datori(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Datore.objects.visible_to(ctx).select_related("organizzazione").filter(pk__in=identificativi)
    return {d.pk: Riferimento(d.organizzazione.denominazione, _scheda(d.pk)) for d in trovati}


def prospetti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Prospetto.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {p.pk: Riferimento(str(p), f"{_scheda(p.datore_id)}?anno={p.anno}") for p in trovati}


def _scheda(datore: uuid.UUID) -> str:
    return reverse("collocamento:datore", args=[datore])


registra_molti("collocamento.datore", datori)
registra_molti("collocamento.prospetto", prospetti)
