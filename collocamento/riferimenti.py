import uuid
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Campagna, Datore, Prospetto
from collocamento.permessi import puo_vedere_obblighi
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def datori(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Datore.objects.visible_to(ctx).select_related("organizzazione").filter(pk__in=identificativi)
    return {d.pk: Riferimento(d.organizzazione.denominazione, _scheda(d.pk)) for d in trovati}


def campagne(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    if not puo_vedere_obblighi(ctx):
        return {}
    trovate = Campagna.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {
        c.pk: Riferimento(
            _("Prospetti mancanti del %(anno)s") % {"anno": c.anno}, reverse("collocamento:mancanti", args=[c.pk])
        )
        for c in trovate
    }


def prospetti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Prospetto.objects.visible_to(ctx).filter(pk__in=identificativi).defer("contenuto", "dichiarati")
    return {p.pk: Riferimento(str(p), f"{_scheda(p.datore_id)}?anno={p.anno}") for p in trovati}


def _scheda(datore: uuid.UUID) -> str:
    return reverse("collocamento:datore", args=[datore])


registra_molti("collocamento.campagna", campagne)
registra_molti("collocamento.datore", datori)
registra_molti("collocamento.prospetto", prospetti)
