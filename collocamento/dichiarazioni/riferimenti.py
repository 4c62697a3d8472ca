import uuid
from collections.abc import Collection

from django.urls import reverse

from collocamento.dichiarazioni.models import Dichiarazione
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def dichiarazioni(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Dichiarazione.objects.visible_to(ctx).filter(pk__in=identificativi)
    trovate = trovate.defer("contenuto", "dichiarati", "ingressi")
    return {d.pk: Riferimento(str(d), reverse("dichiarazioni:dichiarazione", args=[d.pk])) for d in trovate}


registra_molti("dichiarazioni.dichiarazione", dichiarazioni)
