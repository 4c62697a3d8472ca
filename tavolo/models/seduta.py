"""The meeting, its agenda and its papers."""

import datetime

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.base.stati import controlla
from tavolo.enums import CON_VERBALE, DA_TENERE, TRANSIZIONI_SEDUTA, Chiamata, Modalita, StatoSeduta, TipoPunto
from tavolo.models.persone import EnteMembro, Gruppo, Partecipante
from tavolo.querysets import DocumentoPuntoQuerySet, PuntoQuerySet, SedutaQuerySet
from tavolo.testi import vettore


class Contatore(models.Model):
    """The last number given in a series for a year; its row's lock makes the numbers gapless (see azioni.numeri)."""

    conservazione = Conservazione.PERMANENTE

    serie = models.CharField(_("serie"), max_length=60)
    anno = models.PositiveSmallIntegerField(_("anno"))
    ultimo = models.PositiveIntegerField(_("ultimo numero"), default=0)

    class Meta:
        verbose_name = _("numeratore del tavolo")
        verbose_name_plural = _("numeratori del tavolo")
        constraints = [
            models.UniqueConstraint(
                fields=["serie", "anno"],
                name="contatore_tavolo_unico",
                violation_error_message=_("La serie ha già un numeratore per questo anno."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.serie} {self.ultimo}/{self.anno}"


@pghistory.track()
class Seduta(ModelloVersionato):
    """A meeting of the table (no group) or of a working group.

    `numero` is given by the first convocation, without gaps in the year; `sequenza` grows with every notice that
    changes date or place, so that calendars take the latest. Put off without a new date, it has no `inizio`.
    """

    conservazione = Conservazione.PERMANENTE

    gruppo = models.ForeignKey(
        Gruppo, models.PROTECT, null=True, blank=True, related_name="sedute", verbose_name=_("gruppo di lavoro")
    )
    titolo = models.CharField(_("titolo"), max_length=160, blank=True)
    anno = models.PositiveSmallIntegerField(_("anno"), null=True, editable=False)
    numero = models.PositiveSmallIntegerField(_("numero"), null=True, editable=False)
    inizio = models.DateTimeField(_("prima convocazione"), null=True)
    seconda = models.DateTimeField(_("seconda convocazione"), null=True, blank=True)
    minuti = models.PositiveSmallIntegerField(_("durata prevista in minuti"), default=120)
    modalita = models.CharField(_("modalità"), max_length=8, choices=Modalita.choices, default=Modalita.IN_PRESENZA)
    luogo = models.CharField(_("luogo"), max_length=200, blank=True)
    collegamento = models.URLField(_("indirizzo del collegamento"), max_length=300, blank=True)
    presidente = models.ForeignKey(
        Partecipante, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("presiede")
    )
    segretario = models.ForeignKey(
        Partecipante, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verbalizza")
    )
    urgente = models.BooleanField(_("convocazione d'urgenza"), default=False)
    motivo_urgenza = models.CharField(_("motivo dell'urgenza"), max_length=200, blank=True)
    stato = models.CharField(
        _("stato"), max_length=13, choices=StatoSeduta.choices, default=StatoSeduta.PIANIFICATA, editable=False
    )
    motivo = models.CharField(_("motivo del rinvio o dell'annullamento"), max_length=300, blank=True, editable=False)
    sequenza = models.PositiveSmallIntegerField(default=0, editable=False)
    convocata_il = models.DateTimeField(_("convocata il"), null=True, editable=False)
    chiamata = models.PositiveSmallIntegerField(
        _("valida in"), choices=Chiamata.choices, null=True, blank=True, editable=False
    )
    aperta_il = models.DateTimeField(_("aperta alle"), null=True, editable=False)
    chiusa_il = models.DateTimeField(_("chiusa alle"), null=True, editable=False)

    objects = SedutaQuerySet.as_manager()

    class Meta:
        verbose_name = _("seduta")
        verbose_name_plural = _("sedute")
        ordering = ["-inizio", "-creato_il"]
        indexes = [
            models.Index(fields=["gruppo", "-inizio"], name="seduta_per_organo"),
            models.Index(fields=["stato", "inizio"], name="seduta_per_stato"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gruppo", "anno", "numero"],
                name="seduta_numero_unico",
                condition=Q(numero__isnull=False),
                nulls_distinct=False,
                violation_error_message=_("C'è già una seduta con questo numero nell'anno."),
            ),
            models.CheckConstraint(
                condition=Q(anno__isnull=True, numero__isnull=True) | Q(anno__isnull=False, numero__isnull=False),
                name="seduta_numero_con_anno",
                violation_error_message=_("Il numero della seduta ha un anno."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=[StatoSeduta.PIANIFICATA, StatoSeduta.ANNULLATA]) | Q(numero__isnull=False),
                name="seduta_convocata_numerata",
                violation_error_message=_("Una seduta convocata ha un numero."),
            ),
            models.CheckConstraint(
                condition=Q(inizio__isnull=False) | Q(stato__in=[StatoSeduta.RINVIATA, StatoSeduta.ANNULLATA]),
                name="seduta_con_data",
                violation_error_message=_("La seduta ha una data, a meno che sia rinviata a data da destinarsi."),
            ),
            models.CheckConstraint(
                condition=Q(seconda__isnull=True) | Q(seconda__gt=F("inizio")),
                name="seduta_seconda_dopo_la_prima",
                violation_error_message=_("La seconda convocazione segue la prima."),
            ),
            models.CheckConstraint(
                condition=Q(urgente=False) | ~Q(motivo_urgenza=""),
                name="seduta_urgenza_motivata",
                violation_error_message=_("Indica il motivo dell'urgenza."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=[StatoSeduta.RINVIATA, StatoSeduta.ANNULLATA]) | ~Q(motivo=""),
                name="seduta_rinvio_motivato",
                violation_error_message=_("Indica il motivo del rinvio o dell'annullamento."),
            ),
            models.CheckConstraint(
                condition=Q(aperta_il__isnull=True, chiamata__isnull=True)
                | Q(aperta_il__isnull=False, chiamata__isnull=False),
                name="seduta_aperta_in_una_chiamata",
                violation_error_message=_("Una seduta aperta è valida in prima o in seconda convocazione."),
            ),
            models.CheckConstraint(
                condition=Q(chiusa_il__isnull=True) | Q(aperta_il__isnull=True) | Q(chiusa_il__gte=F("aperta_il")),
                name="seduta_chiusa_dopo_aperta",
                violation_error_message=_("La seduta non può chiudersi prima di aprirsi."),
            ),
        ]

    def __str__(self) -> str:
        organo = str(self.gruppo) if self.gruppo_id else _("Tavolo territoriale")
        if self.numero:
            return _("%(organo)s, seduta n. %(numero)s/%(anno)s") % {
                "organo": organo,
                "numero": self.numero,
                "anno": self.anno,
            }
        return f"{organo}, {self.titolo or _('seduta da convocare')}"

    def get_absolute_url(self) -> str:
        return reverse("tavolo:seduta", args=[self.pk])

    @property
    def giorno(self) -> datetime.date | None:
        """The day of the meeting, in Italy."""
        return localdate(self.inizio) if self.inizio else None

    @property
    def da_tenere(self) -> bool:
        return self.stato in DA_TENERE

    @property
    def stato_pubblico(self) -> StatoSeduta:
        """The state as anyone may know it: how far the minutes have come before publication is the table's affair."""
        if self.stato not in CON_VERBALE:
            return StatoSeduta(self.stato)
        # That it was opened proves nothing: the quorum may have been lost before anything was decided.
        verbale = getattr(self, "verbale", None)
        return StatoSeduta.DESERTA if verbale is not None and verbale.deserta else StatoSeduta.SVOLTA

    def passa_a(self, stato: StatoSeduta, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI_SEDUTA, self.stato, stato, ctx)
        self.stato = stato


# Read again at the end of the transaction: what the row said when it was written may have changed since.
PADRE_COERENTE = """
    SELECT * INTO punto FROM tavolo_punto WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF punto.padre_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM tavolo_punto p WHERE p.id = punto.padre_id AND p.id <> punto.id
        AND p.seduta_id = punto.seduta_id AND (p.tipo <> 'interno' OR punto.tipo = 'interno')
    ) OR punto.tipo = 'interno' AND EXISTS (
        SELECT 1 FROM tavolo_punto f WHERE f.padre_id = punto.id AND f.tipo <> 'interno'
    ) THEN
        RAISE EXCEPTION 'punto %: il punto superiore non gli conviene', punto.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'punto_padre_coerente';
    END IF;
    RETURN NULL;
"""


@pghistory.track(exclude=["ricerca"])
class Punto(ModelloVersionato):
    """An item of the agenda. `posizione` orders it among its siblings; its number (1, 1.1) is worked out, see `odg`.

    What stands under an internal item is internal too, and under an item of the same meeting: the database checks it
    at the end of the transaction.
    """

    conservazione = Conservazione.PERMANENTE

    seduta = models.ForeignKey(Seduta, models.CASCADE, related_name="punti", verbose_name=_("seduta"))
    padre = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="figli", verbose_name=_("punto superiore")
    )
    posizione = models.PositiveSmallIntegerField(_("posizione"), editable=False)
    titolo = models.CharField(_("titolo"), max_length=250)
    descrizione = models.TextField(_("descrizione"), blank=True)
    tipo = models.CharField(_("tipo"), max_length=12, choices=TipoPunto.choices, default=TipoPunto.DISCUSSIONE)
    proponente = models.ForeignKey(
        EnteMembro, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposto da")
    )
    relatore = models.CharField(_("relatore"), max_length=120, blank=True)
    minuti = models.PositiveSmallIntegerField(_("minuti previsti"), null=True, blank=True)
    ricerca = models.GeneratedField(
        expression=vettore("titolo", "A") + vettore("descrizione", "C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PuntoQuerySet.as_manager()

    class Meta:
        verbose_name = _("punto all'ordine del giorno")
        verbose_name_plural = _("punti all'ordine del giorno")
        ordering = ["seduta", "posizione"]
        indexes = [GinIndex(fields=["ricerca"], name="punto_ricerca")]
        constraints = [
            models.UniqueConstraint(
                fields=["seduta", "padre", "posizione"],
                name="punto_posizione_unica",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Due punti non possono stare nello stesso posto."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="punto_padre_coerente",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("padre_id", "tipo", "seduta_id"),
                timing=pgtrigger.Deferred,
                declare=[("punto", "tavolo_punto")],
                func=PADRE_COERENTE,
            )
        ]

    def __str__(self) -> str:
        return self.titolo


class DocumentoPunto(Modello):
    """A paper that goes with an item of the agenda."""

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.CASCADE, related_name="documenti", verbose_name=_("punto"))
    titolo = models.CharField(_("titolo"), max_length=160)
    file = models.OneToOneField(
        "archivio.FilePrivato", models.PROTECT, related_name="documento_del_tavolo", verbose_name=_("file")
    )

    objects = DocumentoPuntoQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento della seduta")
        verbose_name_plural = _("documenti delle sedute")
        ordering = ["creato_il"]

    def __str__(self) -> str:
        return self.titolo
