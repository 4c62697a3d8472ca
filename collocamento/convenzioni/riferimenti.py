import uuid
from collections.abc import Collection

from collocamento.convenzioni.models import Atto, Convenzione, Sollecito
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def convenzioni(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Convenzione.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {c.pk: Riferimento(str(c), c.get_absolute_url()) for c in trovate}


def atti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Atto.objects.visible_to(ctx).filter(pk__in=identificativi).defer("testo")
    return {a.pk: Riferimento(str(a), a.get_absolute_url()) for a in trovati}


def solleciti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Sollecito.objects.visible_to(ctx).filter(pk__in=identificativi).select_related("convenzione")
    return {s.pk: Riferimento(str(s), s.convenzione.get_absolute_url()) for s in trovati}


registra_molti("convenzioni.convenzione", convenzioni)
registra_molti("convenzioni.atto", atti)
registra_molti("convenzioni.sollecito", solleciti)
