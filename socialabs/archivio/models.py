"""What is known of a private file; its content is a sealed file on disk."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from socialabs.archivio.querysets import FilePrivatoQuerySet
from socialabs.base.cifratura import chiave_di
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello


class FilePrivato(Modello):
    """A file. `chiave` is the file's own key, sealed under the installation's current one.

    Turning the installation's key touches this column alone; deleting the row makes the content unreadable for good.
    """

    conservazione = Conservazione.DIECI_ANNI

    nome = models.CharField(_("nome"), max_length=255)
    tipo_mime = models.CharField(_("tipo"), max_length=120)
    dimensione = models.PositiveBigIntegerField(_("dimensione in byte"))
    sha256 = models.CharField(_("impronta SHA-256"), max_length=64)
    chiave = models.BinaryField(editable=False)
    origine = models.CharField(_("origine"), max_length=80, blank=True)
    proprietario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("depositato da")
    )
    organizzazione = models.ForeignKey("anagrafica.Organizzazione", models.PROTECT, null=True, related_name="+")
    scade_il = models.DateTimeField(_("scade il"), null=True)

    objects = FilePrivatoQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("file")
        ordering = ["-creato_il", "-id"]
        indexes = [models.Index(fields=["scade_il"], name="file_scadenza")]

    def __str__(self) -> str:
        return self.nome

    @property
    def percorso(self) -> Path:
        """Where the sealed content lies. The folder is the random end of the id, so that files spread evenly."""
        return settings.ARCHIVIO_DIR / self.pk.hex[-2:] / self.pk.hex

    @property
    def chiave_id(self) -> str:
        """The id of the installation's key that seals this file's own."""
        return chiave_di(self.chiave)

    def get_absolute_url(self) -> str:
        return reverse("archivio:scarica", args=[self.pk])
