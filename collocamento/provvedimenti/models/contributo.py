"""The yearly contribution of an employer in a province: the calendar it is counted by, and what was paid."""

from decimal import Decimal

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from collocamento.provvedimenti.enums import CON_CONTRIBUTO, Genere
from collocamento.provvedimenti.querysets import ContoQuerySet, TermineContributoQuerySet, VersamentoQuerySet
from socialabs.anagrafica.models import Comune
from socialabs.archivio.models import FilePrivato
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato


SETTIMANE = [(5, _("cinque giorni, dal lunedì al venerdì")), (6, _("sei giorni, dal lunedì al sabato"))]


@pghistory.track()
class ContoContributo(ModelloVersionato):
    """The statement of a year. The sum is never stored: it follows from the acts, the calendar and the law.

    Authorised and self-certified exemptions have one each, as they are paid to different funds. `comune` lends the
    patron's day, `chiusure` are further days of closing that the employer declares.
    """

    conservazione = Conservazione.DIECI_ANNI

    datore = models.ForeignKey(Datore, models.PROTECT, related_name="+", verbose_name=_("datore di lavoro"))
    provincia = models.CharField(_("provincia"), max_length=3)
    anno = models.PositiveSmallIntegerField(_("anno"))
    genere = models.CharField(
        _("tipo di esonero"), max_length=13, choices=[(g.value, g.label) for g in CON_CONTRIBUTO]
    )
    giorni_settimana = models.PositiveSmallIntegerField(_("settimana lavorativa"), choices=SETTIMANE, default=5)
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("comune della sede")
    )
    chiusure = ArrayField(models.DateField(), verbose_name=_("altri giorni di chiusura"), default=list, blank=True)

    objects = ContoQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributo esonerativo")
        verbose_name_plural = _("contributi esonerativi")
        ordering = ["-anno", "provincia", "genere"]
        constraints = [
            models.UniqueConstraint(
                fields=["datore", "provincia", "anno", "genere"],
                name="conto_unico",
                violation_error_message=_("Il conto di quest'anno per questa provincia c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(giorni_settimana__in=[5, 6]),
                name="conto_settimana",
                violation_error_message=_("La settimana lavorativa è di cinque o sei giorni."),
            ),
            models.CheckConstraint(
                condition=Q(genere__in=[g.value for g in CON_CONTRIBUTO]) & ~Q(provincia=""),
                name="conto_di_un_esonero",
                violation_error_message=_("Il contributo si deve per un esonero, in una provincia."),
            ),
        ]

    def __str__(self) -> str:
        return f"{Genere(self.genere).label}, {self.anno}"

    def get_absolute_url(self) -> str:
        return reverse("provvedimenti:conto", args=[self.pk])


class Versamento(Modello):
    """A payment as the employer tells it, with its receipt; it counts once the office has confirmed it."""

    conservazione = Conservazione.DIECI_ANNI

    conto = models.ForeignKey(ContoContributo, models.PROTECT, related_name="versamenti", verbose_name=_("conto"))
    giorno = models.DateField(_("pagato il"))
    importo = models.DecimalField(_("importo in euro"), max_digits=11, decimal_places=2)
    ricevuta = models.OneToOneField(FilePrivato, models.PROTECT, related_name="+", verbose_name=_("ricevuta"))
    confermato_il = models.DateField(_("confermato il"), null=True)

    objects = VersamentoQuerySet.as_manager()

    class Meta:
        verbose_name = _("versamento")
        verbose_name_plural = _("versamenti")
        ordering = ["giorno", "creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gt=Decimal(0)),
                name="versamento_positivo",
                violation_error_message=_("L'importo versato è maggiore di zero."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.giorno:%d/%m/%Y}"


class TermineContributo(Modello):
    """When the contribution of a year has to be declared: each body sets its own day, by an act named here."""

    conservazione = Conservazione.CONFIGURAZIONE

    anno = models.PositiveSmallIntegerField(_("anno del contributo"), unique=True)
    entro_il = models.DateField(_("da dichiarare entro il"))
    atto = models.CharField(_("atto che lo stabilisce"), max_length=200)

    objects = TermineContributoQuerySet.as_manager()

    class Meta:
        verbose_name = _("termine del contributo")
        verbose_name_plural = _("termini del contributo")
        ordering = ["-anno"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anno__range=(2000, 2100)) & Q(anno__lte=ExtractYear("entro_il")),
                name="termine_contributo_anno",
                violation_error_message=_("Il termine non può cadere prima dell'anno a cui si riferisce."),
            )
        ]

    def __str__(self) -> str:
        return str(self.anno)
