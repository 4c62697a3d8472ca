"""What was delivered: a package, and what became of each of its files at that moment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.enums import EsitoFile, MotivoRifiuto, StatoConsegna
from collocamento.querysets import ConsegnaQuerySet, FileConsegnatoQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello


class Consegna(Modello):
    """A package of returns handed over once. Loading the same package again is another delivery, without effect.

    `conteggi`: number of files for each outcome ("accolto", "rifiutato", ...), plus "gia_ricevuti" and "datori".
    """

    conservazione = Conservazione.DIECI_ANNI

    nome = models.CharField(_("nome del file"), max_length=255)
    sha256 = models.CharField(_("impronta SHA-256"), max_length=64, blank=True)
    file = models.ForeignKey(
        "archivio.FilePrivato", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    lavoro = models.ForeignKey(
        "lavori.Lavoro", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lavoro")
    )
    stato = models.CharField(_("stato"), max_length=10, choices=StatoConsegna.choices, default=StatoConsegna.RICEVUTA)
    messaggio = models.CharField(_("messaggio"), max_length=500, blank=True)
    conteggi = models.JSONField(_("conteggi"), default=dict)
    consegnata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("caricata da")
    )
    importata_il = models.DateTimeField(_("importata il"), null=True)

    objects = ConsegnaQuerySet.as_manager()

    class Meta:
        verbose_name = _("consegna di prospetti")
        verbose_name_plural = _("consegne di prospetti")
        ordering = ["-creato_il", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stato=StatoConsegna.IMPORTATA, importata_il__isnull=False)
                | (~Q(stato=StatoConsegna.IMPORTATA) & Q(importata_il__isnull=True)),
                name="consegna_importata_ha_data",
                violation_error_message=_("Una consegna importata ha la data di importazione, le altre no."),
            )
        ]

    def __str__(self) -> str:
        return self.nome

    @property
    def totale_file(self) -> int:
        return sum(self.conteggi.get(esito, 0) for esito in EsitoFile.values)


class FileConsegnato(models.Model):
    """One file of a delivery and its outcome then; a later delivery may change the standing of its prospetto.

    `motivo` is the reason of a refusal (MotivoRifiuto) or of a supersession (MotivoSuperamento); `altro_nome` the file
    that this one duplicates, or that superseded or annulled it; `riga` the line of the file where it went wrong.
    `gia_ricevuto`: the same bytes had come with an earlier delivery.
    """

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    consegna = models.ForeignKey(Consegna, models.CASCADE, related_name="files", verbose_name=_("consegna"))
    nome = models.CharField(_("nome del file"), max_length=500)
    sha256 = models.CharField(_("impronta SHA-256"), max_length=64, blank=True)
    esito = models.CharField(_("esito"), max_length=10, choices=EsitoFile.choices)
    motivo = models.CharField(_("motivo"), max_length=30, blank=True)
    riga = models.PositiveIntegerField(_("riga"), null=True)
    messaggio = models.TextField(_("messaggio"), blank=True)
    altro_nome = models.CharField(_("altro file"), max_length=500, blank=True)
    prospetto = models.ForeignKey(
        "collocamento.Prospetto", models.PROTECT, null=True, related_name="files", verbose_name=_("prospetto")
    )
    gia_ricevuto = models.BooleanField(_("già ricevuto"), default=False)

    objects = FileConsegnatoQuerySet.as_manager()

    class Meta:
        verbose_name = _("file consegnato")
        verbose_name_plural = _("file consegnati")
        ordering = ["consegna", "nome"]
        indexes = [models.Index(fields=["consegna", "esito"], name="file_per_esito")]
        constraints = [
            models.UniqueConstraint(
                fields=["consegna", "nome"],
                name="file_unico_nella_consegna",
                violation_error_message=_("La consegna contiene già un file con questo nome."),
            ),
            models.CheckConstraint(
                condition=Q(esito=EsitoFile.RIFIUTATO, prospetto__isnull=True, motivo__in=MotivoRifiuto.values)
                | (~Q(esito=EsitoFile.RIFIUTATO) & Q(prospetto__isnull=False)),
                name="file_rifiutato_o_prospetto",
                violation_error_message=_("Un file rifiutato ha un motivo e nessun prospetto; ogni altro ne ha uno."),
            ),
        ]

    def __str__(self) -> str:
        return self.nome
