import uuid
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.organico.models import Organico
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def organici(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Organico.objects.visible_to(ctx).filter(pk__in=identificativi).select_related("datore__organizzazione")
    return {
        organico.pk: Riferimento(
            _("Organico di %(azienda)s") % {"azienda": organico.datore},
            reverse("organico:elenco", args=[organico.datore_id]),
        )
        for organico in trovati
    }


registra_molti("organico.organico", organici)
