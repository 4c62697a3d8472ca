import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra
from socialabs.utenti.models import Delega


def delega(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovata = Delega.objects.visible_to(ctx).select_related("delegante", "delegato").filter(pk=pk).first()
    if trovata is None:
        return None
    nomi = {"azienda": trovata.delegante.denominazione, "studio": trovata.delegato.denominazione}
    return Riferimento(_("Delega di %(azienda)s a %(studio)s") % nomi, reverse("utenti:deleghe"))


registra("utenti.delega", delega)
