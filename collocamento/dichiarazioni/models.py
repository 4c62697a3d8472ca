"""A return in preparation: its standing, its sections (encrypted), every text that was ever saved in them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.enums import APERTI, INVIATI, EsitoRevisione, Partenza, Stato, TipoSezione
from collocamento.dichiarazioni.querysets import (
    DichiarazioneQuerySet,
    RevisioneQuerySet,
    SezioneQuerySet,
    TermineQuerySet,
)
from collocamento.enums import TipoComunicazione
from collocamento.models import Datore
from collocamento.unipi.limiti import PRIMO_ANNO, ULTIMO_ANNO
from socialabs.base.campi import TestoCifrato
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato


@pghistory.track()
class Dichiarazione(Modello):
    """One document to be sent to the ministry: a return, the correction of one, or its annulment.

    From the moment it is ready, `contenuto`, `dichiarati` and `ingressi` say what it says without any person, as
    Prospetto and Calcolo do of those received; while it is a draft they are empty.
    """

    conservazione = Conservazione.DIECI_ANNI

    datore = models.ForeignKey(
        Datore, models.PROTECT, db_index=False, related_name="dichiarazioni", verbose_name=_("datore di lavoro")
    )
    anno = models.PositiveSmallIntegerField(_("anno della situazione"))
    tipo = models.CharField(
        _("tipo"), max_length=2, choices=TipoComunicazione.choices, default=TipoComunicazione.PROSPETTO
    )
    stato = models.CharField(_("stato"), max_length=12, choices=Stato.choices, default=Stato.BOZZA)
    partenza = models.CharField(_("cominciata"), max_length=13, choices=Partenza.choices, default=Partenza.VUOTA)
    precedente = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successive", verbose_name=_("dichiarazione precedente")
    )
    codice = models.CharField(_("codice comunicazione"), max_length=16, blank=True)
    data_invio = models.DateTimeField(_("inviata il"), null=True)
    protocollo = models.CharField(_("protocollo"), max_length=8, blank=True)
    pronta_il = models.DateTimeField(_("pronta il"), null=True)
    contenuto = models.JSONField(_("contenuto senza persone"), default=dict)
    dichiarati = models.JSONField(_("cifre dichiarate"), default=dict)
    ingressi = models.JSONField(_("ingressi del calcolo"), default=dict)

    objects = DichiarazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("dichiarazione")
        verbose_name_plural = _("dichiarazioni")
        ordering = ["-anno", "-creato_il", "-id"]
        indexes = [models.Index(fields=["datore", "anno"], name="dichiarazione_del_datore")]
        constraints = [
            models.UniqueConstraint(
                fields=["datore", "anno", "tipo"],
                condition=Q(stato__in=sorted(APERTI)),
                name="dichiarazione_aperta_unica",
                violation_error_message=_("C'è già una dichiarazione aperta di questo tipo per questo anno."),
            ),
            models.UniqueConstraint(
                fields=["datore", "anno"],
                condition=Q(stato__in=[Stato.PRESENTATA, Stato.IN_RETTIFICA])
                & ~Q(tipo=TipoComunicazione.ANNULLAMENTO),
                name="dichiarazione_presentata_unica",
                violation_error_message=_("Per questo anno una dichiarazione risulta già presentata: va rettificata."),
            ),
            models.UniqueConstraint(
                fields=["codice"],
                condition=~Q(codice=""),
                name="dichiarazione_codice_unico",
                violation_error_message=_("Il codice comunicazione è già di un'altra dichiarazione."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=sorted(INVIATI), data_invio__isnull=False) & ~Q(codice="")
                | ~Q(stato__in=sorted(INVIATI)) & Q(codice="", data_invio__isnull=True),
                name="dichiarazione_inviata_con_codice",
                violation_error_message=_("Una dichiarazione presentata ha il codice e la data che dà il Ministero."),
            ),
            models.CheckConstraint(
                condition=Q(tipo=TipoComunicazione.PROSPETTO, precedente__isnull=True)
                | ~Q(tipo=TipoComunicazione.PROSPETTO) & Q(precedente__isnull=False),
                name="dichiarazione_precedente",
                violation_error_message=_("Una rettifica o un annullamento indica la dichiarazione che corregge."),
            ),
            models.CheckConstraint(
                condition=Q(anno__range=(PRIMO_ANNO, ULTIMO_ANNO)),
                name="dichiarazione_anno",
                violation_error_message=_("L'anno della dichiarazione non è credibile."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.anno}"

    @property
    def aperta(self) -> bool:
        return self.stato in APERTI

    @property
    def modificabile(self) -> bool:
        """Whether its sections may be written: an annulment repeats the return that it ends."""
        return self.stato == Stato.BOZZA and self.tipo != TipoComunicazione.ANNULLAMENTO


class Sezione(Modello):
    """A part of a return as it is written now: texts by field, in JSON, valid or not.

    `foglio` numbers the provincial sheets from 1; 0 is the whole company. `problemi` counts missing and wrong fields,
    so that an overview needs no decryption. Rows are never deleted: one taken away may be put back.
    """

    conservazione = Conservazione.DIECI_ANNI

    dichiarazione = models.ForeignKey(
        Dichiarazione, models.CASCADE, db_index=False, related_name="sezioni", verbose_name=_("dichiarazione")
    )
    tipo = models.CharField(_("sezione"), max_length=11, choices=TipoSezione.choices)
    foglio = models.PositiveSmallIntegerField(_("foglio"), default=0)
    provincia = models.CharField(_("provincia"), max_length=3, blank=True)
    ordine = models.PositiveIntegerField(_("posizione"), default=1)
    contenuto = TestoCifrato(_("contenuto cifrato"))
    versione = models.PositiveIntegerField(_("versione"), default=1, editable=False)
    problemi = models.PositiveIntegerField(_("campi da sistemare"), default=0)
    vuota = models.BooleanField(_("vuota"), default=True)
    tolta = models.BooleanField(_("tolta"), default=False)

    objects = SezioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("sezione di dichiarazione")
        verbose_name_plural = _("sezioni di dichiarazione")
        ordering = ["foglio", "tipo", "ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["dichiarazione", "foglio", "tipo", "ordine"],
                name="sezione_una_sola",
                violation_error_message=_("La sezione è già presente."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.provincia} {self.ordine}".strip()


class Revisione(Modello):
    """A text that somebody saved or tried to save in a section. `versione` is the one it made, or was written upon.

    `pagina` tells the saves of one open page from those of another: they follow each other, they do not clash.
    """

    conservazione = Conservazione.DIECI_ANNI
    modificabili_dal_web = ("esito", "modificato_il")

    dichiarazione = models.ForeignKey(
        Dichiarazione, models.CASCADE, related_name="revisioni", verbose_name=_("dichiarazione")
    )
    sezione = models.ForeignKey(
        Sezione, models.CASCADE, db_index=False, related_name="revisioni", verbose_name=_("sezione")
    )
    versione = models.PositiveIntegerField(_("versione"))
    contenuto = TestoCifrato(_("contenuto cifrato"))
    autore = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("autore")
    )
    esito = models.CharField(_("esito"), max_length=12, choices=EsitoRevisione.choices, default=EsitoRevisione.SALVATA)
    pagina = models.UUIDField(_("pagina"), null=True)

    objects = RevisioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("revisione di una sezione")
        verbose_name_plural = _("revisioni delle sezioni")
        ordering = ["-creato_il", "-id"]
        indexes = [models.Index(fields=["sezione", "-creato_il"], name="revisioni_della_sezione")]

    def __str__(self) -> str:
        return f"{self.sezione_id} v{self.versione}"


@pghistory.track()
class TermineRettifica(ModelloVersionato):
    """By when the service takes corrections and annulments of the returns of a year: data of the body, not law."""

    conservazione = Conservazione.PERMANENTE

    anno = models.PositiveSmallIntegerField(_("anno della situazione"), unique=True)
    giorni = models.PositiveSmallIntegerField(
        _("giorni per la rettifica"), help_text=_("Dal giorno dell'invio; se l'ultimo è festivo, il primo lavorativo.")
    )
    annullabile_fino_al = models.DateField(_("annullabile fino al"), null=True, blank=True)
    fonte = models.CharField(
        _("fonte"), max_length=300, help_text=_("L'avviso o la pagina del servizio che stabilisce i termini.")
    )

    objects = TermineQuerySet.as_manager()

    class Meta:
        verbose_name = _("termine di rettifica")
        verbose_name_plural = _("termini di rettifica")
        ordering = ["-anno"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anno__range=(PRIMO_ANNO, ULTIMO_ANNO)),
                name="termine_rettifica_anno",
                violation_error_message=_("L'anno non è credibile."),
            ),
            models.CheckConstraint(
                condition=~Q(fonte=""),
                name="termine_rettifica_con_fonte",
                violation_error_message=_("Indica la fonte dei termini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.anno)
