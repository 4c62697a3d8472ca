"""The row that a long job is: everything that is known of it survives the browser, the worker and the broker."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello
from socialabs.base.stati import controlla
from socialabs.lavori.enums import APERTI, TRANSIZIONI, StatoLavoro
from socialabs.lavori.querysets import LavoroQuerySet
from socialabs.lavori.tipi import esito_di, titolo_di


class Lavoro(Modello):
    """A job. `argomenti` and `risultato` hold ids and figures, never personal data.

    `tentativi` counts the workers that took it, and is what tells the present one from one given up for dead.
    """

    conservazione = Conservazione.NOVANTA_GIORNI

    tipo = models.CharField(_("tipo"), max_length=80)
    stato = models.CharField(_("stato"), max_length=10, choices=StatoLavoro.choices, default=StatoLavoro.IN_CODA)
    argomenti = models.JSONField(_("argomenti"), default=dict)
    chiave_unica = models.CharField(_("chiave"), max_length=120, blank=True)
    proprietario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="lavori", verbose_name=_("chiesto da")
    )
    attore_reale = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    appartenenza = models.ForeignKey("utenti.Appartenenza", models.PROTECT, null=True, related_name="+")
    organizzazione = models.ForeignKey("anagrafica.Organizzazione", models.PROTECT, null=True, related_name="+")
    totale = models.PositiveIntegerField(_("passi in tutto"), null=True)
    fatto = models.PositiveIntegerField(_("passi fatti"), default=0)
    messaggio = models.CharField(_("messaggio"), max_length=200, blank=True)
    risultato = models.JSONField(_("risultato"), default=dict)
    errore = models.CharField(_("errore"), max_length=500, blank=True)
    tentativi = models.PositiveSmallIntegerField(_("tentativi"), default=0)
    annullamento_richiesto = models.BooleanField(_("annullamento richiesto"), default=False)
    accodato_il = models.DateTimeField(_("accodato il"), default=adesso)
    iniziato_il = models.DateTimeField(_("iniziato il"), null=True)
    battito = models.DateTimeField(_("ultimo segno di vita"), null=True)
    finito_il = models.DateTimeField(_("finito il"), null=True)

    objects = LavoroQuerySet.as_manager()

    class Meta:
        verbose_name = _("lavoro")
        verbose_name_plural = _("lavori")
        ordering = ["-creato_il", "-id"]
        indexes = [
            models.Index(fields=["proprietario", "-creato_il"], name="lavoro_per_proprietario"),
            models.Index(fields=["stato"], condition=Q(stato__in=sorted(APERTI)), name="lavoro_aperto"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["chiave_unica"],
                condition=Q(stato__in=sorted(APERTI)) & ~Q(chiave_unica=""),
                name="lavoro_aperto_unico",
                violation_error_message=_("Un lavoro dello stesso tipo è già in corso."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=sorted(APERTI), finito_il__isnull=True)
                | (~Q(stato__in=sorted(APERTI)) & Q(finito_il__isnull=False)),
                name="lavoro_finito_quando_chiuso",
                violation_error_message=_("Un lavoro chiuso ha una data di fine, uno aperto no."),
            ),
            models.CheckConstraint(
                condition=~Q(stato=StatoLavoro.IN_CORSO) | Q(battito__isnull=False),
                name="lavoro_in_corso_ha_battito",
                violation_error_message=_("Un lavoro in corso ha un segno di vita."),
            ),
            models.CheckConstraint(
                condition=Q(totale__isnull=True) | Q(fatto__lte=F("totale")),
                name="lavoro_fatto_entro_il_totale",
                violation_error_message=_("I passi fatti non possono superare il totale."),
            ),
        ]

    def __str__(self) -> str:
        return self.titolo

    @property
    def titolo(self) -> str:
        return titolo_di(self.tipo)

    @property
    def aperto(self) -> bool:
        return self.stato in APERTI

    @property
    def url_risultato(self) -> str:
        return self.risultato.get("url", "")

    @property
    def esito(self) -> str:
        return esito_di(self.tipo, self.risultato)

    def get_absolute_url(self) -> str:
        return reverse("lavori:dettaglio", args=[self.pk])

    def passa_a(self, stato: StatoLavoro, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato
        self.finito_il = None if stato in APERTI else adesso()
