"""What a person receives at once about one kind of deadline: an item of the inbox, and perhaps a mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from socialabs.promemoria import registro
from socialabs.promemoria.enums import Pubblico, ViaPosta
from socialabs.promemoria.querysets import AvvisoQuerySet


class Avviso(Modello):
    """The reminders of one kind that fell due together for a person: `promemoria` are they, each of one deadline.

    `in_casella`: shown in the portal's inbox. `riepilogo_il`: when the digest that carries it leaves.
    `recuperati`: how many reminders left late together with others of the same deadlines (a service that was off).
    `messaggio` is forgotten when the mail room deletes it; `via_posta` still tells.
    """

    conservazione = Conservazione.CINQUE_ANNI

    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="avvisi", verbose_name=_("destinatario"), db_index=False
    )
    tipo = models.CharField(_("argomento"), max_length=60)
    pubblico = models.CharField(_("come"), max_length=10, choices=Pubblico.choices)
    in_casella = models.BooleanField(_("nella casella del portale"), default=True)
    letto_il = models.DateTimeField(_("letto il"), null=True)
    via_posta = models.CharField(_("via posta"), max_length=9, choices=ViaPosta.choices, default=ViaPosta.NO)
    riepilogo_il = models.DateTimeField(_("riepilogo del"), null=True)
    messaggio = models.ForeignKey(
        "posta.Messaggio", models.SET_NULL, null=True, related_name="avvisi", verbose_name=_("messaggio")
    )
    invii = models.PositiveSmallIntegerField(_("volte affidato alla posta"), default=0)
    recuperati = models.PositiveIntegerField(_("promemoria arretrati riuniti"), default=0)

    objects = AvvisoQuerySet.as_manager()

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")
        ordering = ["-creato_il", "-id"]
        indexes = [
            models.Index(fields=["utente", "-creato_il"], name="avviso_di_chi"),
            models.Index(
                fields=["utente"], condition=Q(in_casella=True, letto_il__isnull=True), name="avviso_non_letto"
            ),
            models.Index(
                fields=["riepilogo_il", "id"], condition=Q(via_posta=ViaPosta.RIEPILOGO), name="avviso_da_riepilogare"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(via_posta=ViaPosta.RIEPILOGO) | Q(riepilogo_il__isnull=False),
                name="avviso_riepilogo_quando",
                violation_error_message=_("Un avviso che aspetta il riepilogo dice quale."),
            ),
            models.CheckConstraint(
                condition=Q(in_casella=True) | ~Q(via_posta=ViaPosta.NO),
                name="avviso_da_qualche_parte",
                violation_error_message=_("Un avviso arriva nella casella, per posta, o in tutti e due i modi."),
            ),
        ]

    def __str__(self) -> str:
        return self.titolo

    @property
    def titolo(self) -> str:
        return registro.titolo_di(self.tipo)

    @property
    def letto(self) -> bool:
        return self.letto_il is not None
