"""The framework convention of art. 14 D.Lgs. 276/2003, by period: what the law leaves to the territory."""

from decimal import Decimal

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.querysets import QuadroQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import ModelloVersionato
from socialabs.base.periodi import Periodo


@pghistory.track()
class Quadro(ModelloVersionato):
    """Coefficient (euro of orders a year that cover one post) and ceiling, as the office enters them with the act.

    None ships with the portal: without one in force nothing is counted under art. 14. An empty `percento` is a
    framework without a ceiling.
    """

    conservazione = Conservazione.PERMANENTE

    dal = models.DateField(_("in vigore dal"))
    al = models.DateField(_("fino al"), null=True, blank=True, help_text=_("Compreso; vuoto se non ha termine."))
    coefficiente = models.DecimalField(
        _("coefficiente (€ di commesse l'anno per posto)"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(1)],
    )
    percento = models.PositiveSmallIntegerField(
        _("limite in percento della quota"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Vuoto se la convenzione quadro non ne pone. Non vale per chi ha da 15 a 35 dipendenti."),
    )
    fonte = models.CharField(
        _("atto"), max_length=250, help_text=_("La convenzione quadro e l'atto che la valida, con numero e data.")
    )

    objects = QuadroQuerySet.as_manager()

    class Meta:
        verbose_name = _("parametri della convenzione quadro")
        verbose_name_plural = _("parametri della convenzione quadro")
        ordering = ["-dal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(al__gte=F("dal")),
                name="quadro_finisce_dopo",
                violation_error_message=_("L'ultimo giorno non viene prima del primo."),
            ),
            models.CheckConstraint(
                condition=Q(coefficiente__gt=0) & (Q(percento__isnull=True) | Q(percento__range=(1, 100))),
                name="quadro_cifre_possibili",
                violation_error_message=_("Il coefficiente è maggiore di zero, il limite va da 1 a 100."),
            ),
            ExclusionConstraint(
                name="quadro_senza_sovrapposizioni",
                expressions=[(Periodo(), RangeOperators.OVERLAPS)],
                violation_error_message=_("In questo periodo c'è già un'altra convenzione quadro."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fonte} ({self.dal:%d/%m/%Y})"

    @property
    def misure(self) -> tuple[Decimal, int | None]:
        """Coefficient and ceiling, as `normativa.copertura_art14` takes them."""
        return self.coefficiente, self.percento
