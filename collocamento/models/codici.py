"""The ministry's code tables, as dated data that the office can correct."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.enums import AmbitoEsclusione, Tabella
from collocamento.letture import LETTURE
from collocamento.querysets import TabellaCodiciQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import ModelloVersionato
from socialabs.base.periodi import Periodo


# How the source of a row begins that no official table gives.
SEGNAPOSTO = "Segnaposto"


def _lettura_del_motore() -> Q:
    """Empty, or a value that the engine has for that table: any other would stop every import."""
    condizione = Q(lettura="")
    for tabella, letture in LETTURE.items():
        condizione |= Q(tabella=tabella, lettura__in=list(letture))
    return condizione


@pghistory.track()
class TabellaCodici(ModelloVersionato):
    """One code of one table and the days on which it held, both included.

    `ambito` is the base that an excluded category leaves; `lettura` the value of the engine that a cause or a kind of
    convention stands for, empty where none is computed from it. `da_verificare`: no official table was at hand.
    """

    conservazione = Conservazione.PERMANENTE

    tabella = models.CharField(_("tabella"), max_length=20, choices=Tabella.choices)
    codice = models.CharField(_("codice"), max_length=20)
    ambito = models.CharField(_("ambito"), max_length=1, choices=AmbitoEsclusione.choices, blank=True)
    lettura = models.CharField(_("lettura"), max_length=24, blank=True)
    descrizione = models.CharField(_("descrizione"), max_length=250)
    fonte = models.CharField(_("fonte"), max_length=250, blank=True)
    dal = models.DateField(_("valido dal"), null=True, blank=True)
    al = models.DateField(_("valido fino al"), null=True, blank=True)
    da_verificare = models.BooleanField(_("da verificare"), default=True)

    objects = TabellaCodiciQuerySet.as_manager()

    class Meta:
        verbose_name = _("codice di tabella")
        verbose_name_plural = _("tabelle dei codici")
        ordering = ["tabella", "codice", "dal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dal__isnull=True) | Q(al__isnull=True) | Q(al__gte=F("dal")),
                name="codice_periodo",
                violation_error_message=_("La validità del codice non può finire prima di cominciare."),
            ),
            models.CheckConstraint(
                condition=(Q(tabella=Tabella.CATEGORIE_ESCLUSE) & ~Q(ambito=""))
                | (~Q(tabella=Tabella.CATEGORIE_ESCLUSE) & Q(ambito="")),
                name="codice_ambito_solo_per_escluse",
                violation_error_message=_("L'ambito va indicato per le categorie escluse, e solo per quelle."),
            ),
            models.CheckConstraint(
                condition=_lettura_del_motore(),
                name="codice_lettura_del_motore",
                violation_error_message=_("Il calcolo non conosce questa lettura per questa tabella."),
            ),
            models.CheckConstraint(
                condition=Q(da_verificare=True) | (~Q(fonte="") & ~Q(fonte__istartswith=SEGNAPOSTO)),
                name="codice_verificato_con_fonte",
                violation_error_message=_("Un codice verificato dice da quale fonte viene."),
            ),
            ExclusionConstraint(
                name="codice_senza_sovrapposizioni",
                expressions=[
                    ("tabella", RangeOperators.EQUAL),
                    ("codice", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Lo stesso codice è già in vigore in una parte di questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tabella_display()} {self.codice}"

    @property
    def nel_calcolo(self) -> str:
        """What the code does in the calculation, in words; empty where nothing is computed from it."""
        return self.get_ambito_display() or str(LETTURE.get(self.tabella, {}).get(self.lettura, ""))
