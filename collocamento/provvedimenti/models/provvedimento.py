"""What an employer asks or declares, what the office decided on it, how it came there and the papers it rests on."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.enums import CategoriaSoggetto
from collocamento.models import Datore
from collocamento.normativa import Causa
from collocamento.provvedimenti.enums import TRANSIZIONI, Condizione, Genere, Motivo, Stato, condizione
from collocamento.provvedimenti.models.vincoli import VINCOLI
from collocamento.provvedimenti.querysets import AllegatoQuerySet, PassaggioQuerySet, ProvvedimentoQuerySet
from socialabs.archivio.models import FilePrivato
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.base.stati import controlla


CAUSE = [
    (Causa.CIGS.value, _("Cassa integrazione guadagni straordinaria")),
    (Causa.SOLIDARIETA.value, _("Contratto di solidarietà")),
    (Causa.LICENZIAMENTO_COLLETTIVO.value, _("Procedura di licenziamento collettivo (tutta l'azienda)")),
]


@pghistory.track()
class Provvedimento(ModelloVersionato):
    """An act about one employer, from draft to decision. What each kind needs is in `vincoli`.

    `dal` and `al` are the period asked, then the one granted: what was asked stays in `chiesto_dal` and `chiesto_al`.
    `posizioni`: exempt positions; workers that `provincia` has more and `altra_provincia` may have fewer; units due
    (gradualità). `percentuale`: of the quota to exempt, or of the activity suspended. `lavoratori`: insured at 60 per
    mille or more, or suspended. `dell_ufficio`: the office wrote it, not the employer. `applicata`: the units of a
    gradualità cap what is due now, and are not only shown. `termine`: while it waits for the office, see `termini`.
    `passi`: the steps of the ceiling (`normativa.Passo.as_dict`) on the day it was granted or recorded.
    """

    conservazione = Conservazione.DIECI_ANNI

    datore = models.ForeignKey(
        Datore, models.PROTECT, related_name="provvedimenti", verbose_name=_("datore di lavoro")
    )
    genere = models.CharField(_("tipo"), max_length=13, choices=Genere.choices)
    stato = models.CharField(_("stato"), max_length=14, choices=Stato.choices, default=Stato.BOZZA)
    dell_ufficio = models.BooleanField(_("inserito dall'ufficio"), default=False)
    provincia = models.CharField(_("provincia"), max_length=3, blank=True)
    altra_provincia = models.CharField(_("altra provincia"), max_length=3, blank=True)
    categoria = models.CharField(_("categoria"), max_length=1, choices=CategoriaSoggetto.choices, blank=True)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), null=True, blank=True)
    chiesto_dal = models.DateField(_("chiesto dal"), null=True)
    chiesto_al = models.DateField(_("chiesto fino al"), null=True)
    posizioni = models.PositiveSmallIntegerField(_("posizioni"), null=True, blank=True)
    percentuale = models.PositiveSmallIntegerField(_("percentuale"), null=True, blank=True)
    lavoratori = models.PositiveIntegerField(_("lavoratori"), null=True, blank=True)
    motivi = ArrayField(
        models.CharField(max_length=12, choices=Motivo.choices), verbose_name=_("motivi"), default=list, blank=True
    )
    settore_80 = models.BooleanField(_("vigilanza o trasporto privato (limite dell'80%)"), default=False)
    causa = models.CharField(_("causa"), max_length=24, choices=CAUSE, blank=True)
    atto = models.CharField(_("estremi dell'atto"), max_length=200, blank=True)
    relazione = models.TextField(_("relazione"), blank=True)
    applicata = models.BooleanField(_("limita la quota dovuta ora"), default=False)
    presentata_il = models.DateField(_("presentata il"), null=True)
    termine = models.DateField(_("da decidere entro il"), null=True)
    posizioni_concesse = models.PositiveSmallIntegerField(_("posizioni concesse"), null=True)
    passi = models.JSONField(_("passaggi del massimale"), default=list, editable=False)
    deciso_il = models.DateField(_("deciso il"), null=True)
    motivazione = models.TextField(_("motivazione"), blank=True)

    objects = ProvvedimentoQuerySet.as_manager()

    class Meta:
        verbose_name = _("provvedimento")
        verbose_name_plural = _("provvedimenti")
        ordering = ["-dal", "-creato_il"]
        constraints = VINCOLI
        indexes = [models.Index(fields=["stato", "genere"], name="provvedimento_stato")]

    def __str__(self) -> str:
        return f"{self.get_genere_display()}, {self.periodo}"

    def get_absolute_url(self) -> str:
        return reverse("provvedimenti:dettaglio", args=[self.pk])

    def passa_a(self, stato: Stato, ctx: Contesto) -> None:
        """Change the state in memory. Raises TransizioneNonAmmessa."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato

    @property
    def periodo(self) -> str:
        """The period in words, its end open or not."""
        if self.al is None:
            return _("dal %(dal)s") % {"dal": f"{self.dal:%d/%m/%Y}"}
        return _("dal %(dal)s al %(al)s") % {"dal": f"{self.dal:%d/%m/%Y}", "al": f"{self.al:%d/%m/%Y}"}

    @property
    def efficaci(self) -> int:
        """The positions that count: those granted, or those declared where nobody grants."""
        return (self.posizioni_concesse if self.posizioni_concesse is not None else self.posizioni) or 0

    def condizione(self, giorno: date | None = None) -> Condizione | None:
        """How it stands on a day, today by default; None for one without effect."""
        return condizione(self.stato, self.dal, self.al, giorno or oggi())


class Passaggio(Modello):
    """A step of the procedure: who, when, from where to where, in which words, by when an answer is due."""

    conservazione = Conservazione.DIECI_ANNI
    solo_aggiunta = True

    provvedimento = models.ForeignKey(
        Provvedimento, models.PROTECT, related_name="passaggi", verbose_name=_("provvedimento")
    )
    da = models.CharField(_("da"), max_length=14, choices=Stato.choices, blank=True)
    a = models.CharField(_("a"), max_length=14, choices=Stato.choices)
    giorno = models.DateField(_("giorno"))
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("chi")
    )
    testo = models.TextField(_("testo"), blank=True)
    entro_il = models.DateField(_("risposta entro il"), null=True)

    objects = PassaggioQuerySet.as_manager()

    class Meta:
        verbose_name = _("passaggio")
        verbose_name_plural = _("passaggi")
        ordering = ["creato_il", "id"]

    def __str__(self) -> str:
        return f"{self.get_a_display()} {self.giorno:%d/%m/%Y}"


class Allegato(Modello):
    """A paper that the request rests on."""

    conservazione = Conservazione.DIECI_ANNI

    provvedimento = models.ForeignKey(
        Provvedimento, models.PROTECT, related_name="allegati", verbose_name=_("provvedimento")
    )
    file = models.OneToOneField(FilePrivato, models.PROTECT, related_name="+", verbose_name=_("file"))
    titolo = models.CharField(_("titolo"), max_length=160)
    dell_ufficio = models.BooleanField(_("aggiunto dall'ufficio"), default=False)

    objects = AllegatoQuerySet.as_manager()

    class Meta:
        verbose_name = _("allegato")
        verbose_name_plural = _("allegati")
        ordering = ["creato_il", "id"]

    def __str__(self) -> str:
        return self.titolo
