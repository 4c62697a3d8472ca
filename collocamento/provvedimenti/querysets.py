"""Vocabulary of acts, evidence and contributions. Whose they are is the employer's scope."""

from datetime import date

from django.db import models
from django.db.models import Q

from collocamento.permessi import RUOLI_PARTE
from collocamento.provvedimenti.enums import APERTI, EFFICACI, RUOLI_ISTRUTTORIA, Stato
from collocamento.querysets import ConAmbito
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


class ProvvedimentoQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def visible_to(self, ctx: Contesto) -> "ProvvedimentoQuerySet":
        """As the employer; a draft is for the side that writes it alone."""
        righe = super().visible_to(ctx)
        if ctx.e_sistema:
            return righe
        if ctx.ruolo in RUOLI_ISTRUTTORIA | RUOLI_PARTE:
            return righe.filter(~Q(stato=Stato.BOZZA) | Q(dell_ufficio=ctx.ruolo in RUOLI_ISTRUTTORIA))
        return righe.exclude(stato=Stato.BOZZA)

    def efficaci(self) -> "ProvvedimentoQuerySet":
        """Those that change what is due during their period."""
        return self.filter(stato__in=EFFICACI)

    def in_vigore(self, giorno: date) -> "ProvvedimentoQuerySet":
        """Those that change it on `giorno`."""
        return self.efficaci().filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno)

    def aperti(self) -> "ProvvedimentoQuerySet":
        """Requests that wait for the office or for an answer."""
        return self.filter(stato__in=APERTI)

    def per_elenco(self) -> "ProvvedimentoQuerySet":
        return self.select_related("datore__organizzazione")


class PassaggioQuerySet(ConAmbito):
    percorso_organizzazione = "provvedimento__datore__organizzazione"


class AllegatoQuerySet(ConAmbito):
    """Evidence is for who examines and for the parties: the other offices read what was decided, not the papers."""

    percorso_organizzazione = "provvedimento__datore__organizzazione"
    ruoli_con_tutto = RUOLI_ISTRUTTORIA


class ContoQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"


class VersamentoQuerySet(ConAmbito):
    percorso_organizzazione = "conto__datore__organizzazione"


class TermineContributoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "TermineContributoQuerySet":
        """The offices keep them; employers read their own in the deadlines."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO else self.none()
