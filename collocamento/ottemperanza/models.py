"""The self-declarations prepared for employers, and the requests that the office answers (art. 17)."""

import hashlib

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from collocamento.ottemperanza.enums import (
    APERTI,
    CON_ESITO,
    TRANSIZIONI,
    Canale,
    Condizione,
    Esito,
    Firma,
    Qualifica,
    Stato,
    Tipo,
)
from collocamento.ottemperanza.querysets import DichiarazioneQuerySet, PraticaQuerySet
from socialabs.base.campi import TestoCifrato
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.base.stati import controlla


class Dichiarazione(Modello):
    """Who will sign a self-declaration and how; what it says is worked out when its document is issued.

    `ente` and `riferimento`: to whom and for which tender, where it is known.
    """

    conservazione = Conservazione.DIECI_ANNI
    modificabili_dal_web = ()

    datore = models.ForeignKey(
        Datore, models.PROTECT, related_name="dichiarazioni_ottemperanza", verbose_name=_("datore di lavoro")
    )
    rappresentante = TestoCifrato(_("chi dichiara"))
    qualifica = models.CharField(_("in qualità di"), max_length=11, choices=Qualifica.choices)
    firma = models.CharField(_("firma"), max_length=5, choices=Firma.choices)
    ente = models.CharField(_("ente a cui si presenta"), max_length=160, blank=True)
    riferimento = models.CharField(_("gara o procedura"), max_length=160, blank=True)
    preparata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("preparata da")
    )

    objects = DichiarazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("dichiarazione di ottemperanza")
        verbose_name_plural = _("dichiarazioni di ottemperanza")
        ordering = ["-creato_il", "-id"]

    def __str__(self) -> str:
        return _("Dichiarazione di %(datore)s") % {"datore": self.datore}


@pghistory.track(exclude=["impronta_conferma", "conferma_entro", "impronta_risposta"])
class Pratica(ModelloVersionato):
    """A public body's check, or an employer's request for a certificate, until its answer.

    `codice_fiscale` is the employer's as the body wrote it; `datore` is empty where no employer here has it.
    `giorno` is the day that the answer speaks of, `condizione` how the employer stood then by the figures, `motivi`
    the sentences that say why, `note` what the office adds; all go on the document. `impronta_*`: digests of the
    secrets in the links mailed to the body.
    """

    conservazione = Conservazione.DIECI_ANNI

    tipo = models.CharField(_("tipo"), max_length=11, choices=Tipo.choices)
    canale = models.CharField(_("come è arrivata"), max_length=8, choices=Canale.choices)
    stato = models.CharField(_("stato"), max_length=14, choices=Stato.choices, default=Stato.RICEVUTA)
    datore = models.ForeignKey(
        Datore, models.PROTECT, null=True, related_name="pratiche_ottemperanza", verbose_name=_("datore di lavoro")
    )
    codice_fiscale = models.CharField(_("codice fiscale dell'azienda"), max_length=16)
    ente = models.CharField(_("ente richiedente"), max_length=160, blank=True)
    ufficio = models.CharField(_("ufficio richiedente"), max_length=160, blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    riferimento = models.CharField(_("gara o procedura"), max_length=160, blank=True)
    finalita = models.CharField(_("uso a cui serve"), max_length=200, blank=True)
    protocollo = models.CharField(_("protocollo della richiesta"), max_length=60, blank=True)
    ricevuta_il = models.DateField(_("ricevuta il"), null=True)
    entro_il = models.DateField(_("rispondere entro il"), null=True)
    chiesta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("chiesta da")
    )
    in_carico_a = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("in carico a")
    )
    giorno = models.DateField(_("situazione al"), null=True)
    condizione = models.CharField(_("condizione"), max_length=14, choices=Condizione.choices, blank=True)
    esito = models.CharField(_("esito"), max_length=15, choices=Esito.choices, blank=True)
    motivi = ArrayField(models.CharField(max_length=600), verbose_name=_("motivi"), default=list, blank=True)
    note = models.TextField(_("note dell'ufficio"), blank=True, max_length=2000)
    decisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decisa da")
    )
    decisa_il = models.DateTimeField(_("decisa il"), null=True)
    valida_fino_al = models.DateField(_("valida fino al"), null=True)
    evasa_il = models.DateTimeField(_("evasa il"), null=True)
    motivo = models.CharField(_("motivo della restituzione o dell'archiviazione"), max_length=300, blank=True)
    impronta_conferma = models.CharField(max_length=64, null=True, unique=True, editable=False)
    conferma_entro = models.DateTimeField(_("da confermare entro"), null=True, editable=False)
    impronta_risposta = models.CharField(max_length=64, null=True, unique=True, editable=False)

    objects = PraticaQuerySet.as_manager()

    class Meta:
        verbose_name = _("pratica di ottemperanza")
        verbose_name_plural = _("pratiche di ottemperanza")
        ordering = ["-creato_il", "-id"]
        indexes = [
            models.Index(fields=["datore", "-creato_il"], name="ottemperanza_per_datore"),
            models.Index(fields=["stato", "entro_il"], name="ottemperanza_termini"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(tipo=Tipo.VERIFICA, finalita="") & ~Q(ente="") & ~Q(pec=""))
                | (Q(tipo=Tipo.CERTIFICATO, ente="", pec="", datore__isnull=False) & ~Q(finalita="")),
                name="ottemperanza_chi_chiede",
                violation_error_message=_(
                    "Una verifica dice chi la chiede e dove rispondere, un certificato a che serve."
                ),
            ),
            models.CheckConstraint(
                condition=Q(stato=Stato.DA_CONFERMARE, ricevuta_il__isnull=True, conferma_entro__isnull=False)
                | (
                    ~Q(stato=Stato.DA_CONFERMARE)
                    & Q(ricevuta_il__isnull=False, entro_il__isnull=False, entro_il__gte=F("ricevuta_il"))
                ),
                name="ottemperanza_termine",
                violation_error_message=_(
                    "Una richiesta ricevuta ha il giorno di arrivo e il termine per rispondere."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    stato__in=[Stato.DA_CONFERMARE, Stato.RICEVUTA, Stato.IN_ISTRUTTORIA, Stato.ARCHIVIATA],
                )
                | (Q(giorno__isnull=False) & ~Q(esito="") & ~Q(condizione="")),
                name="ottemperanza_proposta_con_esito",
                violation_error_message=_("Per la firma servono il giorno, l'esito e i motivi."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=sorted(CON_ESITO), decisa_il__isnull=False, valida_fino_al__isnull=False)
                | (~Q(stato__in=sorted(CON_ESITO)) & Q(decisa_il__isnull=True)),
                name="ottemperanza_decisa_quando",
                violation_error_message=_("Una pratica decisa dice quando e fino a quando vale."),
            ),
            models.CheckConstraint(
                condition=Q(stato=Stato.EVASA, evasa_il__isnull=False)
                | (~Q(stato=Stato.EVASA) & Q(evasa_il__isnull=True)),
                name="ottemperanza_evasa_quando",
                violation_error_message=_("Una pratica evasa dice quando."),
            ),
            models.CheckConstraint(
                condition=~Q(stato=Stato.ARCHIVIATA) | ~Q(motivo=""),
                name="ottemperanza_archiviata_con_motivo",
                violation_error_message=_("Una pratica archiviata dice perché."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} · {self.codice_fiscale}"

    def get_absolute_url(self) -> str:
        return reverse("ottemperanza:pratica", args=[self.pk])

    @property
    def azienda(self) -> str:
        """The employer by name where it is known here, by its tax code otherwise."""
        return self.datore.organizzazione.denominazione if self.datore else self.codice_fiscale

    @property
    def in_ritardo(self) -> bool:
        """Whether it is still to be answered after its term."""
        return self.stato in APERTI and self.entro_il < oggi()

    @staticmethod
    def impronta_di(segreto: str) -> str:
        return hashlib.sha256(segreto.encode()).hexdigest()

    def passa_a(self, stato: Stato, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato
