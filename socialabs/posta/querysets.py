from datetime import timedelta

from django.db import models

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.posta.enums import StatoMessaggio


GIORNI_DI_CONSERVAZIONE = 90


class MessaggioQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "MessaggioQuerySet":
        """The system administrator looks after the delivery; nobody else reads the outgoing mail."""
        return self if ctx.e_sistema or ctx.ha_ruolo("amm_sistema") else self.none()

    def da_inviare(self) -> "MessaggioQuerySet":
        return self.filter(stato=StatoMessaggio.IN_CODA, prossimo_tentativo__lte=adesso())

    def vecchi(self) -> "MessaggioQuerySet":
        """Closed longer ago than they are kept."""
        limite = adesso() - timedelta(days=GIORNI_DI_CONSERVAZIONE)
        return self.exclude(stato=StatoMessaggio.IN_CODA).filter(accodato_il__lt=limite)
