"""Vocabulary and scopes of the obligation episodes."""

from datetime import date

from django.db import models
from django.db.models import Q

from collocamento.posizione.enums import SCOPERTI
from collocamento.querysets import ConAmbito
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


class EpisodioQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def in_corso(self) -> "EpisodioQuerySet":
        return self.filter(al__isnull=True)

    def al(self, giorno: date) -> "EpisodioQuerySet":
        """Those that hold on `giorno`: one for each employer and province at most."""
        return self.filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno)

    def scoperti(self) -> "EpisodioQuerySet":
        """Those with posts missing that nobody has asked for."""
        return self.filter(stato__in=SCOPERTI)


class RichiestaQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def valide(self) -> "RichiestaQuerySet":
        return self.filter(annullata_il__isnull=True)


class VerificaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "VerificaQuerySet":
        """What the office notes of its own checks is the office's."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO else self.none()
