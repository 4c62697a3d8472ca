import uuid
from collections.abc import Collection

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti
from socialabs.documenti.models import Documento


def documenti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Documento.objects.visible_to(ctx).defer("dati").filter(pk__in=identificativi)
    return {d.pk: Riferimento(str(d), d.get_absolute_url()) for d in trovati}


registra_molti("documenti.documento", documenti)
