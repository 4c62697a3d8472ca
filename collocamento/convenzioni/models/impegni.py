"""What a convention promises and what becomes of it: commitments, work orders, people hired, dunning of a delay."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import StatoImpegno, TipoSollecito
from collocamento.convenzioni.models.convenzione import SCRIVI_SENZA_NOMI, Convenzione
from collocamento.convenzioni.querysets import (
    CommessaQuerySet,
    CoperturaQuerySet,
    ImpegnoQuerySet,
    SollecitoQuerySet,
)
from socialabs.anagrafica.models import Provincia
from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import oggi
from socialabs.base.modelli import Modello


@pghistory.track()
class Impegno(Modello):
    """So many people hired by a day, in a province. `coperti` is the sum of its `Copertura` rows."""

    conservazione = Conservazione.DIECI_ANNI

    convenzione = models.ForeignKey(Convenzione, models.CASCADE, related_name="impegni", verbose_name=_("convenzione"))
    entro = models.DateField(_("entro il"))
    posti = models.PositiveSmallIntegerField(
        _("persone da assumere"), validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    profilo = models.CharField(_("profilo o mansione"), max_length=160, help_text=SCRIVI_SENZA_NOMI)
    provincia = models.ForeignKey(Provincia, models.PROTECT, related_name="+", verbose_name=_("provincia"))
    coperti = models.PositiveSmallIntegerField(_("già assunte"), default=0, editable=False)

    objects = ImpegnoQuerySet.as_manager()

    class Meta:
        verbose_name = _("impegno")
        verbose_name_plural = _("impegni")
        ordering = ["entro", "creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posti__range=(1, 999)),
                name="impegno_con_posti",
                violation_error_message=_("Un impegno riguarda da 1 a 999 persone."),
            ),
            models.CheckConstraint(
                condition=Q(coperti__lte=F("posti")),
                name="impegno_coperto_al_piu",
                violation_error_message=_("Le persone assunte superano quelle dell'impegno."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(posti)s entro il %(giorno)s") % {"posti": self.posti, "giorno": f"{self.entro:%d/%m/%Y}"}

    @property
    def mancano(self) -> int:
        return self.posti - self.coperti

    @property
    def stato(self) -> StatoImpegno:
        if self.coperti >= self.posti:
            return StatoImpegno.COPERTO
        return StatoImpegno.SCADUTO if self.entro < oggi() else StatoImpegno.PREVISTO


class Copertura(Modello):
    """People hired against a commitment, as the office has recorded them: how many, when, by which papers."""

    conservazione = Conservazione.DIECI_ANNI
    solo_aggiunta = True

    impegno = models.ForeignKey(Impegno, models.PROTECT, related_name="coperture", verbose_name=_("impegno"))
    il = models.DateField(_("assunte dal"))
    numero = models.PositiveSmallIntegerField(_("quante persone"))
    riferimento = models.CharField(
        _("riferimento"), max_length=160, help_text=_("Per esempio il codice della comunicazione. Senza nomi.")
    )
    registrata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registrata da")
    )

    objects = CoperturaQuerySet.as_manager()

    class Meta:
        verbose_name = _("copertura")
        verbose_name_plural = _("coperture")
        ordering = ["il", "creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(numero__gte=1),
                name="copertura_con_persone",
                violation_error_message=_("Una copertura riguarda almeno una persona."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.il:%d/%m/%Y}"


@pghistory.track()
class Commessa(Modello):
    """A work order of the employer to the recipient of its convention. People are numbers and hours here.

    `valore_annuo` in euro without VAT; `costo_annuo` what those people cost the recipient in a year.
    """

    conservazione = Conservazione.DIECI_ANNI

    convenzione = models.ForeignKey(
        Convenzione, models.CASCADE, related_name="commesse", verbose_name=_("convenzione")
    )
    oggetto = models.CharField(_("oggetto"), max_length=200)
    provincia = models.ForeignKey(Provincia, models.PROTECT, related_name="+", verbose_name=_("provincia"))
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), help_text=_("Ultimo giorno, compreso."))
    valore_annuo = models.DecimalField(
        _("valore annuo (€, senza IVA)"), max_digits=12, decimal_places=2, validators=[MinValueValidator(1)]
    )
    costo_annuo = models.DecimalField(
        _("costo annuo del lavoro delle persone inserite (€)"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(1)],
    )
    persone = models.PositiveSmallIntegerField(
        _("persone impiegate"), validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    ore = models.DecimalField(
        _("ore settimanali di ciascuna"), max_digits=4, decimal_places=2, validators=[MinValueValidator(1)]
    )
    ore_contratto = models.DecimalField(
        _("ore settimanali del tempo pieno"), max_digits=4, decimal_places=2, default=40
    )

    objects = CommessaQuerySet.as_manager()

    class Meta:
        verbose_name = _("commessa")
        verbose_name_plural = _("commesse")
        ordering = ["dal", "creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="commessa_finisce_dopo",
                violation_error_message=_("L'ultimo giorno della commessa non viene prima del primo."),
            ),
            models.CheckConstraint(
                condition=Q(valore_annuo__gt=0, costo_annuo__gt=0, persone__gte=1),
                name="commessa_positiva",
                violation_error_message=_("Valore, costo e persone di una commessa sono maggiori di zero."),
            ),
            models.CheckConstraint(
                condition=Q(ore__gt=0, ore__lte=F("ore_contratto"), ore_contratto__lte=48),
                name="commessa_ore_del_contratto",
                violation_error_message=_("Le ore di ciascuna persona non superano quelle del tempo pieno."),
            ),
        ]

    def __str__(self) -> str:
        return self.oggetto

    @property
    def tempo_pieno(self) -> bool:
        return self.ore == self.ore_contratto


class Sollecito(Modello):
    """What the office has done about commitments not kept. A formal notice gives a last day."""

    conservazione = Conservazione.DIECI_ANNI
    solo_aggiunta = True

    convenzione = models.ForeignKey(
        Convenzione, models.PROTECT, related_name="solleciti", verbose_name=_("convenzione")
    )
    tipo = models.CharField(_("che cosa"), max_length=8, choices=TipoSollecito.choices)
    il = models.DateField(_("giorno"))
    entro = models.DateField(_("termine per adempiere"), null=True, blank=True)
    testo = models.TextField(_("che cosa si è detto"), help_text=SCRIVI_SENZA_NOMI)
    registrato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registrato da")
    )

    objects = SollecitoQuerySet.as_manager()

    class Meta:
        verbose_name = _("sollecito")
        verbose_name_plural = _("solleciti")
        ordering = ["-il", "-creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tipo=TipoSollecito.DIFFIDA, entro__gt=F("il"))
                | Q(tipo=TipoSollecito.CONTATTO, entro__isnull=True),
                name="sollecito_diffida_con_termine",
                violation_error_message=_("La diffida, e solo quella, dà un termine successivo al suo giorno."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.il:%d/%m/%Y}"
