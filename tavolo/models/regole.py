"""The rules of procedure as dated data."""

from fractions import Fraction

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from tavolo import quorum
from tavolo.enums import Chiamata, Quota, RispostaMancata, TipoDecisione, TipoMaggioranza
from tavolo.models.persone import Gruppo
from tavolo.querysets import RegolamentoQuerySet


QUALIFICATE = (TipoMaggioranza.QUALIFICATA, TipoMaggioranza.QUALIFICATA_PRESENTI)


def _maggioranza(etichetta: str, predefinita: TipoMaggioranza) -> models.CharField:
    return models.CharField(etichetta, max_length=14, choices=TipoMaggioranza.choices, default=predefinita)


def _quota(etichetta: str, predefinita: Quota) -> models.CharField:
    return models.CharField(etichetta, max_length=3, choices=Quota.choices, default=predefinita)


@pghistory.track()
class Regolamento(Modello):
    """The rules in force from `dal` until the next version: of the table, or of one working group.

    The defaults are those of the project's handbook and are not drawn from an act: `da_verificare` until the
    secretariat has checked them against the table's own rules and says where they stand (`fonte`). A version is never
    changed: the database refuses it, a later one is added.
    """

    conservazione = Conservazione.PERMANENTE

    gruppo = models.ForeignKey(
        Gruppo, models.PROTECT, null=True, blank=True, related_name="regolamenti", verbose_name=_("gruppo di lavoro")
    )
    dal = models.DateField(_("in vigore dal"))
    giorni_preavviso = models.PositiveSmallIntegerField(_("giorni di preavviso"), default=7)
    ore_urgenza = models.PositiveSmallIntegerField(_("ore di preavviso in caso d'urgenza"), default=48)
    giorni_documenti = models.PositiveSmallIntegerField(_("giorni per i documenti prima della seduta"), default=3)
    quorum_prima = _quota(_("quorum in prima convocazione"), Quota.META)
    quorum_prima_piu_uno = models.BooleanField(_("più uno, in prima convocazione"), default=True)
    quorum_seconda = _quota(_("quorum in seconda convocazione"), Quota.UN_TERZO)
    quorum_seconda_piu_uno = models.BooleanField(_("più uno, in seconda convocazione"), default=False)
    minuti_seconda = models.PositiveSmallIntegerField(_("minuti fra prima e seconda convocazione"), default=60)
    maggioranza_ordinaria = _maggioranza(_("maggioranza per le decisioni"), TipoMaggioranza.SEMPLICE)
    maggioranza_parere = _maggioranza(_("maggioranza per pareri e proposte"), TipoMaggioranza.SEMPLICE)
    maggioranza_nomina = _maggioranza(_("maggioranza per le nomine"), TipoMaggioranza.PRESENTI)
    maggioranza_regolamento = _maggioranza(_("maggioranza per il regolamento"), TipoMaggioranza.ASSOLUTA)
    quota_qualificata = _quota(_("frazione della maggioranza qualificata"), Quota.DUE_TERZI)
    astenuti_votanti = models.BooleanField(_("gli astenuti contano fra i votanti"), default=False)
    prevale_presidente = models.BooleanField(_("a parità prevale il voto di chi presiede"), default=False)
    supplenti_votano = models.BooleanField(_("il supplente vota quando il delegato è assente"), default=True)
    deleghe_massime = models.PositiveSmallIntegerField(
        _("deleghe ad altri componenti per persona"), default=0, help_text=_("Zero: non sono ammesse.")
    )
    giorni_risposta = models.PositiveSmallIntegerField(_("giorni prima della seduta per rispondere"), default=2)
    risposta_mancata = models.CharField(
        _("chi non risponde e non viene"),
        max_length=12,
        choices=RispostaMancata.choices,
        default=RispostaMancata.ASSENTE,
    )
    giorni_verbale = models.PositiveSmallIntegerField(_("giorni per la bozza di verbale"), default=10)
    giorni_silenzio = models.PositiveSmallIntegerField(_("giorni per le osservazioni al verbale"), default=7)
    silenzio_approva = models.BooleanField(
        _("il silenzio approva il verbale senza altri atti"),
        default=False,
        help_text=_(
            "Passato il termine, il portale registra l'approvazione da sé se nessuna osservazione è da esaminare."
        ),
    )
    fonte = models.CharField(
        _("fonte"), max_length=250, blank=True, help_text=_("L'atto che approva il regolamento, con data e numero.")
    )
    da_verificare = models.BooleanField(_("da verificare con il regolamento"), default=True)

    objects = RegolamentoQuerySet.as_manager()

    class Meta:
        verbose_name = _("regolamento")
        verbose_name_plural = _("regolamenti")
        ordering = ["-dal"]
        constraints = [
            models.UniqueConstraint(
                fields=["gruppo", "dal"],
                name="regolamento_una_versione_al_giorno",
                nulls_distinct=False,
                violation_error_message=_("C'è già una versione del regolamento in vigore da questo giorno."),
            ),
            models.CheckConstraint(
                condition=Q(da_verificare=True) | ~Q(fonte=""),
                name="regolamento_verificato_con_fonte",
                violation_error_message=_("Un regolamento verificato dice da quale atto viene."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_prima__in=Quota.values, quorum_seconda__in=Quota.values)
                & Q(quota_qualificata__in=Quota.values),
                name="regolamento_quote",
                violation_error_message=_("Il quorum è una delle frazioni previste."),
            ),
            models.CheckConstraint(
                condition=Q(ore_urgenza__lte=F("giorni_preavviso") * 24),
                name="regolamento_urgenza_piu_breve",
                violation_error_message=_("Il preavviso d'urgenza non può essere più lungo di quello ordinario."),
            ),
            models.CheckConstraint(
                condition=Q(minuti_seconda__gte=1),
                name="regolamento_seconda_dopo",
                violation_error_message=_("La seconda convocazione segue la prima."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="regolamento_non_si_riscrive", exclude=["fonte", "da_verificare", "modificato_il"])
        ]

    def __str__(self) -> str:
        return _("Regolamento in vigore dal %(dal)s") % {"dal": f"{self.dal:%d/%m/%Y}"}

    @property
    def predefinito(self) -> bool:
        """Whether these are the portal's defaults, because no version has been entered yet."""
        return self._state.adding

    def soglia(self, chiamata: int) -> quorum.Soglia:
        """The quorum of a call."""
        if chiamata == Chiamata.PRIMA:
            return quorum.Soglia(Fraction(self.quorum_prima), self.quorum_prima_piu_uno)
        return quorum.Soglia(Fraction(self.quorum_seconda), self.quorum_seconda_piu_uno)

    def regola(self, tipo: str) -> quorum.Regola:
        """The majority that a kind of decision needs."""
        maggioranza = getattr(self, f"maggioranza_{TipoDecisione(tipo).value}")
        quota = Fraction(self.quota_qualificata) if maggioranza in QUALIFICATE else None
        return quorum.Regola(quorum.Maggioranza(maggioranza), quota, self.astenuti_votanti)

    @property
    def chi_vota(self) -> quorum.ChiVota:
        return quorum.ChiVota(self.supplenti_votano, self.deleghe_massime)
