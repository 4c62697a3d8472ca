"""Vocabulary and scopes of the requests of art. 17."""

from datetime import date

from collocamento.ottemperanza.enums import APERTI, Stato
from collocamento.querysets import ConAmbito
from socialabs.base.contesto import Contesto


class PraticaQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def visible_to(self, ctx: Contesto) -> "PraticaQuerySet":
        """Offices see every request, an employer and its consultant those about it; nobody one not yet confirmed."""
        visibili = super().visible_to(ctx)
        return visibili if ctx.e_sistema else visibili.exclude(stato=Stato.DA_CONFERMARE)

    def aperte(self) -> "PraticaQuerySet":
        return self.filter(stato__in=APERTI)

    def scadute(self, giorno: date) -> "PraticaQuerySet":
        """Still to be answered after their term."""
        return self.aperte().filter(entro_il__lt=giorno)


class DichiarazioneQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"
