import uuid
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti
from socialabs.utenti.models import Delega


def deleghe(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovate = Delega.objects.visible_to(ctx).select_related("delegante", "delegato").filter(pk__in=identificativi)
    return {delega.pk: Riferimento(_titolo(delega), reverse("utenti:deleghe")) for delega in trovate}


def _titolo(delega: Delega) -> str:
    nomi = {"azienda": delega.delegante.denominazione, "studio": delega.delegato.denominazione}
    return _("Delega di %(azienda)s a %(studio)s") % nomi


registra_molti("utenti.delega", deleghe)
