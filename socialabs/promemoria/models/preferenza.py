"""What a person wants to receive, and the secret address of their calendar."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from socialabs.promemoria.enums import Frequenza
from socialabs.promemoria.querysets import IndirizzoCalendarioQuerySet, PreferenzaQuerySet


class Preferenza(Modello):
    """A person's choice for one kind of deadline, or (`tipo` empty) for those of which they chose nothing.

    Of a kind that is a duty it says nothing: see `preferenze.effettiva`.
    """

    conservazione = Conservazione.CONFIGURAZIONE

    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferenze_promemoria", db_index=False
    )
    tipo = models.CharField(_("argomento"), max_length=60, blank=True)
    posta = models.BooleanField(_("e-mail"), default=True)
    avviso = models.BooleanField(_("avviso nel portale"), default=True)
    calendario = models.BooleanField(_("calendario"), default=True)
    frequenza = models.CharField(
        _("quando scrivere"), max_length=11, choices=Frequenza.choices, default=Frequenza.SUBITO
    )

    objects = PreferenzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("preferenza")
        verbose_name_plural = _("preferenze")
        constraints = [
            models.UniqueConstraint(
                fields=["utente", "tipo"],
                name="preferenza_unica",
                violation_error_message=_("La preferenza su questo argomento c'è già."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.utente_id} {self.tipo}"


class IndirizzoCalendario(Modello):
    """The address from which calendar programs fetch a person's deadlines. Its secret is stored only as a digest."""

    conservazione = Conservazione.NOVANTA_GIORNI

    utente = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="indirizzi_calendario")
    impronta = models.CharField(max_length=64, unique=True, editable=False)
    revocato_il = models.DateTimeField(_("revocato il"), null=True)

    objects = IndirizzoCalendarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("indirizzo del calendario")
        verbose_name_plural = _("indirizzi del calendario")
        ordering = ["-creato_il"]
        constraints = [
            models.UniqueConstraint(
                fields=["utente"],
                condition=Q(revocato_il__isnull=True),
                name="indirizzo_calendario_unico",
                violation_error_message=_("C'è già un indirizzo del calendario in uso."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @staticmethod
    def impronta_di(segreto: str) -> str:
        return hashlib.sha256(segreto.encode()).hexdigest()
