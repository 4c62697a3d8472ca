"""Who sees which returns in preparation. What is written in them is read only inside `sezioni_aperte`."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from collocamento.dichiarazioni.enums import INVIATI, EsitoRevisione
from collocamento.models import Prospetto
from collocamento.permessi import RUOLI_PARTE
from collocamento.querysets import RUOLI_LAVORATORI, ConAmbito
from socialabs.base.contesto import Contesto


class DichiarazioneQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def visible_to(self, ctx: Contesto) -> "DichiarazioneQuerySet":
        """The employer and its consultant see all of theirs, the offices those that were filed."""
        visibili = super().visible_to(ctx)
        return visibili if ctx.e_sistema or ctx.ruolo in RUOLI_PARTE else visibili.filter(stato__in=INVIATI)

    def con_ricevuto(self) -> "DichiarazioneQuerySet":
        """With `ricevuto`, the id of the return of the same code that the ministry has delivered, if it has."""
        ricevuti = Prospetto.objects.filter(codice_comunicazione=OuterRef("codice"), datore=OuterRef("datore"))
        return self.annotate(ricevuto=Subquery(ricevuti.values("pk")[:1]))

    def con_conflitti(self) -> "DichiarazioneQuerySet":
        """With `in_conflitto`: whether two texts of a section wait for a choice."""
        revisioni = self.model.revisioni.rel.related_model.objects.filter(
            dichiarazione=OuterRef("pk"), esito=EsitoRevisione.IN_CONFLITTO
        )
        return self.annotate(in_conflitto=Exists(revisioni))


class ConDichiarazione(ConAmbito):
    """Rows of a return: they name people, so that of the office only who may read the workers reaches them."""

    percorso_organizzazione = "dichiarazione__datore__organizzazione"
    ruoli_con_tutto = RUOLI_LAVORATORI

    def visible_to(self, ctx: Contesto) -> "ConDichiarazione":
        visibili = super().visible_to(ctx)
        if ctx.e_sistema or ctx.ruolo in RUOLI_PARTE:
            return visibili
        return visibili.filter(dichiarazione__stato__in=INVIATI)


class SezioneQuerySet(ConDichiarazione):
    def presenti(self) -> "SezioneQuerySet":
        """Those not taken away."""
        return self.filter(tolta=False)


class RevisioneQuerySet(ConDichiarazione):
    def in_conflitto(self) -> "RevisioneQuerySet":
        return self.filter(esito=EsitoRevisione.IN_CONFLITTO)


class TermineQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "TermineQuerySet":
        """Terms are public to whoever signs in."""
        return self if ctx.e_sistema or ctx.ruolo else self.none()
