"""The obligation episodes, what employers ask for outside their returns, and the office's checks."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from collocamento.posizione.enums import COLORI, CON_POSTI, SCOPERTI, EsitoVerifica, StatoEpisodio
from collocamento.posizione.ingressi import Origine
from collocamento.posizione.querysets import EpisodioQuerySet, RichiestaQuerySet, VerificaQuerySet
from collocamento.posizione.stati import Precedente
from socialabs.anagrafica.models import Comune
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello
from socialabs.base.periodi import Periodo


@pghistory.track()
class Episodio(Modello):
    """How long an employer stays in one state in a province: derived by `azioni.episodi`, never typed.

    `nascite`: the day each missing post of art. 3 was born (`nascite_art18` of art. 18); `scoperti` are those nobody
    asked for yet. `t0` and `entro` are those of the oldest of them. `situazione` and `origine` say which staff it was
    computed from. Closed with `al`, its last day, when the state becomes another.
    """

    conservazione = Conservazione.DIECI_ANNI

    datore = models.ForeignKey(
        Datore, models.PROTECT, db_index=False, related_name="episodi", verbose_name=_("datore di lavoro")
    )
    provincia = models.CharField(_("provincia"), max_length=3)
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, related_name="+", verbose_name=_("comune della sede nella provincia")
    )
    stato = models.CharField(_("stato"), max_length=12, choices=StatoEpisodio.choices)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), null=True)
    t0 = models.DateField(_("obbligo sorto il"), null=True)
    entro = models.DateField(_("termine per la richiesta"), null=True)
    posti = models.PositiveIntegerField(_("mancano persone con disabilità"), default=0)
    posti_art18 = models.PositiveIntegerField(_("mancano categorie protette"), default=0)
    scoperti = models.PositiveIntegerField(_("persone con disabilità non richieste"), default=0)
    scoperti_art18 = models.PositiveIntegerField(_("categorie protette non richieste"), default=0)
    nascite = ArrayField(models.DateField(), verbose_name=_("posti mancanti dal"), default=list)
    nascite_art18 = ArrayField(models.DateField(), verbose_name=_("posti art. 18 mancanti dal"), default=list)
    situazione = models.DateField(_("situazione al"))
    origine = models.CharField(_("origine dell'organico"), max_length=12, choices=Origine.choices)

    objects = EpisodioQuerySet.as_manager()

    class Meta:
        verbose_name = _("episodio dell'obbligo")
        verbose_name_plural = _("episodi dell'obbligo")
        ordering = ["datore_id", "provincia", "dal"]
        indexes = [
            models.Index(fields=["datore", "provincia", "dal"], name="episodio_storia"),
            models.Index(fields=["provincia", "stato"], condition=Q(al__isnull=True), name="episodio_in_corso"),
        ]
        constraints = [
            ExclusionConstraint(
                name="episodio_senza_sovrapposizioni",
                expressions=[
                    ("datore", RangeOperators.EQUAL),
                    ("provincia", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Il datore ha già un episodio in questa provincia nello stesso periodo."),
            ),
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(al__gte=F("dal")),
                name="episodio_periodo",
                violation_error_message=_("Un episodio non può finire prima di cominciare."),
            ),
            models.CheckConstraint(
                condition=Q(nascite__len=F("posti"), nascite_art18__len=F("posti_art18")),
                name="episodio_nascite",
                violation_error_message=_("Ogni posto che manca ha il giorno da cui manca."),
            ),
            models.CheckConstraint(
                condition=Q(scoperti__lte=F("posti"), scoperti_art18__lte=F("posti_art18")),
                name="episodio_scoperti",
                violation_error_message=_("I posti non richiesti non superano quelli che mancano."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(stato__in=CON_POSTI, t0__isnull=False, entro__isnull=False)
                    & (Q(posti__gt=0) | Q(posti_art18__gt=0))
                )
                | (~Q(stato__in=CON_POSTI) & Q(t0__isnull=True, entro__isnull=True, posti=0, posti_art18=0)),
                name="episodio_posti_e_termine",
                violation_error_message=_("Termine e posti ci sono se e solo se mancano posti."),
            ),
            models.CheckConstraint(
                condition=(Q(stato__in=SCOPERTI) & (Q(scoperti__gt=0) | Q(scoperti_art18__gt=0)))
                | (~Q(stato__in=SCOPERTI) & Q(scoperti=0, scoperti_art18=0)),
                name="episodio_scoperto_se_non_richiesto",
                violation_error_message=_("È scoperto chi ha posti non richiesti, e solo lui."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datore_id} {self.provincia} {self.get_stato_display()}"

    @property
    def colore(self) -> str:
        return COLORI.get(self.stato, "")

    def come_precedente(self, giorno: date) -> Precedente:
        """What `stati.valuta` takes as known until `giorno`: posts born later are none of that day's."""
        nascite, nascite_art18 = (
            tuple(nata for nata in tutte if nata <= giorno) for tutte in (self.nascite, self.nascite_art18)
        )
        return Precedente(StatoEpisodio(self.stato), self.situazione, nascite, nascite_art18)


class Richiesta(Modello):
    """A request for hiring that came otherwise than with a return: what a paper says, entered by the office.

    Never edited: one entered by mistake is annulled, with the reason, and entered again.
    """

    conservazione = Conservazione.DIECI_ANNI
    modificabili_dal_web = ("annullata_il", "motivo_annullamento", "modificato_il")

    datore = models.ForeignKey(Datore, models.PROTECT, related_name="richieste", verbose_name=_("datore di lavoro"))
    provincia = models.CharField(_("provincia"), max_length=3)
    giorno = models.DateField(_("ricevuta il"))
    protocollo = models.CharField(_("protocollo"), max_length=40)
    disabili = models.PositiveSmallIntegerField(_("persone con disabilità"), default=0)
    art18 = models.PositiveSmallIntegerField(_("categorie protette (art. 18)"), default=0)
    registrata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registrata da")
    )
    annullata_il = models.DateTimeField(_("annullata il"), null=True)
    motivo_annullamento = models.CharField(_("motivo dell'annullamento"), max_length=200, blank=True)

    objects = RichiestaQuerySet.as_manager()

    class Meta:
        verbose_name = _("richiesta di assunzione")
        verbose_name_plural = _("richieste di assunzione")
        ordering = ["-giorno", "-creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disabili__gt=0) | Q(art18__gt=0),
                name="richiesta_di_qualcuno",
                violation_error_message=_("La richiesta dice quante persone sono chieste."),
            ),
            models.CheckConstraint(
                condition=Q(annullata_il__isnull=True, motivo_annullamento="")
                | (Q(annullata_il__isnull=False) & ~Q(motivo_annullamento="")),
                name="richiesta_annullata_con_motivo",
                violation_error_message=_("Un annullamento dice perché."),
            ),
            models.UniqueConstraint(
                fields=["datore", "provincia", "protocollo"],
                condition=Q(annullata_il__isnull=True),
                name="richiesta_protocollo_unico",
                violation_error_message=_("Una richiesta con questo protocollo è già registrata."),
            ),
        ]

    def __str__(self) -> str:
        return self.protocollo


class Verifica(Modello):
    """What the office found when it looked at an episode. The latest one counts; none is rewritten."""

    conservazione = Conservazione.DIECI_ANNI
    solo_aggiunta = True

    episodio = models.ForeignKey(
        Episodio, models.PROTECT, related_name="verifiche", verbose_name=_("episodio dell'obbligo")
    )
    giorno = models.DateField(_("verificato il"))
    esito = models.CharField(_("esito"), max_length=14, choices=EsitoVerifica.choices)
    nota = models.TextField(_("che cosa è stato accertato"), blank=True)
    autore = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("verificato da")
    )

    objects = VerificaQuerySet.as_manager()

    class Meta:
        verbose_name = _("verifica")
        verbose_name_plural = _("verifiche")
        ordering = ["-creato_il", "-id"]

    def __str__(self) -> str:
        return f"{self.giorno:%d/%m/%Y} {self.get_esito_display()}"
