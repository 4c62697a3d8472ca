from datetime import timedelta

from django.db import models
from django.db.models import Q

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.lavori.enums import APERTI, StatoLavoro
from socialabs.utenti.enums import RUOLI_UFFICIO


# A message that nobody took for this long is lost; a worker silent for this long is dead.
MESSAGGIO_PERSO = timedelta(minutes=1)
LAVORATORE_MUTO = timedelta(minutes=2)
CONSERVAZIONE = timedelta(days=90)


class LavoroQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "LavoroQuerySet":
        """One's own jobs; those of the same organisation for the offices' roles."""
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        propri = Q(proprietario=ctx.utente)
        if ctx.ruolo in RUOLI_UFFICIO:
            return self.filter(propri | Q(organizzazione=ctx.organizzazione_id))
        return self.filter(propri)

    def aperti(self) -> "LavoroQuerySet":
        return self.filter(stato__in=APERTI)

    def mai_partiti(self) -> "LavoroQuerySet":
        return self.filter(stato=StatoLavoro.IN_CODA, accodato_il__lt=adesso() - MESSAGGIO_PERSO)

    def senza_battito(self) -> "LavoroQuerySet":
        return self.filter(stato=StatoLavoro.IN_CORSO, battito__lt=adesso() - LAVORATORE_MUTO)

    def vecchi(self) -> "LavoroQuerySet":
        """Closed longer ago than they are kept."""
        return self.filter(finito_il__lt=adesso() - CONSERVAZIONE)
