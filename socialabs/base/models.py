"""The few rows that belong to no room above."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello


class ChiaveIdempotenza(Modello):
    """A form that was sent, and where its answer led. The person is named by id: this floor knows no accounts."""

    conservazione = Conservazione.TECNICA

    utente = models.UUIDField(_("utente"), null=True)
    percorso = models.CharField(_("percorso"), max_length=300)
    chiave = models.UUIDField(_("chiave"))
    risultato = models.CharField(_("risultato"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("modulo inviato")
        verbose_name_plural = _("moduli inviati")
        indexes = [models.Index(fields=["creato_il"], name="idempotenza_creata")]
        constraints = [
            models.UniqueConstraint(
                fields=["utente", "percorso", "chiave"],
                name="idempotenza_unica",
                nulls_distinct=False,
                violation_error_message=_("Questo modulo è già stato inviato."),
            )
        ]

    def __str__(self) -> str:
        return self.percorso
