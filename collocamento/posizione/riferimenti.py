import uuid
from collections.abc import Collection

from django.urls import reverse

from collocamento.permessi import puo_vedere_obblighi
from collocamento.posizione.models import Episodio
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def episodi(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    """The office finds the episode, its parties the page of their quota."""
    trovati = Episodio.objects.visible_to(ctx).select_related("datore__organizzazione").filter(pk__in=identificativi)
    ufficio = puo_vedere_obblighi(ctx)
    return {
        e.pk: Riferimento(
            f"{e.datore.organizzazione.denominazione}: {e.get_stato_display()}",
            reverse("posizione:episodio", args=[e.pk]) if ufficio else reverse("posizione:datore", args=[e.datore_id]),
        )
        for e in trovati
    }


registra_molti("posizione.episodio", episodi)
