"""The list of workers that an employer keeps between returns."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tipologia
from collocamento.models import Datore, Prospetto
from collocamento.normativa import Contratto, Lavoratore
from collocamento.normativa import Datore as DatoreNormativa
from collocamento.normativa import Tipologia as TipologiaNormativa
from collocamento.organico.dati import IN_CHIARO, DatiLavoratore, cifra_riservati, decifra_riservati
from collocamento.organico.enums import ATTIVITA, CONTRATTI, MODALITA, ModoImportazione, scelte
from collocamento.organico.querysets import ConfermaQuerySet, ImportazioneQuerySet, OrganicoQuerySet, RigaQuerySet
from collocamento.organico.regole import MINUTI_IN_UNA_SETTIMANA
from socialabs.archivio.models import FilePrivato
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato


TERMINE = Contratto.TERMINE.value


class Organico(ModelloVersionato):
    """The list of an employer, since when and from which return; closed, it stays for what it told until then.

    `versione` grows with every change of the list or of a row: whoever acts on what they saw finds out whether it is
    still so. `tipologia` and `provincia_sede` are told to the engine where no return does.
    """

    conservazione = Conservazione.CINQUE_ANNI

    datore = models.ForeignKey(Datore, models.PROTECT, related_name="organici", verbose_name=_("datore di lavoro"))
    tipologia = models.CharField(_("tipologia"), max_length=1, choices=Tipologia.choices)
    provincia_sede = models.ForeignKey(
        "anagrafica.Provincia", models.PROTECT, related_name="+", verbose_name=_("provincia della sede legale")
    )
    iniziato_il = models.DateField(_("tenuto dal"))
    prospetto = models.ForeignKey(
        Prospetto, models.SET_NULL, null=True, related_name="+", verbose_name=_("cominciato dal prospetto")
    )
    chiuso_il = models.DateField(_("non più tenuto dal"), null=True)

    objects = OrganicoQuerySet.as_manager()

    class Meta:
        verbose_name = _("organico")
        verbose_name_plural = _("organici")
        ordering = ["-iniziato_il", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["datore"],
                condition=Q(chiuso_il__isnull=True),
                name="organico_uno_in_corso",
                violation_error_message=_("L'azienda tiene già il suo organico."),
            ),
            models.CheckConstraint(
                condition=Q(chiuso_il__isnull=True) | Q(chiuso_il__gte=F("iniziato_il")),
                name="organico_periodo",
                violation_error_message=_("L'organico non può chiudersi prima di cominciare."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.iniziato_il:%d/%m/%Y}"

    @property
    def per_il_motore(self) -> DatoreNormativa:
        """The employer as the engine takes it, where no return says more."""
        return DatoreNormativa(TipologiaNormativa(self.tipologia), self.provincia_sede_id)


class Conferma(Modello):
    """Somebody said that on `giorno` the list had all the workers; `lavoratori` is how many it had."""

    conservazione = Conservazione.CINQUE_ANNI
    solo_aggiunta = True

    organico = models.ForeignKey(Organico, models.CASCADE, related_name="conferme", verbose_name=_("organico"))
    giorno = models.DateField(_("completo al"))
    lavoratori = models.PositiveIntegerField(_("lavoratori dipendenti"))

    objects = ConfermaQuerySet.as_manager()

    class Meta:
        verbose_name = _("conferma dell'organico")
        verbose_name_plural = _("conferme dell'organico")
        ordering = ["-giorno", "-creato_il"]
        indexes = [models.Index(fields=["organico", "giorno"], name="conferma_giorno")]

    def __str__(self) -> str:
        return f"{self.giorno:%d/%m/%Y}"


# Who it is stays out of the history, which says when and by whom the rest was changed.
@pghistory.track(exclude=["cifrato"])
class RigaOrganico(ModelloVersionato):
    """A worker, or `numero` that count alike and nobody named. Who it is and the disability are in `cifrato` alone.

    The columns are those of `dati.DatiLavoratore`. Rows are behind row-level security (see `collocamento.muro`);
    people are read only through `leggibili_da`, which writes to the register.
    """

    conservazione = Conservazione.CINQUE_ANNI

    organico = models.ForeignKey(Organico, models.CASCADE, related_name="righe", verbose_name=_("organico"))
    matricola = models.CharField(_("matricola"), max_length=40)
    provincia = models.CharField(_("provincia"), max_length=3)
    numero = models.PositiveIntegerField(_("lavoratori"), default=1)
    contratto = models.CharField(_("contratto"), max_length=30, choices=scelte(CONTRATTI))
    inizio = models.DateField(_("assunto il"), null=True)
    fine = models.DateField(_("fine del contratto"), null=True)
    cessato_il = models.DateField(_("ultimo giorno di lavoro"), null=True)
    attivita = models.CharField(_("attività"), max_length=30, choices=scelte(ATTIVITA))
    modalita = models.CharField(_("modo di lavorare"), max_length=30, choices=scelte(MODALITA))
    minuti_contratto = models.PositiveSmallIntegerField(_("minuti settimanali di contratto"))
    minuti_svolti = models.PositiveSmallIntegerField(_("minuti settimanali svolti"))
    orario_equivalente = models.BooleanField(_("lavoro pari all'orario pieno"), default=False)
    sostituisce = models.BooleanField(_("sostituisce un lavoratore"), default=False)
    assunto_per_lavoro_all_estero = models.BooleanField(_("assunto per lavorare all'estero"), default=False)
    giornate = models.PositiveSmallIntegerField(_("giornate lavorate nell'anno"), null=True)
    missione_mesi = models.PositiveSmallIntegerField(_("mesi di missione"), default=0)
    art18 = models.BooleanField(_("categoria protetta (art. 18)"), default=False)
    art18_al_17_01_2000 = models.BooleanField(_("in forza al 17 gennaio 2000"), default=False)
    con_disabilita = models.BooleanField(_("persona con disabilità"), default=False)
    cifrato = models.BinaryField(_("dati personali cifrati"), null=True)

    objects = RigaQuerySet.as_manager()

    class Meta:
        verbose_name = _("lavoratore in organico")
        verbose_name_plural = _("lavoratori in organico")
        ordering = ["organico", "matricola", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organico", "matricola"],
                condition=Q(cessato_il__isnull=True),
                name="riga_matricola_una_volta",
                violation_error_message=_("Nell'organico c'è già un lavoratore con questa matricola."),
            ),
            models.CheckConstraint(
                condition=~Q(contratto=TERMINE) | Q(inizio__isnull=False, fine__isnull=False),
                name="riga_termine_con_date",
                violation_error_message=_("Un contratto a termine ha una data di inizio e una di fine."),
            ),
            models.CheckConstraint(
                condition=(Q(fine__isnull=True) | Q(inizio__isnull=True) | Q(fine__gte=F("inizio")))
                & (Q(cessato_il__isnull=True) | Q(inizio__isnull=True) | Q(cessato_il__gte=F("inizio"))),
                name="riga_periodo",
                violation_error_message=_("Il rapporto non può finire prima di cominciare."),
            ),
            models.CheckConstraint(
                condition=Q(
                    minuti_contratto__range=(1, MINUTI_IN_UNA_SETTIMANA), minuti_svolti__lte=MINUTI_IN_UNA_SETTIMANA
                ),
                name="riga_orario",
                violation_error_message=_("L'orario settimanale non è possibile."),
            ),
            models.CheckConstraint(
                condition=Q(numero=1) | Q(numero__gt=1, art18=False, con_disabilita=False, cifrato__isnull=True),
                name="riga_di_gruppo_senza_persone",
                violation_error_message=_("Solo lavoratori senza nome e senza tutela possono stare in una riga sola."),
            ),
            models.CheckConstraint(
                condition=Q(art18=False, con_disabilita=False) | Q(cifrato__isnull=False),
                name="riga_protetta_con_persona",
                violation_error_message=_("Chi copre una quota va indicato per nome."),
            ),
        ]

    def __str__(self) -> str:
        return self.matricola

    @classmethod
    def di(cls, organico: Organico, dati: DatiLavoratore) -> "RigaOrganico":
        """A new row, not saved."""
        riga = cls(organico=organico)
        riga.scrivi(dati)
        return riga

    def scrivi(self, dati: DatiLavoratore) -> None:
        """Put `dati` into the columns, the person encrypted."""
        for campo in IN_CHIARO:
            setattr(self, campo, getattr(dati, campo))
        self.con_disabilita = dati.disabilita is not None
        self.cifrato = cifra_riservati(dati)

    def dati(self) -> DatiLavoratore:
        """What the row says, the person included: for `leggibili_da` and the actions. Raises ChiaveMancante."""
        chiari = {campo: getattr(self, campo) for campo in IN_CHIARO}
        return DatiLavoratore(**chiari | _enumerati(self) | decifra_riservati(self.cifrato))

    @property
    def lavoratore(self) -> Lavoratore:
        """The worker as the engine takes it. Only a disability is decrypted for that, never a name alone."""
        dati = {campo: getattr(self, campo) for campo in IN_CHIARO} | _enumerati(self)
        if self.con_disabilita:
            dati["disabilita"] = decifra_riservati(self.cifrato)["disabilita"]
        return DatiLavoratore(**dati).lavoratore


def _enumerati(riga: RigaOrganico) -> dict:
    return {
        campo: type(getattr(DatiLavoratore(), campo))(getattr(riga, campo))
        for campo in ("contratto", "attivita", "modalita")
    }


CAMPI_RIGA = (*IN_CHIARO, "con_disabilita", "cifrato")


class Importazione(Modello):
    """A file under examination: what it would change is shown, and nothing is written until its author says so.

    The file goes as soon as it is applied or set aside, and by itself after an hour; this row goes with it.
    """

    conservazione = Conservazione.TECNICA

    organico = models.ForeignKey(Organico, models.CASCADE, related_name="importazioni", verbose_name=_("organico"))
    file = models.OneToOneField(FilePrivato, models.CASCADE, related_name="+", verbose_name=_("file"))
    modo = models.CharField(_("che cosa contiene"), max_length=10, choices=ModoImportazione.choices)
    cessati_il = models.DateField(_("ultimo giorno di chi manca"), null=True)
    versione_letta = models.PositiveIntegerField(_("versione dell'organico"))

    objects = ImportazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("importazione dell'organico")
        verbose_name_plural = _("importazioni dell'organico")
        ordering = ["-creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(modo=ModoImportazione.COMPLETO) | Q(cessati_il__isnull=False),
                name="importazione_cessati_con_giorno",
                violation_error_message=_("Indica l'ultimo giorno di lavoro di chi non è nel file."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
