"""A reminder: one deadline, one person, one day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from socialabs.promemoria import registro
from socialabs.promemoria.enums import Pubblico, StatoPromemoria
from socialabs.promemoria.models.avviso import Avviso
from socialabs.promemoria.models.scadenza import Scadenza
from socialabs.promemoria.querysets import PromemoriaQuerySet


class Promemoria(Modello):
    """A person hears once of a deadline on a day. What was sent is `avviso`, with the mail that carried it.

    It waits or it is over: nobody takes it in between, so none can stay half sent. `errore` is the kind of fault that
    kept it waiting, no text.
    """

    conservazione = Conservazione.CINQUE_ANNI

    scadenza = models.ForeignKey(Scadenza, models.CASCADE, related_name="promemoria", db_index=False)
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="promemoria", verbose_name=_("destinatario")
    )
    pubblico = models.CharField(_("come"), max_length=10, choices=Pubblico.choices)
    giorno = models.DateField(_("giorno"))
    quando = models.DateTimeField(_("da inviare"))
    stato = models.CharField(
        _("stato"), max_length=9, choices=StatoPromemoria.choices, default=StatoPromemoria.IN_ATTESA
    )
    inviato_il = models.DateTimeField(_("inviato il"), null=True)
    avviso = models.ForeignKey(Avviso, models.CASCADE, null=True, related_name="promemoria", verbose_name=_("avviso"))
    errore = models.CharField(_("errore"), max_length=80, blank=True)

    objects = PromemoriaQuerySet.as_manager()

    class Meta:
        verbose_name = _("promemoria")
        verbose_name_plural = _("promemoria")
        ordering = ["-quando", "-id"]
        indexes = [
            models.Index(
                fields=["quando", "id"], condition=Q(stato=StatoPromemoria.IN_ATTESA), name="promemoria_in_attesa"
            ),
            models.Index(
                fields=["utente", "quando"], condition=Q(stato=StatoPromemoria.IN_ATTESA), name="promemoria_da_unire"
            ),
            models.Index(fields=["-quando", "-id"], name="promemoria_recente"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scadenza", "utente", "giorno"],
                name="promemoria_unico",
                violation_error_message=_("Questa persona ha già un promemoria di questa scadenza per quel giorno."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoPromemoria.INVIATO, inviato_il__isnull=False, avviso__isnull=False)
                | (~Q(stato=StatoPromemoria.INVIATO) & Q(inviato_il__isnull=True, avviso__isnull=True)),
                name="promemoria_inviato_quando",
                violation_error_message=_("Un promemoria inviato dice quando e con quale avviso, gli altri no."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scadenza_id} {self.giorno}"


class Preparazione(models.Model):
    """When the deadlines of a kind were last read from the data; older than that, its reminders wait."""

    conservazione = Conservazione.TECNICA

    tipo = models.CharField(_("argomento"), max_length=60, primary_key=True)
    riuscita_il = models.DateTimeField(_("ultima lettura riuscita"), null=True)
    errore = models.CharField(_("errore"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("preparazione")
        verbose_name_plural = _("preparazioni")

    def __str__(self) -> str:
        return registro.titolo_di(self.tipo)
