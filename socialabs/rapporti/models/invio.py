"""A report asked for once and for all: by which calendar, for whom, and what became of each time."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.rapporti.calendario import istante, prossimo_giorno
from socialabs.rapporti.enums import Cadenza, Giorno, Mese, StatoInvio
from socialabs.rapporti.querysets import InvioQuerySet
from socialabs.rapporti.registro import titolo_di


class InvioPeriodico(ModelloVersionato):
    """`interrogazione` holds the parameters that differ from the defaults: the others follow the defaults of the day.

    `occorrenza` is the day it is next due, `quando` the moment the portal next looks at it: 7 in the morning of that
    day, later after a failure. Both are empty unless it is active.
    """

    conservazione = Conservazione.CONFIGURAZIONE

    rapporto = models.CharField(_("rapporto"), max_length=50)
    interrogazione = models.CharField(_("parametri"), max_length=1000, blank=True)
    cadenza = models.CharField(_("cadenza"), max_length=11, choices=Cadenza.choices)
    giorno = models.PositiveSmallIntegerField(_("giorno"))
    mese = models.PositiveSmallIntegerField(_("mese"), choices=Mese.choices, null=True, blank=True)
    proprietario = models.ForeignKey(
        "utenti.Appartenenza", models.PROTECT, related_name="+", verbose_name=_("programmato da")
    )
    destinatari = models.ManyToManyField("utenti.Appartenenza", related_name="+", verbose_name=_("destinatari"))
    stato = models.CharField(_("stato"), max_length=8, choices=StatoInvio.choices, default=StatoInvio.ATTIVO)
    occorrenza = models.DateField(_("prossimo invio"), null=True)
    quando = models.DateTimeField(_("da guardare il"), null=True)

    objects = InvioQuerySet.as_manager()

    class Meta:
        verbose_name = _("invio periodico di un rapporto")
        verbose_name_plural = _("invii periodici dei rapporti")
        ordering = ["-creato_il", "-id"]
        indexes = [models.Index(fields=["quando"], condition=Q(stato=StatoInvio.ATTIVO), name="invio_in_attesa")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cadenza=Cadenza.SETTIMANALE, giorno__range=(1, 7), mese__isnull=True)
                | Q(cadenza=Cadenza.MENSILE, giorno__range=(1, 31), mese__isnull=True)
                | Q(cadenza=Cadenza.ANNUALE, giorno__range=(1, 31), mese__range=(1, 12)),
                name="invio_cadenza",
                violation_error_message=_("Il giorno non va con la cadenza scelta."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoInvio.ATTIVO, occorrenza__isnull=False, quando__isnull=False)
                | (~Q(stato=StatoInvio.ATTIVO) & Q(occorrenza__isnull=True, quando__isnull=True)),
                name="invio_attivo_ha_una_data",
                violation_error_message=_("Solo un invio attivo ha una prossima data."),
            ),
        ]

    def __str__(self) -> str:
        return self.titolo

    @property
    def titolo(self) -> str:
        return titolo_di(self.rapporto)

    @property
    def quando_parte(self) -> str:
        """The calendar in words."""
        if self.cadenza == Cadenza.SETTIMANALE:
            return _t("Ogni %(giorno)s") % {"giorno": Giorno(self.giorno).label}
        dati = {"giorno": self.giorno, "mese": Mese(self.mese).label if self.mese else ""}
        if self.cadenza == Cadenza.ANNUALE:
            return _t("Ogni anno, il %(giorno)s %(mese)s") % dati
        return _t("Ogni mese, il giorno %(giorno)s") % dati

    @property
    def ultimo_problema(self) -> str:
        """Why the latest time nothing left; empty when it left. Reads the prefetched occurrences where there are."""
        ultima = next(iter(self.ricorrenze.all()), None)
        return ultima.problema if ultima else ""

    def rimanda_a_dopo(self, giorno: date) -> None:
        """Set the next day after `giorno`, in memory."""
        self.occorrenza = prossimo_giorno(giorno, self.cadenza, self.giorno, self.mese)
        self.quando = istante(self.occorrenza)

    def get_absolute_url(self) -> str:
        return reverse("rapporti:invio", args=[self.pk])


class Ricorrenza(Modello):
    """One time that a report was due: it exists once, hence it is sent once. `problema` says why nothing was sent."""

    conservazione = Conservazione.CONFIGURAZIONE

    invio = models.ForeignKey(InvioPeriodico, models.CASCADE, related_name="ricorrenze")
    giorno = models.DateField(_("giorno"))
    istantanea = models.ForeignKey("rapporti.Istantanea", models.PROTECT, null=True, related_name="+")
    messaggi = models.PositiveSmallIntegerField(_("messaggi"), default=0)
    problema = models.CharField(_("problema"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("invio di un rapporto")
        verbose_name_plural = _("invii dei rapporti")
        ordering = ["-giorno"]
        constraints = [
            models.UniqueConstraint(
                fields=["invio", "giorno"],
                name="ricorrenza_unica",
                violation_error_message=_("Il rapporto di questo giorno è già partito."),
            ),
            models.CheckConstraint(
                condition=Q(istantanea__isnull=False, problema="") | (Q(istantanea__isnull=True) & ~Q(problema="")),
                name="ricorrenza_riuscita_o_no",
                violation_error_message=_("Un invio ha il suo rapporto o il suo problema."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giorno:%d/%m/%Y}"
