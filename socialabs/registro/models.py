"""The register of actions and of readings. Rows are only ever added: the web role holds no UPDATE or DELETE on it."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto


class EventoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "EventoQuerySet":
        """The auditor reads everything; nobody else reads the register itself."""
        if ctx.e_sistema or ctx.ha_ruolo("auditor"):
            return self
        return self.none()


class Evento(models.Model):
    """One action or reading. People and objects are named by id and role, so that the row outlives them.

    `dettagli` never holds personal data.
    """

    conservazione = Conservazione.REGISTRO

    quando = models.DateTimeField(_("quando"), auto_now_add=True, db_index=True)
    verbo = models.CharField(_("azione"), max_length=80, db_index=True)
    attore = models.UUIDField(_("utente"), null=True, db_index=True)
    attore_reale = models.UUIDField(_("operatore in assistenza"), null=True)
    appartenenza = models.UUIDField(_("appartenenza"), null=True)
    ruolo = models.CharField(_("ruolo"), max_length=20, blank=True)
    organizzazione = models.UUIDField(_("organizzazione"), null=True)
    processo = models.CharField(_("processo"), max_length=60, blank=True)
    tipo = models.CharField(_("tipo di oggetto"), max_length=60, blank=True)
    oggetto_id = models.UUIDField(_("oggetto"), null=True)
    etichetta = models.CharField(_("etichetta"), max_length=200, blank=True)
    motivo = models.CharField(_("motivo"), max_length=500, blank=True)
    dettagli = models.JSONField(_("dettagli"), default=dict)
    richiesta_id = models.UUIDField(_("richiesta"), null=True)
    indirizzo = models.GenericIPAddressField(_("indirizzo"), null=True)

    objects = EventoQuerySet.as_manager()

    class Meta:
        verbose_name = _("evento del registro")
        verbose_name_plural = _("registro degli accessi")
        ordering = ["-quando", "-id"]
        indexes = [models.Index(fields=["tipo", "oggetto_id", "-quando"], name="evento_per_oggetto")]

    def __str__(self) -> str:
        return f"{localtime(self.quando):%d/%m/%Y %H:%M} {self.verbo}"
