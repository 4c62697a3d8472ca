"""Places and legal entities, shared by every app."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.codici import valida_codice_fiscale, valida_partita_iva
from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.querysets import ComuneQuerySet, EnteTitolareQuerySet, OrganizzazioneQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.base.testo import ordinabile


class Provincia(models.Model):
    """A province (or metropolitan city) by its three-digit ISTAT code."""

    conservazione = Conservazione.CONFIGURAZIONE

    codice = models.CharField(
        _("codice ISTAT"), max_length=3, primary_key=True, validators=[RegexValidator(r"^\d{3}$", _("Tre cifre."))]
    )
    sigla = models.CharField(_("sigla"), max_length=2)
    nome = models.CharField(_("nome"), max_length=60)
    regione = models.CharField(_("codice ISTAT della regione"), max_length=2)

    class Meta:
        verbose_name = _("provincia")
        verbose_name_plural = _("province")
        ordering = ["nome"]

    def __str__(self) -> str:
        return f"{self.nome} ({self.sigla})"


class Comune(models.Model):
    """A municipality, active or abolished, by its Belfiore code; `dal` and `al` bound its existence, inclusive."""

    conservazione = Conservazione.CONFIGURAZIONE

    belfiore = models.CharField(_("codice catastale"), max_length=4, primary_key=True)
    nome = models.CharField(_("nome"), max_length=80)
    nome_ordinabile = models.GeneratedField(
        expression=ordinabile("nome"), output_field=models.TextField(), db_persist=True
    )
    nomi_precedenti = ArrayField(models.CharField(max_length=80), verbose_name=_("nomi precedenti"), default=list)
    provincia = models.ForeignKey(Provincia, models.PROTECT, null=True, verbose_name=_("provincia"))
    istat = models.CharField(_("codice ISTAT"), max_length=6, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True)
    distretto = models.CharField(_("distretto sociosanitario"), max_length=2, blank=True)
    attivo = models.BooleanField(_("attivo"), default=True)
    dal = models.DateField(_("dal"), null=True)
    al = models.DateField(_("al"), null=True)

    objects = ComuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("comune")
        verbose_name_plural = _("comuni")
        ordering = ["nome_ordinabile"]
        indexes = [models.Index(fields=["nome_ordinabile"], name="comune_nome")]

    def __str__(self) -> str:
        return f"{self.nome} ({self.provincia.sigla})" if self.provincia_id else self.nome


class SantoPatrono(models.Model):
    """The patron's day of a municipality: a holiday for whoever works there."""

    conservazione = Conservazione.CONFIGURAZIONE

    comune = models.OneToOneField(Comune, models.CASCADE, related_name="patrono", verbose_name=_("comune"))
    mese = models.PositiveSmallIntegerField(_("mese"))
    giorno = models.PositiveSmallIntegerField(_("giorno"))
    nome = models.CharField(_("ricorrenza"), max_length=80)

    class Meta:
        verbose_name = _("santo patrono")
        verbose_name_plural = _("santi patroni")
        constraints = [
            models.CheckConstraint(
                condition=Q(mese__range=(1, 12), giorno__range=(1, 31)),
                name="patrono_giorno_valido",
                violation_error_message=_("Il giorno del patrono non è una data."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nome} ({self.giorno}/{self.mese})"


@pghistory.track()
class Organizzazione(ModelloVersionato):
    """A legal entity, one row whether company, cooperative, public body or professional firm."""

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    codice_fiscale = models.CharField(
        _("codice fiscale"), max_length=16, unique=True, validators=[valida_codice_fiscale]
    )
    partita_iva = models.CharField(_("partita IVA"), max_length=11, blank=True, validators=[valida_partita_iva])
    denominazione = models.CharField(_("denominazione"), max_length=160)
    denominazione_ordinabile = models.GeneratedField(
        expression=ordinabile("denominazione"), output_field=models.TextField(), db_persist=True
    )
    tipo = models.CharField(
        _("tipo"), max_length=14, choices=TipoOrganizzazione.choices, default=TipoOrganizzazione.AZIENDA
    )
    comune = models.ForeignKey(Comune, models.PROTECT, null=True, blank=True, verbose_name=_("comune"))
    indirizzo = models.CharField(_("indirizzo"), max_length=160, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True)
    telefono = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    di_prova = models.BooleanField(_("dato dimostrativo"), default=False, editable=False)

    objects = OrganizzazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("organizzazione")
        verbose_name_plural = _("organizzazioni")
        ordering = ["denominazione_ordinabile", "id"]
        indexes = [
            models.Index(fields=["denominazione_ordinabile", "id"], name="organizzazione_nome"),
            GinIndex(fields=["denominazione_ordinabile"], opclasses=["gin_trgm_ops"], name="organizzazione_cerca"),
        ]

    def __str__(self) -> str:
        return self.denominazione


class NomePrecedente(Modello):
    """A former name or tax code of an organisation, so that old papers still find it."""

    conservazione = Conservazione.DIECI_ANNI

    organizzazione = models.ForeignKey(Organizzazione, models.CASCADE, related_name="nomi_precedenti")
    denominazione = models.CharField(_("denominazione"), max_length=160)
    codice_fiscale = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    fino_al = models.DateField(_("fino al"))

    class Meta:
        verbose_name = _("nome precedente")
        verbose_name_plural = _("nomi precedenti")
        ordering = ["-fino_al"]

    def __str__(self) -> str:
        return self.denominazione


class CentroImpiego(models.Model):
    """A job centre (CPI): an organisation with the municipalities it serves."""

    conservazione = Conservazione.CONFIGURAZIONE

    organizzazione = models.OneToOneField(
        Organizzazione, models.PROTECT, primary_key=True, related_name="cpi", verbose_name=_("organizzazione")
    )
    provincia = models.ForeignKey(Provincia, models.PROTECT, verbose_name=_("provincia"))
    comuni = models.ManyToManyField(Comune, related_name="cpi", verbose_name=_("comuni serviti"))

    class Meta:
        verbose_name = _("centro per l'impiego")
        verbose_name_plural = _("centri per l'impiego")

    def __str__(self) -> str:
        return self.organizzazione.denominazione


class EnteTitolare(Modello):
    """The body that runs this installation, dated: letters and pages of a past day bear the body of that day."""

    conservazione = Conservazione.CONFIGURAZIONE

    denominazione = models.CharField(_("denominazione"), max_length=160)
    ufficio = models.CharField(_("ufficio"), max_length=160)
    provincia = models.ForeignKey(Provincia, models.PROTECT, verbose_name=_("provincia di competenza"))
    indirizzo = models.CharField(_("indirizzo"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    responsabile = models.CharField(_("responsabile del procedimento"), max_length=120, blank=True)
    contatto_privacy = models.CharField(_("contatto per la protezione dei dati"), max_length=160, blank=True)
    dal = models.DateField(_("in vigore dal"), unique=True)

    objects = EnteTitolareQuerySet.as_manager()

    class Meta:
        verbose_name = _("ente titolare")
        verbose_name_plural = _("enti titolari")
        ordering = ["-dal"]

    def __str__(self) -> str:
        return self.denominazione
