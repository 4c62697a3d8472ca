"""The yearly campaign: which year's situation, by when, and what moved the date."""

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from collocamento.querysets import CampagnaQuerySet
from collocamento.unipi.limiti import PRIMO_ANNO, ULTIMO_ANNO
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import ModelloVersionato


GIORNI_PRIMA = (16, 6, 0)


@pghistory.track()
class Campagna(ModelloVersionato):
    """The returns on the situation at 31 December of `anno`, due by `scadenza` of the next year (art. 9 c. 6).

    The date is data: the ministry has moved it more than once, each time by a notice kept in `avvisi`
    (a list of {"data", "testo", "riferimento"}). `promemoria`: when employers are reminded; empty, on the usual days
    (see `giorni_promemoria`), which move with the due date.
    """

    conservazione = Conservazione.PERMANENTE

    anno = models.PositiveSmallIntegerField(_("anno della situazione"), unique=True)
    apertura = models.DateField(_("apertura"), null=True, blank=True)
    scadenza = models.DateField(_("scadenza"))
    promemoria = ArrayField(models.DateField(), verbose_name=_("giorni dei promemoria"), default=list, blank=True)
    avvisi = models.JSONField(_("avvisi"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = CampagnaQuerySet.as_manager()

    class Meta:
        verbose_name = _("campagna")
        verbose_name_plural = _("campagne")
        ordering = ["-anno"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anno__range=(PRIMO_ANNO, ULTIMO_ANNO)),
                name="campagna_anno",
                violation_error_message=_("L'anno della campagna non è credibile."),
            ),
            models.CheckConstraint(
                condition=Q(anno__lt=ExtractYear("scadenza")),
                name="campagna_scadenza_dopo_anno",
                violation_error_message=_("La scadenza cade dopo la fine dell'anno a cui si riferisce la situazione."),
            ),
            models.CheckConstraint(
                condition=Q(apertura__isnull=True) | Q(apertura__lte=F("scadenza")),
                name="campagna_apertura_prima",
                violation_error_message=_("La campagna non può aprirsi dopo la scadenza."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.anno)

    @property
    def giorni_promemoria(self) -> tuple[date, ...]:
        """The days of the reminders: of a return due on 31 January the opening, then the 15th, the 25th, the 31st."""
        consueti = [self.scadenza - timedelta(days=prima) for prima in GIORNI_PRIMA]
        return tuple(self.promemoria or ([self.apertura] if self.apertura else []) + consueti)
