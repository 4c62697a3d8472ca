"""What-if scenarios: where they start from, what they change, and with whom they are shared."""

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from collocamento.posizione.ingressi import Origine
from collocamento.simulazioni.enums import Parte
from collocamento.simulazioni.querysets import CondivisioneQuerySet, ScenarioQuerySet
from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello, ModelloVersionato


@pghistory.track(exclude=["bozza", "pagina"])
class Scenario(ModelloVersionato):
    """A what-if on one employer.

    `partenza`: the engine's inputs on `giorno_partenza` (`normativa.trasporto`), kept so that the comparison stays
    what it was; `situazione` and `origine` say what they come from, neither where it starts from nothing.
    `variazioni`: the changes (`variazioni.come_lista`), that hold on `giorno`. `bozza`: the rows as last typed, while
    some of them cannot be computed. `pagina`: the open page that wrote last, which never conflicts with itself.
    """

    conservazione = Conservazione.CINQUE_ANNI

    datore = models.ForeignKey(Datore, models.CASCADE, related_name="scenari", verbose_name=_("datore di lavoro"))
    parte = models.CharField(_("di chi è"), max_length=7, choices=Parte.choices)
    nome = models.CharField(_("nome"), max_length=120)
    giorno = models.DateField(_("data della simulazione"))
    giorno_partenza = models.DateField(_("data di partenza"))
    partenza = models.JSONField(_("dati di partenza"))
    situazione = models.DateField(_("situazione di partenza"), null=True)
    origine = models.CharField(_("origine"), max_length=10, choices=Origine.choices, blank=True)
    variazioni = models.JSONField(_("cambiamenti"), default=list)
    bozza = models.JSONField(_("righe da completare"), default=list)
    pagina = models.UUIDField(_("ultima pagina che ha scritto"), null=True, editable=False)
    creato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("creato da")
    )

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("simulazione")
        verbose_name_plural = _("simulazioni")
        ordering = ["-modificato_il", "id"]
        indexes = [models.Index(fields=["datore", "-modificato_il"], name="scenario_del_datore")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(nome=""),
                name="scenario_con_nome",
                violation_error_message=_("La simulazione deve avere un nome."),
            ),
            models.CheckConstraint(
                condition=Q(giorno__gte=F("giorno_partenza")),
                name="scenario_dopo_la_partenza",
                violation_error_message=_("La data della simulazione non può venire prima di quella di partenza."),
            ),
            models.CheckConstraint(
                condition=Q(situazione__isnull=True, origine="") | (Q(situazione__isnull=False) & ~Q(origine="")),
                name="scenario_partenza_con_origine",
                violation_error_message=_("I dati di partenza devono dire da dove vengono e a quale giorno."),
            ),
        ]

    def __str__(self) -> str:
        return self.nome

    @property
    def da_zero(self) -> bool:
        """Whether it starts from an employer without anybody."""
        return self.situazione is None

    @property
    def righe(self) -> list[dict[str, Any]]:
        """The rows as their reader left them: those being typed where there are, else those that count."""
        return self.bozza or self.variazioni


class Condivisione(Modello):
    """That the office may read a scenario, with what its party writes about it, until revoked."""

    conservazione = Conservazione.CINQUE_ANNI

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="condivisioni", verbose_name=_("simulazione"))
    messaggio = models.TextField(_("messaggio"), max_length=2000, blank=True)
    condivisa_il = models.DateTimeField(_("condivisa il"), default=adesso)
    condivisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("condivisa da")
    )
    revocata_il = models.DateTimeField(_("revocata il"), null=True)

    objects = CondivisioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("condivisione di una simulazione")
        verbose_name_plural = _("condivisioni di simulazioni")
        ordering = ["-condivisa_il"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario"],
                condition=Q(revocata_il__isnull=True),
                name="condivisione_una_aperta",
                violation_error_message=_("Questa simulazione è già condivisa."),
            ),
            models.CheckConstraint(
                condition=Q(revocata_il__isnull=True) | Q(revocata_il__gte=F("condivisa_il")),
                name="condivisione_revocata_dopo",
                violation_error_message=_("Una condivisione non può essere revocata prima di cominciare."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}"
