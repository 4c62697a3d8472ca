"""Scopes of places and organisations."""

from datetime import date

from django.db import models

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


class ComuneQuerySet(models.QuerySet):
    def attivi(self) -> "ComuneQuerySet":
        return self.filter(attivo=True)


class OrganizzazioneQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "OrganizzazioneQuerySet":
        """Offices see every organisation, anyone else the one they act for."""
        if ctx.e_sistema or ctx.ruolo in {"amm_prov", "responsabile", "op_cm", "op_cpi"}:
            return self
        return self.filter(pk=ctx.organizzazione_id) if ctx.organizzazione_id else self.none()


class EnteTitolareQuerySet(models.QuerySet):
    def al(self, giorno: date | None = None) -> models.Model | None:
        """The body in charge on `giorno` (today by default)."""
        return self.filter(dal__lte=giorno or oggi()).select_related("provincia").first()
