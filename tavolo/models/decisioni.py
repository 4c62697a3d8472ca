"""What the table decided, who has to do what about it, and the records of other apps that it concerns."""

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import oggi
from socialabs.base.modelli import Modello, ModelloVersionato
from tavolo.enums import IMPEGNI_APERTI, StatoEsecuzione, StatoImpegno, TipoDecisione
from tavolo.models.aula import Votazione
from tavolo.models.persone import EnteMembro, Partecipante
from tavolo.models.seduta import Punto, Seduta
from tavolo.querysets import CollegamentoQuerySet, DecisioneQuerySet, ImpegnoQuerySet
from tavolo.testi import vettore


@pghistory.track(exclude=["ricerca"])
class Decisione(ModelloVersionato):
    """A decision in the table's register, numbered without gaps in the year, groups included.

    Its text is not rewritten: a later decision corrects or replaces it (`sostituisce`).
    """

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.PROTECT, related_name="decisioni", verbose_name=_("punto"))
    votazione = models.OneToOneField(
        Votazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisione",
        verbose_name=_("votazione"),
        help_text=_("Vuota: decisa senza votazione formale."),
    )
    anno = models.PositiveSmallIntegerField(_("anno"), editable=False)
    numero = models.PositiveSmallIntegerField(_("numero"), editable=False)
    adottata_il = models.DateField(_("adottata il"))
    tipo = models.CharField(_("tipo"), max_length=11, choices=TipoDecisione.choices, default=TipoDecisione.ORDINARIA)
    titolo = models.CharField(_("oggetto"), max_length=250)
    testo = models.TextField(_("testo"))
    sostituisce = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sostituita_da", verbose_name=_("sostituisce")
    )
    stato = models.CharField(
        _("esecuzione"), max_length=11, choices=StatoEsecuzione.choices, default=StatoEsecuzione.DA_ESEGUIRE
    )
    entro_il = models.DateField(_("da eseguire entro il"), null=True, blank=True)
    eseguita_il = models.DateField(_("eseguita il"), null=True, blank=True)
    nota_esecuzione = models.TextField(_("stato dell'esecuzione"), blank=True)
    ricerca = models.GeneratedField(
        expression=vettore("titolo", "A") + vettore("testo", "B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DecisioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("decisione")
        verbose_name_plural = _("decisioni")
        ordering = ["-anno", "-numero"]
        indexes = [
            GinIndex(fields=["ricerca"], name="decisione_ricerca"),
            models.Index(fields=["stato", "entro_il"], name="decisione_per_stato"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["anno", "numero"],
                name="decisione_numero_unico",
                violation_error_message=_("C'è già una decisione con questo numero nell'anno."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoEsecuzione.ESEGUITA, eseguita_il__isnull=False)
                | (~Q(stato=StatoEsecuzione.ESEGUITA) & Q(eseguita_il__isnull=True)),
                name="decisione_eseguita_quando",
                violation_error_message=_("Una decisione eseguita ha la data, le altre no."),
            ),
        ]

    def __str__(self) -> str:
        return _("Decisione n. %(numero)s/%(anno)s") % {"numero": self.numero, "anno": self.anno}

    @property
    def in_ritardo(self) -> bool:
        aperta = self.stato in (StatoEsecuzione.DA_ESEGUIRE, StatoEsecuzione.IN_CORSO)
        return aperta and self.entro_il is not None and self.entro_il < oggi()


DELLO_STESSO_PUNTO = """
IF NEW.decisione_id IS NOT NULL AND NEW.punto_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tavolo_decisione WHERE id = NEW.decisione_id AND punto_id = NEW.punto_id
) THEN
    RAISE EXCEPTION 'la decisione dell''azione % è di un altro punto', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'impegno_decisione_del_punto';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Impegno(ModelloVersionato):
    """An action to be done: by which body or person, by when. `decisione`, if it carries one out, is of its item."""

    conservazione = Conservazione.PERMANENTE

    seduta = models.ForeignKey(Seduta, models.PROTECT, related_name="impegni", verbose_name=_("seduta"))
    punto = models.ForeignKey(
        Punto, models.PROTECT, null=True, blank=True, related_name="impegni", verbose_name=_("punto")
    )
    decisione = models.ForeignKey(
        Decisione, models.PROTECT, null=True, blank=True, related_name="impegni", verbose_name=_("decisione")
    )
    descrizione = models.TextField(_("che cosa"))
    ente = models.ForeignKey(
        EnteMembro, models.PROTECT, null=True, blank=True, related_name="impegni", verbose_name=_("ente incaricato")
    )
    responsabile = models.ForeignKey(
        Partecipante,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="impegni",
        verbose_name=_("persona incaricata"),
    )
    entro_il = models.DateField(_("entro il"), null=True, blank=True)
    stato = models.CharField(_("stato"), max_length=9, choices=StatoImpegno.choices, default=StatoImpegno.APERTO)
    concluso_il = models.DateField(_("concluso il"), null=True, blank=True)
    esito = models.TextField(_("esito"), blank=True)
    motivo_rinvio = models.CharField(_("motivo del rinvio"), max_length=300, blank=True)

    objects = ImpegnoQuerySet.as_manager()

    class Meta:
        verbose_name = _("azione da svolgere")
        verbose_name_plural = _("azioni da svolgere")
        ordering = ["entro_il", "creato_il"]
        indexes = [
            models.Index(fields=["entro_il"], condition=Q(stato__in=sorted(IMPEGNI_APERTI)), name="impegno_aperto")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ente__isnull=False) | Q(responsabile__isnull=False),
                name="impegno_incaricato",
                violation_error_message=_("Indica l'ente o la persona incaricata."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoImpegno.CONCLUSO, concluso_il__isnull=False)
                | (~Q(stato=StatoImpegno.CONCLUSO) & Q(concluso_il__isnull=True)),
                name="impegno_concluso_quando",
                violation_error_message=_("Un'azione conclusa ha la data, le altre no."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="impegno_decisione_del_punto",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("decisione_id", "punto_id"),
                func=DELLO_STESSO_PUNTO,
            )
        ]

    def __str__(self) -> str:
        return self.descrizione[:80]

    @property
    def in_ritardo(self) -> bool:
        return self.stato in IMPEGNI_APERTI and self.entro_il is not None and self.entro_il < oggi()


class Collegamento(Modello):
    """A record of another app (`tipo` "app.modello" and its UUID) that an item, a decision or an action concerns."""

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.CASCADE, null=True, related_name="collegamenti")
    decisione = models.ForeignKey(Decisione, models.CASCADE, null=True, related_name="collegamenti")
    impegno = models.ForeignKey(Impegno, models.CASCADE, null=True, related_name="collegamenti")
    tipo = models.CharField(_("tipo"), max_length=80)
    oggetto_id = models.UUIDField(_("identificativo"))

    objects = CollegamentoQuerySet.as_manager()

    class Meta:
        verbose_name = _("collegamento")
        verbose_name_plural = _("collegamenti")
        ordering = ["creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(punto__isnull=False, decisione__isnull=True, impegno__isnull=True)
                | Q(punto__isnull=True, decisione__isnull=False, impegno__isnull=True)
                | Q(punto__isnull=True, decisione__isnull=True, impegno__isnull=False),
                name="collegamento_di_uno_solo",
                violation_error_message=_("Il collegamento parte da un punto, da una decisione o da un'azione."),
            ),
            models.UniqueConstraint(
                fields=["punto", "decisione", "impegno", "tipo", "oggetto_id"],
                name="collegamento_unico",
                nulls_distinct=False,
                violation_error_message=_("Il collegamento c'è già."),
            ),
        ]

    def __str__(self) -> str:
        return self.tipo
