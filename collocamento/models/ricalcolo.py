"""A proposal to compute the figures again: what would change and for whom, before anything changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from collocamento.enums import PROPOSTE_APERTE, TRANSIZIONI_PROPOSTA, StatoProposta
from collocamento.models.calcolo import CalcoloNazionale, Cifre
from collocamento.models.datore import Datore
from collocamento.models.prospetto import Prospetto
from collocamento.querysets import RicalcoloQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello
from socialabs.base.stati import controlla


class PropostaRicalcolo(Modello):
    """The returns whose figures an older engine or older tables gave, computed by those of `motore`.

    `partenza`: fingerprint of those returns as they stood at the beginning; another one now means that something has
    changed since, and the proposal no longer holds. `prospetti` were computed, `dagli_originali` of them by reading
    the original again; `illeggibili` could not be and keep their figures. `datori_cambiati` would have other figures
    in a valid return.
    """

    conservazione = Conservazione.CINQUE_ANNI

    stato = models.CharField(
        _("stato"), max_length=10, choices=StatoProposta.choices, default=StatoProposta.IN_CALCOLO
    )
    motore = models.CharField(_("versione del motore"), max_length=64)
    partenza = models.CharField(_("situazione di partenza"), max_length=32)
    prospetti = models.PositiveIntegerField(_("prospetti ricalcolati"), default=0)
    dagli_originali = models.PositiveIntegerField(_("letti di nuovo dall'originale"), default=0)
    illeggibili = models.PositiveIntegerField(_("non ricalcolabili"), default=0)
    datori_cambiati = models.PositiveIntegerField(_("datori con cifre diverse"), default=0)
    chiesta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("chiesta da")
    )
    pronta_il = models.DateTimeField(_("calcolata il"), null=True)
    decisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decisa da")
    )
    decisa_il = models.DateTimeField(_("decisa il"), null=True)

    objects = RicalcoloQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposta di ricalcolo")
        verbose_name_plural = _("proposte di ricalcolo")
        ordering = ["-creato_il", "-id"]
        constraints = [
            models.UniqueConstraint(
                models.Value(True),
                condition=Q(stato__in=sorted(PROPOSTE_APERTE)),
                name="ricalcolo_uno_aperto",
                violation_error_message=_("C'è già una proposta di ricalcolo da decidere."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=sorted(PROPOSTE_APERTE), decisa_il__isnull=True)
                | (~Q(stato__in=sorted(PROPOSTE_APERTE)) & Q(decisa_il__isnull=False)),
                name="ricalcolo_deciso_quando_chiuso",
                violation_error_message=_("Una proposta decisa dice quando, una aperta no."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=[StatoProposta.PRONTA, StatoProposta.APPLICATA]) | Q(pronta_il__isnull=False),
                name="ricalcolo_pronto_quando",
                violation_error_message=_("Una proposta si decide quando è calcolata."),
            ),
        ]

    def __str__(self) -> str:
        return _("Ricalcolo del %(giorno)s") % {"giorno": f"{localtime(self.creato_il):%d/%m/%Y}"}

    def get_absolute_url(self) -> str:
        return reverse("collocamento:ricalcolo", args=[self.pk])

    def passa_a(self, stato: StatoProposta, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI_PROPOSTA, self.stato, stato, ctx)
        self.stato = stato
        if stato == StatoProposta.PRONTA:
            self.pronta_il = adesso()
        else:
            self.decisa_il, self.decisa_da = adesso(), ctx.utente


class DifferenzaRicalcolo(Modello):
    """A valid return whose figures would change, or did.

    `cambi`: {province, empty for the country: {figure: [before, after]}}, only the figures that differ. The columns
    are the national ones by which the list is read, disabled and art. 18 workers together.
    """

    conservazione = Conservazione.CINQUE_ANNI

    proposta = models.ForeignKey(
        PropostaRicalcolo, models.CASCADE, related_name="differenze", verbose_name=_("proposta"), db_index=False
    )
    prospetto = models.ForeignKey(Prospetto, models.CASCADE, related_name="+", verbose_name=_("prospetto"))
    datore = models.ForeignKey(Datore, models.CASCADE, related_name="+", verbose_name=_("datore di lavoro"))
    anno = models.PositiveSmallIntegerField(_("anno"))
    quota_prima = models.IntegerField(_("quota di prima"))
    quota_dopo = models.IntegerField(_("quota nuova"))
    mancano_prima = models.IntegerField(_("posti scoperti di prima"))
    mancano_dopo = models.IntegerField(_("posti scoperti nuovi"))
    ora_prima = models.IntegerField(_("posti dovuti ora, di prima"))
    ora_dopo = models.IntegerField(_("posti dovuti ora, nuovi"))
    cambi = models.JSONField(_("cifre cambiate"))

    objects = RicalcoloQuerySet.as_manager()

    class Meta:
        verbose_name = _("differenza del ricalcolo")
        verbose_name_plural = _("differenze del ricalcolo")
        constraints = [
            models.UniqueConstraint(
                fields=["proposta", "prospetto"],
                name="ricalcolo_una_differenza_per_prospetto",
                violation_error_message=_("La proposta ha già le differenze di questo prospetto."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.datore} {self.anno}"


class CalcoloProposto(CalcoloNazionale):
    """The new figures of a return, with what it says of them, until the proposal is decided."""

    conservazione = Conservazione.TECNICA

    proposta = models.ForeignKey(
        PropostaRicalcolo, models.CASCADE, related_name="calcoli", verbose_name=_("proposta"), db_index=False
    )
    prospetto = models.ForeignKey(
        Prospetto, models.CASCADE, related_name="+", verbose_name=_("prospetto"), db_index=False
    )
    differenze = models.JSONField(_("differenze dal dichiarato"))
    anomalie = models.JSONField(_("anomalie"))
    provincia_sede = models.CharField(_("provincia della sede legale"), max_length=3, blank=True)

    objects = RicalcoloQuerySet.as_manager()

    class Meta:
        verbose_name = _("calcolo proposto")
        verbose_name_plural = _("calcoli proposti")
        constraints = [
            models.UniqueConstraint(
                fields=["proposta", "prospetto"],
                name="ricalcolo_un_calcolo_per_prospetto",
                violation_error_message=_("La proposta ha già il calcolo di questo prospetto."),
            )
        ]

    def __str__(self) -> str:
        return str(self.prospetto_id)


class CalcoloProvinciaProposto(Cifre):
    """The same of one provincial sheet."""

    conservazione = Conservazione.TECNICA

    proposta = models.ForeignKey(
        PropostaRicalcolo, models.CASCADE, related_name="+", verbose_name=_("proposta"), db_index=False
    )
    prospetto = models.ForeignKey(
        Prospetto, models.CASCADE, related_name="+", verbose_name=_("prospetto"), db_index=False
    )
    provincia = models.CharField(_("provincia"), max_length=3)
    comune = models.ForeignKey(
        "anagrafica.Comune", models.PROTECT, null=True, related_name="+", verbose_name=_("comune della sede")
    )

    objects = RicalcoloQuerySet.as_manager()

    class Meta:
        verbose_name = _("calcolo provinciale proposto")
        verbose_name_plural = _("calcoli provinciali proposti")
        constraints = [
            models.UniqueConstraint(
                fields=["proposta", "prospetto", "provincia"],
                name="ricalcolo_una_riga_per_provincia",
                violation_error_message=_("La proposta ha già il foglio di questa provincia."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.prospetto_id} {self.provincia}"
