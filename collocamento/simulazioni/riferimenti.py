import uuid
from collections.abc import Collection

from django.urls import reverse

from collocamento.simulazioni.models import Scenario
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def scenari(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Scenario.objects.visible_to(ctx).filter(pk__in=identificativi).defer("partenza")
    return {s.pk: Riferimento(s.nome, reverse("simulazioni:scenario", args=[s.pk])) for s in trovati}


registra_molti("simulazioni.scenario", scenari)
