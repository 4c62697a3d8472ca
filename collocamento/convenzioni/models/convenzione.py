"""A convention between an employer, the office and, for some kinds, an organisation that takes people in."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import (
    ASSUME_IL_DESTINATARIO,
    BREVE,
    COLORI,
    CON_DESTINATARIO,
    DERIVATI,
    IN_VIGORE,
    PER_IL_MOTORE,
    STIPULATE,
    TRANSIZIONI,
    Destinatario,
    EsitoParere,
    Modalita,
    Stato,
    Tipo,
)
from collocamento.convenzioni.querysets import ConvenzioneQuerySet
from collocamento.models import Datore
from collocamento.normativa import TipoConvenzione
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.modelli import ModelloVersionato
from socialabs.base.stati import controlla


SCRIVI_SENZA_NOMI = _("Senza nomi di persone e senza dati sulla salute.")
# The fields in the parties' own words, as their page shows them.
SCRITTE = ("premessa", "mansioni", "sostegno", "verifiche", "note", "parere_prescrizioni")


@pghistory.track()
class Convenzione(ModelloVersionato):
    """What the parties agree, as data; the text that they sign is an `Atto` made from it.

    `presentata_il` is empty while the employer still prepares it. `dal` and `al` bound it, both included; an extension
    moves `al`. `chiusa_il` is the day of the end, and the last one it counts when it was resolved. `stato` is what was
    decided; what follows from days and commitments is `condizione` (querysets).
    """

    conservazione = Conservazione.DIECI_ANNI

    datore = models.ForeignKey(Datore, models.PROTECT, related_name="convenzioni", verbose_name=_("datore di lavoro"))
    tipo = models.CharField(_("tipo"), max_length=8, choices=Tipo.choices, editable=False)
    stato = models.CharField(_("stato"), max_length=15, choices=Stato.choices, default=Stato.PROPOSTA, editable=False)
    dal = models.DateField(_("decorrenza"))
    al = models.DateField(_("ultimo giorno"))
    destinatario = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="convenzioni_ricevute",
        verbose_name=_("destinatario delle commesse"),
    )
    tipo_destinatario = models.CharField(
        _("natura del destinatario"), max_length=16, choices=Destinatario.choices, blank=True
    )
    modalita = ArrayField(
        models.CharField(max_length=10, choices=Modalita.choices),
        verbose_name=_("modalità di assunzione"),
        default=list,
        blank=True,
    )
    mansioni = models.TextField(_("mansioni"), blank=True, help_text=SCRIVI_SENZA_NOMI)
    sostegno = models.TextField(_("sostegno e tutoraggio"), blank=True, help_text=SCRIVI_SENZA_NOMI)
    verifiche = models.TextField(_("verifiche periodiche"), blank=True)
    distacco = models.BooleanField(_("è ammesso il distacco del lavoratore presso il datore"), default=False)
    quadro_riferimento = models.CharField(_("convenzione quadro di riferimento"), max_length=200, blank=True)

    premessa = models.TextField(_("premessa"), blank=True, help_text=SCRIVI_SENZA_NOMI)
    note = models.TextField(_("clausole particolari"), blank=True, help_text=SCRIVI_SENZA_NOMI)
    consenso_il = models.DateField(_("consenso delle persone agli atti dal"), null=True, blank=True)
    piano_il = models.DateField(_("piano personalizzato agli atti dal"), null=True, blank=True)

    parere = models.CharField(_("parere del comitato"), max_length=12, choices=EsitoParere.choices, blank=True)
    parere_il = models.DateField(_("data del parere"), null=True, blank=True)
    parere_riferimento = models.CharField(_("verbale del comitato"), max_length=120, blank=True)
    parere_prescrizioni = models.TextField(_("prescrizioni"), blank=True, help_text=SCRIVI_SENZA_NOMI)

    proposta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("proposta da")
    )
    presentata_il = models.DateField(_("presentata il"), null=True, editable=False)
    firmata_il = models.DateField(_("stipulata il"), null=True, editable=False)
    chiusa_il = models.DateField(_("chiusa il"), null=True, editable=False)
    motivo_chiusura = models.CharField(_("motivo della chiusura"), max_length=300, blank=True, editable=False)

    objects = ConvenzioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("convenzione")
        verbose_name_plural = _("convenzioni")
        ordering = ["-creato_il", "-id"]
        indexes = [models.Index(fields=["stato", "al"], name="convenzione_stato")]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__gt=F("dal")),
                name="convenzione_finisce_dopo",
                violation_error_message=_("L'ultimo giorno viene dopo la decorrenza."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=sorted(DERIVATI)),
                name="convenzione_stato_deciso",
                violation_error_message=_("Lo stato attivo e quello in ritardo si calcolano."),
            ),
            models.CheckConstraint(
                condition=Q(tipo__in=sorted(CON_DESTINATARIO), destinatario__isnull=False) & ~Q(tipo_destinatario="")
                | ~Q(tipo__in=sorted(CON_DESTINATARIO)) & Q(destinatario__isnull=True, tipo_destinatario=""),
                name="convenzione_destinatario",
                violation_error_message=_("Il destinatario si indica per gli artt. 12, 12-bis e 14, e solo per essi."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=sorted(STIPULATE), firmata_il__isnull=False)
                | ~Q(stato__in=sorted(STIPULATE)) & Q(firmata_il__isnull=True),
                name="convenzione_stipulata_quando",
                violation_error_message=_("Una convenzione firmata dice quando."),
            ),
            models.CheckConstraint(
                condition=Q(stato=Stato.PROPOSTA) | Q(stato=Stato.RITIRATA) | Q(presentata_il__isnull=False),
                name="convenzione_presentata_prima",
                violation_error_message=_("Si esamina solo una proposta presentata."),
            ),
            models.CheckConstraint(
                condition=Q(
                    stato__in=[Stato.CONCLUSA, Stato.RISOLTA, Stato.RITIRATA, Stato.RESPINTA], chiusa_il__isnull=False
                )
                | ~Q(stato__in=[Stato.CONCLUSA, Stato.RISOLTA, Stato.RITIRATA, Stato.RESPINTA])
                & Q(chiusa_il__isnull=True, motivo_chiusura=""),
                name="convenzione_chiusa_quando",
                violation_error_message=_("Una convenzione chiusa dice quando."),
            ),
            models.CheckConstraint(
                condition=Q(parere="", parere_il__isnull=True) | ~Q(parere="") & Q(parere_il__isnull=False),
                name="convenzione_parere_con_data",
                violation_error_message=_("Il parere del comitato ha una data."),
            ),
        ]

    def __str__(self) -> str:
        return _("Convenzione %(tipo)s dal %(dal)s") % {"tipo": self.breve, "dal": f"{self.dal:%d/%m/%Y}"}

    def get_absolute_url(self) -> str:
        return reverse("convenzioni:dettaglio", args=[self.pk])

    @property
    def breve(self) -> str:
        return BREVE[Tipo(self.tipo)]

    @property
    def per_il_motore(self) -> TipoConvenzione:
        return PER_IL_MOTORE[Tipo(self.tipo)]

    @property
    def modalita_in_parole(self) -> list[str]:
        return [str(Modalita(modo).label) for modo in self.modalita]

    @property
    def clausole(self) -> list[tuple[str, str]]:
        """What the parties have written and the text to sign will say, with a title each."""
        campi = [self._meta.get_field(nome) for nome in SCRITTE]
        return [(capfirst(campo.verbose_name), testo) for campo in campi if (testo := getattr(self, campo.attname))]

    @property
    def con_destinatario(self) -> bool:
        return self.tipo in CON_DESTINATARIO

    @property
    def assume_il_destinatario(self) -> bool:
        return self.tipo in ASSUME_IL_DESTINATARIO

    @property
    def in_vigore(self) -> bool:
        """Signed and not closed; whether its days have come is another matter."""
        return self.stato in IN_VIGORE

    @property
    def scaduta(self) -> bool:
        """Its days are over and the office has not closed it yet."""
        return self.in_vigore and self.al < oggi()

    @property
    def nome_stato(self) -> str:
        """The state as it stands today, for rows read `con_condizione`."""
        if self.stato == Stato.PROPOSTA and self.presentata_il is None:
            return _("In preparazione")
        return Stato(getattr(self, "condizione", self.stato)).label

    @property
    def colore(self) -> str:
        return COLORI.get(Stato(getattr(self, "condizione", self.stato)), "")

    @property
    def fine(self) -> date:
        """The last day it counts: its own, or an earlier one when it was resolved."""
        return min(self.al, self.chiusa_il) if self.stato == Stato.RISOLTA else self.al

    def passa_a(self, stato: Stato, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato
