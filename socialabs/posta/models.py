"""An outgoing message, from the moment it is decided to the moment a server takes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.campi import TestoCifrato
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello
from socialabs.base.stati import controlla
from socialabs.posta.enums import TRANSIZIONI, StatoMessaggio
from socialabs.posta.querysets import MessaggioQuerySet


class Messaggio(Modello):
    """One message to one person. The subject never carries personal data; address, text and attachment are encrypted.

    `calendario`: an iCalendar text, the only attachment there is; `nome_calendario`: its file name, naming nobody.
    `lista`: names the series of automatic messages to which this one belongs (List-Id), so that a mail program may
    file them.
    """

    conservazione = Conservazione.NOVANTA_GIORNI

    destinatario = TestoCifrato(_("destinatario"))
    mittente = models.CharField(_("mittente"), max_length=254)
    oggetto = models.CharField(_("oggetto"), max_length=200)
    corpo_testo = TestoCifrato(_("testo"))
    corpo_html = TestoCifrato(_("testo in HTML"))
    calendario = TestoCifrato(_("calendario allegato"), null=True)
    nome_calendario = models.CharField(_("nome del calendario allegato"), max_length=80, blank=True)
    lista = models.CharField(_("lista"), max_length=80, blank=True)
    modello = models.CharField(_("modello"), max_length=80, blank=True)
    chiave = models.CharField(_("chiave"), max_length=120, null=True, unique=True)
    stato = models.CharField(_("stato"), max_length=8, choices=StatoMessaggio.choices, default=StatoMessaggio.IN_CODA)
    tentativi = models.PositiveSmallIntegerField(_("tentativi"), default=0)
    accodato_il = models.DateTimeField(_("in coda dal"), default=adesso)
    prossimo_tentativo = models.DateTimeField(_("prossimo tentativo"), default=adesso)
    errore = models.CharField(_("errore"), max_length=200, blank=True)
    inviato_il = models.DateTimeField(_("inviato il"), null=True)

    objects = MessaggioQuerySet.as_manager()

    class Meta:
        verbose_name = _("messaggio")
        verbose_name_plural = _("posta in uscita")
        ordering = ["-creato_il", "-id"]
        indexes = [
            models.Index(
                fields=["prossimo_tentativo"], condition=Q(stato=StatoMessaggio.IN_CODA), name="messaggio_in_coda"
            ),
            models.Index(fields=["-creato_il"], name="messaggio_recente"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stato=StatoMessaggio.INVIATO, inviato_il__isnull=False)
                | (~Q(stato=StatoMessaggio.INVIATO) & Q(inviato_il__isnull=True)),
                name="messaggio_inviato_quando",
                violation_error_message=_("Un messaggio inviato ha la data di invio, gli altri no."),
            )
        ]

    def __str__(self) -> str:
        return self.oggetto

    def passa_a(self, stato: StatoMessaggio, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato
        self.inviato_il = adesso() if stato == StatoMessaggio.INVIATO else None
