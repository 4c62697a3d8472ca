"""Who sits at the table: bodies, their seats, the people named to them, and the working groups."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import ModelloVersionato
from socialabs.base.periodi import Periodo
from socialabs.base.testo import ordinabile
from tavolo.enums import GenereEnte, RuoloMandato
from tavolo.querysets import (
    EnteMembroQuerySet,
    GruppoQuerySet,
    MandatoQuerySet,
    PartecipanteQuerySet,
    SeggioQuerySet,
)


def _periodo(nome: str, messaggio: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(al__isnull=True) | Q(al__gte=F("dal")), name=nome, violation_error_message=messaggio
    )


@pghistory.track()
class Partecipante(ModelloVersionato):
    """A person who takes part in the table's work, with an account or without.

    Delegates and deputies, but also who presides, who keeps the minutes, who is heard once.
    """

    conservazione = Conservazione.PERMANENTE

    utente = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partecipante",
        verbose_name=_("conto"),
    )
    nome = models.CharField(_("nome"), max_length=80)
    cognome = models.CharField(_("cognome"), max_length=80)
    nome_ordinabile = models.GeneratedField(
        expression=ordinabile("cognome"), output_field=models.TextField(), db_persist=True
    )
    qualifica = models.CharField(_("qualifica"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    telefono = models.CharField(_("telefono"), max_length=40, blank=True)

    objects = PartecipanteQuerySet.as_manager()

    class Meta:
        verbose_name = _("partecipante")
        verbose_name_plural = _("partecipanti")
        ordering = ["nome_ordinabile", "nome", "id"]
        indexes = [models.Index(fields=["nome_ordinabile", "nome"], name="partecipante_nome")]

    def __str__(self) -> str:
        return f"{self.nome} {self.cognome}"

    @property
    def indirizzo(self) -> str:
        """Where to write: the address given to the secretariat, or else the account's; empty when there is none."""
        return self.email or (self.utente.email if self.utente_id and self.utente.email else "")


@pghistory.track()
class EnteMembro(ModelloVersionato):
    """A body that is a member of the table from `dal` to `al`, both days included."""

    conservazione = Conservazione.PERMANENTE

    organizzazione = models.ForeignKey(
        "anagrafica.Organizzazione", models.PROTECT, related_name="+", verbose_name=_("organizzazione")
    )
    genere = models.CharField(_("genere"), max_length=14, choices=GenereEnte.choices)
    dal = models.DateField(_("membro dal"))
    al = models.DateField(_("membro fino al"), null=True, blank=True)
    atto = models.CharField(_("atto di adesione o di nomina"), max_length=200, blank=True)
    motivo_fine = models.CharField(_("motivo della cessazione"), max_length=200, blank=True)

    objects = EnteMembroQuerySet.as_manager()

    class Meta:
        verbose_name = _("ente membro")
        verbose_name_plural = _("enti membri")
        ordering = ["organizzazione__denominazione_ordinabile", "dal"]
        constraints = [
            _periodo("ente_membro_periodo", _("L'ente non può uscire dal tavolo prima di esservi entrato.")),
            models.CheckConstraint(
                condition=Q(al__isnull=True) | ~Q(motivo_fine=""),
                name="ente_membro_motivo",
                violation_error_message=_("Indica perché l'ente lascia il tavolo."),
            ),
            ExclusionConstraint(
                name="ente_membro_senza_sovrapposizioni",
                expressions=[("organizzazione", RangeOperators.EQUAL), (Periodo(), RangeOperators.OVERLAPS)],
                violation_error_message=_("L'ente è già membro del tavolo in questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return self.organizzazione.denominazione


@pghistory.track()
class Gruppo(ModelloVersionato):
    """A working group. It has seats of its own and, where it wants, rules of its own."""

    conservazione = Conservazione.PERMANENTE

    nome = models.CharField(_("nome"), max_length=120)
    scopo = models.TextField(_("scopo"), blank=True)
    pubblico = models.BooleanField(
        _("lavori pubblici"),
        default=False,
        help_text=_("Componenti, calendario, verbali pubblicati e decisioni sono nella pagina pubblica."),
    )
    coordinatore = models.ForeignKey(
        Partecipante, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("coordinatore")
    )
    dal = models.DateField(_("istituito il"))
    al = models.DateField(_("concluso il"), null=True, blank=True)
    motivo_fine = models.CharField(_("motivo della conclusione"), max_length=200, blank=True)

    objects = GruppoQuerySet.as_manager()

    class Meta:
        verbose_name = _("gruppo di lavoro")
        verbose_name_plural = _("gruppi di lavoro")
        ordering = ["nome", "dal"]
        constraints = [
            _periodo("gruppo_periodo", _("Il gruppo non può concludersi prima di essere istituito.")),
            ExclusionConstraint(
                name="gruppo_nome_unico",
                expressions=[("nome", RangeOperators.EQUAL), (Periodo(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Un gruppo con questo nome è già attivo in questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return self.nome


@pghistory.track()
class Seggio(ModelloVersionato):
    """A seat of a body, at the table (no group) or in a working group. With a vote or, for who is invited, without."""

    conservazione = Conservazione.PERMANENTE

    ente = models.ForeignKey(EnteMembro, models.PROTECT, related_name="seggi", verbose_name=_("ente"))
    gruppo = models.ForeignKey(
        Gruppo, models.PROTECT, null=True, blank=True, related_name="seggi", verbose_name=_("gruppo di lavoro")
    )
    numero = models.PositiveSmallIntegerField(_("seggio n."), default=1)
    con_voto = models.BooleanField(_("con diritto di voto"), default=True)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), null=True, blank=True)

    objects = SeggioQuerySet.as_manager()

    class Meta:
        verbose_name = _("seggio")
        verbose_name_plural = _("seggi")
        ordering = ["ente__organizzazione__denominazione_ordinabile", "numero"]
        indexes = [models.Index(fields=["gruppo", "dal"], name="seggio_per_organo")]
        constraints = [
            _periodo("seggio_periodo", _("Il seggio non può cessare prima di cominciare.")),
            ExclusionConstraint(
                name="seggio_senza_sovrapposizioni",
                expressions=[
                    ("ente", RangeOperators.EQUAL),
                    ("numero", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                condition=Q(gruppo__isnull=True),
                violation_error_message=_("L'ente ha già un seggio con questo numero in questo periodo."),
            ),
            ExclusionConstraint(
                name="seggio_di_gruppo_senza_sovrapposizioni",
                expressions=[
                    ("ente", RangeOperators.EQUAL),
                    ("gruppo", RangeOperators.EQUAL),
                    ("numero", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                condition=Q(gruppo__isnull=False),
                violation_error_message=_("L'ente ha già nel gruppo un seggio con questo numero in questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ente} ({self.numero})" if self.numero > 1 else str(self.ente)


@pghistory.track()
class Mandato(ModelloVersionato):
    """A person named to a seat, as delegate or as deputy, from `dal` to `al`, both days included."""

    conservazione = Conservazione.PERMANENTE

    seggio = models.ForeignKey(Seggio, models.PROTECT, related_name="mandati", verbose_name=_("seggio"))
    partecipante = models.ForeignKey(
        Partecipante, models.PROTECT, related_name="mandati", verbose_name=_("partecipante")
    )
    ruolo = models.CharField(_("ruolo"), max_length=9, choices=RuoloMandato.choices, default=RuoloMandato.DELEGATO)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), null=True, blank=True)
    atto = models.CharField(_("atto di nomina"), max_length=200, blank=True)
    motivo_fine = models.CharField(_("motivo della cessazione"), max_length=200, blank=True)

    objects = MandatoQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandato")
        verbose_name_plural = _("mandati")
        ordering = ["ruolo", "-dal"]
        indexes = [models.Index(fields=["partecipante", "dal"], name="mandato_per_persona")]
        constraints = [
            _periodo("mandato_periodo", _("Il mandato non può finire prima di cominciare.")),
            models.CheckConstraint(
                condition=Q(motivo_fine="") | Q(al__isnull=False),
                name="mandato_motivo",
                violation_error_message=_("Un mandato senza termine non ha un motivo di cessazione."),
            ),
            ExclusionConstraint(
                name="mandato_senza_sovrapposizioni",
                expressions=[
                    ("seggio", RangeOperators.EQUAL),
                    ("ruolo", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Il seggio ha già una persona con questo ruolo in questo periodo."),
            ),
            ExclusionConstraint(
                name="mandato_una_volta_per_seggio",
                expressions=[
                    ("seggio", RangeOperators.EQUAL),
                    ("partecipante", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("La persona ha già un mandato per questo seggio in questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partecipante} – {self.get_ruolo_display()}"
