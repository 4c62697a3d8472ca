"""The figures of a day, kept for good, and who answers for them."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Value
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello
from socialabs.rapporti.estratto import Estratto, da_json
from socialabs.rapporti.querysets import IstantaneaQuerySet
from socialabs.utenti.enums import Ruolo


class _Sha256(Func):
    """The digest of a text in hexadecimal, by the functions of PostgreSQL's core."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class Istantanea(Modello):
    """A report's answer as it was shown one day. Nobody changes it nor deletes it, by whatever way.

    `contenuto` is the canonical JSON of an Estratto: what may be shown, never the small counts under it. `impronta` is
    its SHA-256, which the database itself works out again.
    """

    conservazione = Conservazione.PERMANENTE
    solo_aggiunta = True

    rapporto = models.CharField(_("rapporto"), max_length=50)
    titolo = models.CharField(_("titolo"), max_length=200)
    interrogazione = models.CharField(_("parametri"), max_length=1000, blank=True)
    contenuto = models.TextField(_("contenuto"))
    impronta = models.CharField(_("impronta SHA-256"), max_length=64)
    codice = models.CharField(_("versione del programma"), max_length=60)
    nota = models.CharField(_("nota"), max_length=500, blank=True)
    congelata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("congelata da")
    )
    congelata_il = models.DateTimeField(_("congelata il"), default=adesso)

    objects = IstantaneaQuerySet.as_manager()

    class Meta:
        verbose_name = _("istantanea di un rapporto")
        verbose_name_plural = _("istantanee dei rapporti")
        ordering = ["-congelata_il", "-id"]
        indexes = [models.Index(fields=["rapporto", "-congelata_il"], name="istantanea_per_rapporto")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(impronta=_Sha256(F("contenuto"))),
                name="istantanea_impronta",
                violation_error_message=_("L'impronta non è quella del contenuto."),
            )
        ]
        triggers = [pgtrigger.Protect(name="istantanea_immutabile", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.titolo} · {localtime(self.congelata_il):%d/%m/%Y %H:%M}"

    @cached_property
    def estratto(self) -> Estratto:
        return da_json(self.contenuto)

    @property
    def approvata(self) -> "Approvazione | None":
        return getattr(self, "approvazione", None)

    @property
    def origine(self) -> list[tuple[str, str]]:
        """What a document says of where its figures come from."""
        righe = [(_t("Congelate da"), str(self.congelata_da))]
        if self.nota:
            righe.append((_t("Nota"), self.nota))
        approvata = str(self.approvata) if self.approvata else _t("non ancora")
        return [*righe, (_t("Approvate da"), approvata), (_t("Impronta SHA-256"), self.impronta)]

    def get_absolute_url(self) -> str:
        return reverse("rapporti:istantanea", args=[self.pk])


class Approvazione(Modello):
    """Who answers for a snapshot, in which role and when: one for each snapshot, never taken back.

    `impronta` is the digest of what was signed, so that the signature names its very content.
    """

    conservazione = Conservazione.PERMANENTE
    solo_aggiunta = True

    istantanea = models.OneToOneField(Istantanea, models.PROTECT, related_name="approvazione")
    firmata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("approvata da")
    )
    ruolo = models.CharField(_("ruolo"), max_length=12, choices=Ruolo.choices)
    impronta = models.CharField(_("impronta approvata"), max_length=64)
    firmata_il = models.DateTimeField(_("approvata il"), default=adesso)

    class Meta:
        verbose_name = _("approvazione")
        verbose_name_plural = _("approvazioni")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    ruolo__in=[Value(Ruolo.RESPONSABILE.value), Value(Ruolo.AMMINISTRATORE_PROVINCIALE.value)]
                ),
                name="approvazione_di_chi_risponde",
                violation_error_message=_("Approva solo il responsabile o l'amministratore provinciale."),
            )
        ]
        triggers = [pgtrigger.Protect(name="approvazione_immutabile", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.firmata_da} ({self.get_ruolo_display()}), {localtime(self.firmata_il):%d/%m/%Y %H:%M}"
