import uuid
from collections.abc import Collection

from django.urls import reverse

from collocamento.ottemperanza.models import Dichiarazione, Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def pratiche(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Pratica.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {p.pk: Riferimento(str(p), p.get_absolute_url()) for p in trovate}


def dichiarazioni(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Dichiarazione.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {
        d.pk: Riferimento(str(d), reverse("ottemperanza:datore", args=[d.datore_id]))
        for d in trovate.select_related("datore__organizzazione")
    }


registra_molti("ottemperanza.pratica", pratiche)
registra_molti("ottemperanza.dichiarazione", dichiarazioni)
