"""Who was convened, how, and what they answered."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from tavolo.enums import Risposta, RuoloMandato
from tavolo.models.persone import Partecipante, Seggio
from tavolo.models.seduta import Seduta
from tavolo.querysets import ConvocazioneQuerySet


class Convocazione(Modello):
    """The convocation of one person to one meeting, for a seat or (no seat) as a guest.

    The link in the mail opens with a secret of which only the digest is kept: it stands for one person in one
    meeting, and expires. `pec`: the certified address it was sent to, `prova` the receipt that proves it; `carta_il`:
    when it was handed over on paper. `avvisata_per`: the hour of the meeting that the last notice told.
    """

    conservazione = Conservazione.PERMANENTE

    seduta = models.ForeignKey(Seduta, models.CASCADE, related_name="convocazioni", verbose_name=_("seduta"))
    seggio = models.ForeignKey(
        Seggio, models.PROTECT, null=True, blank=True, related_name="convocazioni", verbose_name=_("seggio")
    )
    partecipante = models.ForeignKey(
        Partecipante, models.PROTECT, related_name="convocazioni", verbose_name=_("partecipante")
    )
    ruolo = models.CharField(_("in qualità di"), max_length=9, choices=RuoloMandato.choices, blank=True)
    inviata_il = models.DateTimeField(_("inviata il"), null=True)
    sequenza = models.PositiveSmallIntegerField(_("avviso n."), default=0)
    avvisata_per = models.DateTimeField(_("avvisata per il"), null=True)
    ricevuta_il = models.DateTimeField(_("ricevuta il"), null=True)
    risposta = models.CharField(_("risposta"), max_length=9, choices=Risposta.choices, blank=True)
    risposta_il = models.DateTimeField(_("risposta del"), null=True)
    risposta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("risposta registrata da"),
        help_text=_("Vuoto: dal collegamento nella posta."),
    )
    delegato_a = models.ForeignKey(
        Seggio, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("delega il voto a")
    )
    nota = models.CharField(_("nota"), max_length=300, blank=True)
    impronta = models.CharField(max_length=64, null=True, unique=True, editable=False)
    scade_il = models.DateTimeField(_("il collegamento scade il"), null=True, editable=False)
    pec = models.EmailField(_("PEC"), blank=True)
    pec_consegnata_il = models.DateTimeField(_("consegnata via PEC il"), null=True)
    prova = models.ForeignKey(
        "archivio.FilePrivato", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ricevuta PEC")
    )
    carta_il = models.DateTimeField(_("consegnata su carta il"), null=True)

    objects = ConvocazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("convocazione")
        verbose_name_plural = _("convocazioni")
        ordering = ["seggio__ente__organizzazione__denominazione_ordinabile", "seggio__numero", "ruolo"]
        indexes = [models.Index(fields=["partecipante", "seduta"], name="convocazione_per_persona")]
        constraints = [
            models.UniqueConstraint(
                fields=["seduta", "seggio", "partecipante"],
                name="convocazione_unica",
                nulls_distinct=False,
                violation_error_message=_("La persona è già convocata a questa seduta per questo seggio."),
            ),
            models.CheckConstraint(
                condition=Q(risposta="", risposta_il__isnull=True) | (~Q(risposta="") & Q(risposta_il__isnull=False)),
                name="convocazione_risposta_con_data",
                violation_error_message=_("Una risposta ha la sua data."),
            ),
            models.CheckConstraint(
                condition=Q(risposta=Risposta.DELEGA, delegato_a__isnull=False)
                | (~Q(risposta=Risposta.DELEGA) & Q(delegato_a__isnull=True)),
                name="convocazione_delega_a_qualcuno",
                violation_error_message=_("Chi delega dice a quale componente."),
            ),
            models.CheckConstraint(
                condition=Q(impronta__isnull=True) | Q(scade_il__isnull=False),
                name="convocazione_collegamento_scade",
                violation_error_message=_("Il collegamento personale ha una scadenza."),
            ),
            models.CheckConstraint(
                condition=Q(seggio__isnull=True, ruolo="") | (Q(seggio__isnull=False) & ~Q(ruolo="")),
                name="convocazione_ruolo_nel_seggio",
                violation_error_message=_("Chi è convocato per un seggio lo è come delegato o come supplente."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partecipante}"

    @staticmethod
    def impronta_di(segreto: str) -> str:
        return hashlib.sha256(segreto.encode()).hexdigest()
