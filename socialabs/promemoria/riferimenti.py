import uuid
from collections.abc import Collection

from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti
from socialabs.promemoria.models import Avviso, Scadenza


def scadenze(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Scadenza.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {s.pk: Riferimento(s.titolo, reverse("promemoria:scadenza", args=[s.pk])) for s in trovate}


def avvisi(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Avviso.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {a.pk: Riferimento(a.titolo, reverse("promemoria:avviso", args=[a.pk])) for a in trovati}


registra_molti("promemoria.scadenza", scadenze)
registra_molti("promemoria.avviso", avvisi)
