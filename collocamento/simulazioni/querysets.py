from django.db import models
from django.db.models import Exists, OuterRef, Q

from collocamento.querysets import ConAmbito
from collocamento.simulazioni.enums import Parte
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO
from socialabs.utenti.querysets import organizzazioni_proprie


class CondivisioneQuerySet(ConAmbito):
    percorso_organizzazione = "scenario__datore__organizzazione"

    def aperte(self) -> "CondivisioneQuerySet":
        return self.filter(revocata_il__isnull=True)


class ScenarioQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ScenarioQuerySet":
        """A company and its consultants see their own, the offices theirs and those shared with them."""
        if ctx.e_sistema:
            return self
        if ctx.ruolo in RUOLI_UFFICIO:
            return self.filter(Q(parte=Parte.UFFICIO) | Q(self._condivisi()))
        organizzazioni = organizzazioni_proprie(ctx)
        if organizzazioni is None:
            return self.none()
        return self.filter(parte=Parte.AZIENDA, datore__organizzazione__in=organizzazioni)

    def condivisi(self) -> "ScenarioQuerySet":
        """Those that the office may read because their party has shared them."""
        return self.filter(self._condivisi())

    def _condivisi(self) -> Exists:
        condivisioni = self.model._meta.get_field("condivisioni").related_model
        return Exists(condivisioni._default_manager.aperte().filter(scenario=OuterRef("pk")))
