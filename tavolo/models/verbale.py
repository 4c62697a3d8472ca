"""The minutes: a text for each item, the members' comments and how they were treated, approval, later corrections."""

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato
from tavolo.enums import ModoApprovazione, Trattamento
from tavolo.models.persone import Partecipante
from tavolo.models.seduta import Punto, Seduta
from tavolo.querysets import BranoVerbaleQuerySet, DelVerbaleQuerySet, VerbaleQuerySet
from tavolo.testi import vettore


@pghistory.track(exclude=["ricerca"])
class Verbale(ModelloVersionato):
    """The minutes of a meeting. Its state is the meeting's; its text is in `brani`, one for each item.

    `approvato_in`: the meeting that approved it, when it was approved in a meeting.
    """

    conservazione = Conservazione.PERMANENTE

    seduta = models.OneToOneField(Seduta, models.PROTECT, related_name="verbale", verbose_name=_("seduta"))
    premessa = models.TextField(_("premessa"), blank=True)
    conclusione = models.TextField(_("conclusione"), blank=True)
    prossima_seduta = models.CharField(_("prossima seduta"), max_length=200, blank=True)
    osservazioni_entro = models.DateField(_("osservazioni entro il"), null=True, blank=True)
    inviato_il = models.DateTimeField(_("inviato ai componenti il"), null=True, editable=False)
    modo = models.CharField(_("approvato"), max_length=8, choices=ModoApprovazione.choices, blank=True)
    approvato_il = models.DateField(_("approvato il"), null=True, blank=True)
    approvato_in = models.ForeignKey(
        Seduta, models.PROTECT, null=True, blank=True, related_name="verbali_approvati", verbose_name=_("approvato in")
    )
    pubblicato_il = models.DateTimeField(_("pubblicato il"), null=True, editable=False)
    ricerca = models.GeneratedField(
        expression=vettore("premessa", "C") + vettore("conclusione", "C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = VerbaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("verbale")
        verbose_name_plural = _("verbali")
        ordering = ["-seduta__inizio"]
        indexes = [GinIndex(fields=["ricerca"], name="verbale_ricerca")]
        constraints = [
            models.CheckConstraint(
                condition=Q(modo="", approvato_il__isnull=True) | (~Q(modo="") & Q(approvato_il__isnull=False)),
                name="verbale_approvato_quando_e_come",
                violation_error_message=_("Un verbale approvato dice quando e come lo è stato."),
            ),
            models.CheckConstraint(
                condition=Q(modo=ModoApprovazione.SEDUTA, approvato_in__isnull=False)
                | (~Q(modo=ModoApprovazione.SEDUTA) & Q(approvato_in__isnull=True)),
                name="verbale_approvato_in_seduta",
                violation_error_message=_("Un verbale approvato in una seduta dice in quale."),
            ),
        ]

    def __str__(self) -> str:
        return _("Verbale: %(seduta)s") % {"seduta": self.seduta}


@pghistory.track(exclude=["ricerca"])
class BranoVerbale(ModelloVersionato):
    """What the minutes say of an item."""

    conservazione = Conservazione.PERMANENTE

    verbale = models.ForeignKey(Verbale, models.CASCADE, related_name="brani", verbose_name=_("verbale"))
    punto = models.OneToOneField(Punto, models.PROTECT, related_name="brano", verbose_name=_("punto"))
    testo = models.TextField(_("testo"), blank=True)
    ricerca = models.GeneratedField(
        expression=vettore("testo", "B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = BranoVerbaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("brano del verbale")
        verbose_name_plural = _("brani dei verbali")
        indexes = [GinIndex(fields=["ricerca"], name="brano_verbale_ricerca")]

    def __str__(self) -> str:
        return str(self.punto)


class Osservazione(Modello):
    """A member's comment on the minutes, on one item or on the whole, and what was made of it."""

    conservazione = Conservazione.PERMANENTE

    verbale = models.ForeignKey(Verbale, models.CASCADE, related_name="osservazioni", verbose_name=_("verbale"))
    punto = models.ForeignKey(
        Punto, models.PROTECT, null=True, blank=True, related_name="osservazioni", verbose_name=_("punto")
    )
    partecipante = models.ForeignKey(Partecipante, models.PROTECT, related_name="+", verbose_name=_("di"))
    testo = models.TextField(_("osservazione"))
    trattamento = models.CharField(
        _("trattamento"), max_length=12, choices=Trattamento.choices, default=Trattamento.DA_ESAMINARE
    )
    risposta = models.TextField(_("risposta"), blank=True)
    trattata_il = models.DateTimeField(_("trattata il"), null=True, editable=False)
    trattata_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DelVerbaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("osservazione al verbale")
        verbose_name_plural = _("osservazioni ai verbali")
        ordering = ["creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(trattamento=Trattamento.DA_ESAMINARE, trattata_il__isnull=True)
                | (~Q(trattamento=Trattamento.DA_ESAMINARE) & Q(trattata_il__isnull=False)),
                name="osservazione_trattata_quando",
                violation_error_message=_("Un'osservazione trattata ha la data, le altre no."),
            ),
            models.CheckConstraint(
                condition=~Q(trattamento__in=[Trattamento.RESPINTA, Trattamento.IN_PARTE]) | ~Q(risposta=""),
                name="osservazione_respinta_motivata",
                violation_error_message=_("Indica perché l'osservazione non è accolta, o lo è solo in parte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partecipante}"


class Rettifica(Modello):
    """The later act that corrects minutes already approved: they are never rewritten."""

    conservazione = Conservazione.PERMANENTE

    verbale = models.ForeignKey(Verbale, models.PROTECT, related_name="rettifiche", verbose_name=_("verbale"))
    punto = models.ForeignKey(Punto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("punto"))
    decisa_in = models.ForeignKey(Seduta, models.PROTECT, related_name="rettifiche", verbose_name=_("decisa in"))
    testo = models.TextField(_("che cosa si rettifica, e come"))

    objects = DelVerbaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rettifica di un verbale")
        verbose_name_plural = _("rettifiche di verbali")
        ordering = ["creato_il"]

    def __str__(self) -> str:
        return str(self.verbale)
