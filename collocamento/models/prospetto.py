"""The return of one employer for one year: every document received is a row, one at most is valid."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.enums import AvvisoProspetto, MotivoSuperamento, StatoProspetto, TipoComunicazione, Tipologia
from collocamento.models.consegna import Consegna
from collocamento.models.datore import Datore
from collocamento.querysets import ProspettoQuerySet
from socialabs.anagrafica.models import Comune
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello


class Prospetto(Modello):
    """A document as it was received; what it says is never edited, only its standing among the others changes.

    `dichiarati`: quadro 3 as sent ({"nazionale": {...}, "province": {"011": {...}}, "categoria_azienda": ...}).
    `differenze`: [{"provincia": "" or code, "campo", "figura", "dichiarato", "calcolato"}], empty when none.
    `anomalie`: [{"code": ..., fields}], in the engine's words plus those of the import.
    `contenuto`: quadri 1 and 2 without any person (no workers, no contact persons).
    """

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    # The index `prospetto_versioni` begins with the employer: one of its own would be the same again.
    datore = models.ForeignKey(
        Datore, models.PROTECT, db_index=False, related_name="prospetti", verbose_name=_("datore di lavoro")
    )
    consegna = models.ForeignKey(Consegna, models.PROTECT, related_name="prospetti", verbose_name=_("consegna"))
    nome_file = models.CharField(_("nome del file"), max_length=500)
    sha256 = models.CharField(_("impronta SHA-256"), max_length=64, unique=True)
    anno = models.PositiveSmallIntegerField(_("anno della situazione"))
    codice_comunicazione = models.CharField(_("codice comunicazione"), max_length=16, unique=True)
    codice_precedente = models.CharField(_("codice della comunicazione precedente"), max_length=16, blank=True)
    tipo = models.CharField(_("tipo"), max_length=2, choices=TipoComunicazione.choices)
    data_invio = models.DateTimeField(_("inviato il"))
    data_riferimento = models.DateField(_("situazione al"))
    protocollo = models.CharField(_("protocollo"), max_length=8)
    delegato = models.CharField(_("codice fiscale dell'intermediario"), max_length=16, blank=True)
    tipo_delegato = models.CharField(_("tipo di delegato"), max_length=3, blank=True)

    denominazione = models.CharField(_("denominazione"), max_length=100)
    tipologia = models.CharField(_("tipologia"), max_length=1, choices=Tipologia.choices)
    settore = models.CharField(_("settore (ATECO)"), max_length=8)
    ccnl = models.CharField(_("contratto collettivo"), max_length=10)
    comune_sede = models.ForeignKey(Comune, models.PROTECT, null=True, verbose_name=_("comune della sede legale"))
    provincia_sede = models.CharField(_("provincia della sede legale"), max_length=3)
    lavoratori_nazionali = models.PositiveIntegerField(_("lavoratori in Italia"))
    lavoratori_elencati = models.PositiveIntegerField(_("lavoratori computabili elencati"))

    stato = models.CharField(_("stato"), max_length=9, choices=StatoProspetto.choices)
    motivo = models.CharField(_("motivo"), max_length=12, choices=MotivoSuperamento.choices, blank=True)
    superato_da = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="superati", verbose_name=_("superato da")
    )
    annullato_da = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="annullati", verbose_name=_("annullato da")
    )
    avviso = models.CharField(_("avviso"), max_length=24, choices=AvvisoProspetto.choices, blank=True)
    primo_invio = models.DateTimeField(_("primo invio"), null=True)
    in_ritardo = models.BooleanField(_("in ritardo"), default=False)
    giorni_ritardo = models.PositiveIntegerField(_("giorni di ritardo"), default=0)

    dichiarati = models.JSONField(_("cifre dichiarate"), default=dict)
    differenze = models.JSONField(_("differenze"), default=list)
    anomalie = models.JSONField(_("anomalie"), default=list)
    contenuto = models.JSONField(_("contenuto"), default=dict)

    objects = ProspettoQuerySet.as_manager()

    class Meta:
        verbose_name = _("prospetto")
        verbose_name_plural = _("prospetti")
        ordering = ["-anno", "-data_invio", "-id"]
        indexes = [
            models.Index(fields=["datore", "anno", "data_invio"], name="prospetto_versioni"),
            models.Index(fields=["anno"], condition=Q(stato=StatoProspetto.VALIDO), name="prospetto_validi"),
            models.Index(fields=["codice_precedente"], name="prospetto_precedente"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["datore", "anno"],
                condition=Q(stato=StatoProspetto.VALIDO),
                name="prospetto_valido_unico",
                violation_error_message=_("Il datore ha già un prospetto valido per questo anno."),
            ),
            models.CheckConstraint(
                condition=Q(tipo=TipoComunicazione.ANNULLAMENTO, stato=StatoProspetto.RICEVUTO)
                | (~Q(tipo=TipoComunicazione.ANNULLAMENTO) & ~Q(stato=StatoProspetto.RICEVUTO)),
                name="prospetto_annullamento_ricevuto",
                violation_error_message=_("Un annullamento è ricevuto, non vale né si supera."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoProspetto.SUPERATO, superato_da__isnull=False, annullato_da__isnull=True)
                | Q(stato=StatoProspetto.ANNULLATO, superato_da__isnull=True, annullato_da__isnull=False)
                | Q(
                    stato__in=[StatoProspetto.VALIDO, StatoProspetto.RICEVUTO],
                    superato_da__isnull=True,
                    annullato_da__isnull=True,
                ),
                name="prospetto_stato_e_successore",
                violation_error_message=_("Un prospetto superato o annullato ne indica un altro; uno valido no."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoProspetto.SUPERATO, motivo__in=MotivoSuperamento.values)
                | (~Q(stato=StatoProspetto.SUPERATO) & Q(motivo="")),
                name="prospetto_superato_con_motivo",
                violation_error_message=_("Un prospetto superato dice se per rettifica o per nuovo invio."),
            ),
            models.CheckConstraint(
                condition=Q(in_ritardo=True, giorni_ritardo__gt=0) | Q(in_ritardo=False, giorni_ritardo=0),
                name="prospetto_giorni_di_ritardo",
                violation_error_message=_("I giorni di ritardo ci sono se e solo se il prospetto è in ritardo."),
            ),
            models.CheckConstraint(
                condition=~Q(stato=StatoProspetto.VALIDO) | Q(primo_invio__isnull=False),
                name="prospetto_primo_invio",
                violation_error_message=_("Un prospetto valido dice quando il datore ha inviato per la prima volta."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.denominazione} {self.anno} ({self.codice_comunicazione})"
