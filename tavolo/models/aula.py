"""What happens in the room: who is there, who speaks, what is noted, how one votes."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello, ModelloVersionato
from tavolo.enums import EsitoPunto, EsitoVoto, ModoVoto, Qualita, Scelta, TipoDecisione
from tavolo.models.persone import Partecipante, Seggio
from tavolo.models.seduta import Punto, Seduta
from tavolo.querysets import AppuntiQuerySet, DelPuntoQuerySet, PresenzaQuerySet, VotoQuerySet


class Istanti(Func):
    """tstzrange(inizio, fine) of two fields: the first instant included, the last excluded, open if NULL."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self, inizio: str, fine: str) -> None:
        super().__init__(F(inizio), F(fine), Value("[)"))


def _dopo(nome: str, inizio: str, fine: str, messaggio: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{fine}__isnull": True}) | Q(**{f"{fine}__gt": F(inizio)}),
        name=nome,
        violation_error_message=messaggio,
    )


class Presenza(Modello):
    """Somebody at a meeting from `arrivo` to `uscita` (excluded; empty: still there), in a seat or as a guest.

    `delega`: a vote given to who sits in another seat. A person sits in one seat at a time, and once.
    """

    conservazione = Conservazione.PERMANENTE

    seduta = models.ForeignKey(Seduta, models.CASCADE, related_name="presenze", verbose_name=_("seduta"))
    seggio = models.ForeignKey(
        Seggio, models.PROTECT, null=True, blank=True, related_name="presenze", verbose_name=_("seggio")
    )
    partecipante = models.ForeignKey(
        Partecipante, models.PROTECT, related_name="presenze", verbose_name=_("partecipante")
    )
    qualita = models.PositiveSmallIntegerField(_("in qualità di"), choices=Qualita.choices, null=True, blank=True)
    remoto = models.BooleanField(_("a distanza"), default=False)
    arrivo = models.DateTimeField(_("arrivo"))
    uscita = models.DateTimeField(_("uscita"), null=True, blank=True)

    objects = PresenzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("presenza")
        verbose_name_plural = _("presenze")
        ordering = ["arrivo", "id"]
        constraints = [
            _dopo("presenza_uscita_dopo_arrivo", "arrivo", "uscita", _("L'uscita segue l'arrivo.")),
            models.CheckConstraint(
                condition=Q(seggio__isnull=True, qualita__isnull=True)
                | Q(seggio__isnull=False, qualita__isnull=False),
                name="presenza_qualita_nel_seggio",
                violation_error_message=_("Chi occupa un seggio lo fa come delegato, supplente o per delega."),
            ),
            ExclusionConstraint(
                name="presenza_una_persona_un_posto",
                expressions=[
                    ("seduta", RangeOperators.EQUAL),
                    ("partecipante", RangeOperators.EQUAL),
                    (Istanti("arrivo", "uscita"), RangeOperators.OVERLAPS),
                ],
                condition=Q(qualita__isnull=True) | ~Q(qualita=Qualita.DELEGA),
                violation_error_message=_("La persona risulta già presente in questo momento."),
            ),
            ExclusionConstraint(
                name="presenza_un_titolare_per_seggio",
                expressions=[
                    ("seduta", RangeOperators.EQUAL),
                    ("seggio", RangeOperators.EQUAL),
                    ("qualita", RangeOperators.EQUAL),
                    (Istanti("arrivo", "uscita"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Il seggio ha già una persona con questa qualità in questo momento."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partecipante}"


class Trattazione(ModelloVersionato):
    """An item in the room: when it was dealt with, the notes of its discussion (saved as one writes), how it ended."""

    conservazione = Conservazione.PERMANENTE

    punto = models.OneToOneField(Punto, models.CASCADE, related_name="trattazione", verbose_name=_("punto"))
    iniziata_il = models.DateTimeField(_("iniziata alle"), null=True)
    conclusa_il = models.DateTimeField(_("conclusa alle"), null=True)
    esito = models.CharField(_("esito"), max_length=8, choices=EsitoPunto.choices, blank=True)
    note = models.TextField(_("appunti della discussione"), blank=True)

    objects = AppuntiQuerySet.as_manager()

    class Meta:
        verbose_name = _("trattazione di un punto")
        verbose_name_plural = _("trattazioni dei punti")
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusa_il__isnull=True, esito="") | (Q(conclusa_il__isnull=False) & ~Q(esito="")),
                name="trattazione_conclusa_con_esito",
                violation_error_message=_("Un punto concluso ha un esito."),
            ),
            models.CheckConstraint(
                condition=Q(conclusa_il__isnull=True)
                | Q(iniziata_il__isnull=True)
                | Q(conclusa_il__gte=F("iniziata_il")),
                name="trattazione_conclusa_dopo",
                violation_error_message=_("Un punto non si conclude prima di cominciare."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.punto)


class Intervento(Modello):
    """Somebody who speaks on an item."""

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.CASCADE, related_name="interventi", verbose_name=_("punto"))
    partecipante = models.ForeignKey(
        Partecipante, models.PROTECT, related_name="interventi", verbose_name=_("chi interviene")
    )
    dalle = models.DateTimeField(_("dalle"))
    alle = models.DateTimeField(_("alle"), null=True, blank=True)
    sintesi = models.TextField(_("sintesi"), blank=True)

    objects = AppuntiQuerySet.as_manager()

    class Meta:
        verbose_name = _("intervento")
        verbose_name_plural = _("interventi")
        ordering = ["dalle", "id"]
        constraints = [_dopo("intervento_fine_dopo", "dalle", "alle", _("L'intervento finisce dopo l'inizio."))]

    def __str__(self) -> str:
        return f"{self.partecipante}"


class Conflitto(Modello):
    """A seat that declares an interest in an item, and whose people leave the room for it."""

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.CASCADE, related_name="conflitti", verbose_name=_("punto"))
    seggio = models.ForeignKey(Seggio, models.PROTECT, related_name="+", verbose_name=_("seggio"))
    partecipante = models.ForeignKey(Partecipante, models.PROTECT, related_name="+", verbose_name=_("dichiarato da"))
    motivo = models.CharField(_("motivo"), max_length=300, blank=True)

    objects = DelPuntoQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflitto di interessi")
        verbose_name_plural = _("conflitti di interessi")
        ordering = ["creato_il"]
        constraints = [
            models.UniqueConstraint(
                fields=["punto", "seggio"],
                name="conflitto_unico",
                violation_error_message=_("Il conflitto di interessi è già dichiarato per questo punto."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seggio}"


class Votazione(Modello):
    """A vote on an item, with what made it valid frozen as it was at that instant."""

    conservazione = Conservazione.PERMANENTE

    punto = models.ForeignKey(Punto, models.PROTECT, related_name="votazioni", verbose_name=_("punto"))
    quesito = models.TextField(_("testo messo ai voti"))
    tipo = models.CharField(_("tipo"), max_length=11, choices=TipoDecisione.choices, default=TipoDecisione.ORDINARIA)
    modo = models.CharField(_("modo"), max_length=9, choices=ModoVoto.choices)
    votata_il = models.DateTimeField(_("votata alle"))
    componenti = models.PositiveSmallIntegerField(_("componenti con voto"))
    presenti = models.PositiveSmallIntegerField(_("presenti con voto"))
    minimo = models.PositiveSmallIntegerField(_("presenti necessari"))
    necessari = models.PositiveSmallIntegerField(_("voti favorevoli necessari"))
    favorevoli = models.PositiveSmallIntegerField(_("favorevoli"))
    contrari = models.PositiveSmallIntegerField(_("contrari"), default=0)
    astenuti = models.PositiveSmallIntegerField(_("astenuti"), default=0)
    prevale = models.BooleanField(_("decisa dal voto di chi presiede"), default=False)
    esito = models.CharField(_("esito"), max_length=9, choices=EsitoVoto.choices)

    objects = DelPuntoQuerySet.as_manager()

    class Meta:
        verbose_name = _("votazione")
        verbose_name_plural = _("votazioni")
        ordering = ["votata_il", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(presenti__gte=F("favorevoli") + F("contrari") + F("astenuti"))
                & Q(componenti__gte=F("presenti")),
                name="votazione_voti_nei_presenti",
                violation_error_message=_("I voti sono più dei presenti con diritto di voto."),
            ),
            models.CheckConstraint(
                condition=Q(presenti__gte=F("minimo")),
                name="votazione_con_quorum",
                violation_error_message=_("Senza il numero legale non si vota."),
            ),
            models.CheckConstraint(
                condition=Q(esito=EsitoVoto.RESPINTA) | Q(favorevoli__gte=F("necessari")) | Q(prevale=True),
                name="votazione_esito",
                violation_error_message=_("I voti favorevoli non bastano per approvare."),
            ),
            models.CheckConstraint(
                condition=~Q(modo=ModoVoto.UNANIME) | Q(favorevoli=F("presenti")),
                name="votazione_unanime",
                violation_error_message=_("Unanime vuol dire che tutti i presenti sono favorevoli."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punto} ({self.get_esito_display()})"

    @property
    def non_votanti(self) -> int:
        return self.presenti - self.favorevoli - self.contrari - self.astenuti


class Voto(Modello):
    """The vote of a seat, where votes are taken by name."""

    conservazione = Conservazione.PERMANENTE

    votazione = models.ForeignKey(Votazione, models.CASCADE, related_name="voti", verbose_name=_("votazione"))
    seggio = models.ForeignKey(Seggio, models.PROTECT, related_name="+", verbose_name=_("seggio"))
    partecipante = models.ForeignKey(Partecipante, models.PROTECT, related_name="+", verbose_name=_("votante"))
    scelta = models.CharField(_("voto"), max_length=10, choices=Scelta.choices)

    objects = VotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("voto")
        verbose_name_plural = _("voti")
        ordering = ["seggio__ente__organizzazione__denominazione_ordinabile", "seggio__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["votazione", "seggio"],
                name="voto_unico",
                violation_error_message=_("Il seggio ha già votato."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seggio}: {self.get_scelta_display()}"
