"""What hangs on a return: its original bytes, the workers it names (both encrypted), the vacancies it offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collocamento.enums import CategoriaAssunzione, CategoriaSoggetto
from collocamento.models.prospetto import Prospetto
from collocamento.querysets import LavoratoreQuerySet, OriginaleQuerySet, PostoQuerySet
from socialabs.base.conservazione import Conservazione


class Originale(models.Model):
    """The file as it came, compressed and encrypted. Read only through `Originale.objects.leggi`."""

    conservazione = Conservazione.DIECI_ANNI

    prospetto = models.OneToOneField(
        Prospetto, models.CASCADE, primary_key=True, related_name="originale", verbose_name=_("prospetto")
    )
    cifrato = models.BinaryField(_("contenuto cifrato"))
    dimensione = models.PositiveIntegerField(_("dimensione in byte"))

    objects = OriginaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("originale")
        verbose_name_plural = _("originali")

    def __str__(self) -> str:
        return str(self.prospetto_id)


class LavoratoreDichiarato(models.Model):
    """A worker who counts towards the quota. Who it is and the degree of disability are in `cifrato` alone.

    The clear columns serve for counting. Clear text comes only from `leggibili_da`, which writes to the register.
    """

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    prospetto = models.ForeignKey(
        Prospetto, models.CASCADE, related_name="lavoratori", verbose_name=_("prospetto"), db_index=False
    )
    provincia = models.CharField(_("provincia"), max_length=3)
    ordine = models.PositiveIntegerField(_("posizione nel foglio"))
    cifrato = models.BinaryField(_("dati personali cifrati"))
    categoria = models.CharField(_("categoria"), max_length=1, choices=CategoriaSoggetto.choices)
    categoria_assunzione = models.CharField(_("assunzione"), max_length=2, choices=CategoriaAssunzione.choices)
    tipo_assunzione = models.CharField(_("tipo di assunzione"), max_length=1)
    minuti_contratto = models.PositiveIntegerField(_("minuti settimanali di contratto"))
    minuti_svolti = models.PositiveIntegerField(_("minuti settimanali svolti"))
    inizio = models.DateField(_("assunto il"))
    fine = models.DateField(_("fino al"), null=True)

    objects = LavoratoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("lavoratore dichiarato")
        verbose_name_plural = _("lavoratori dichiarati")
        ordering = ["prospetto", "provincia", "ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["prospetto", "provincia", "ordine"],
                name="lavoratore_una_riga",
                violation_error_message=_("La riga del lavoratore è già presente."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.provincia}/{self.ordine}"


class PostoDisponibile(models.Model):
    """A vacancy that the return offers to people of the lists."""

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    prospetto = models.ForeignKey(
        Prospetto, models.CASCADE, related_name="posti", verbose_name=_("prospetto"), db_index=False
    )
    provincia = models.CharField(_("provincia"), max_length=3)
    ordine = models.PositiveIntegerField(_("posizione nel foglio"))
    qualifica = models.CharField(_("qualifica ISTAT"), max_length=12)
    mansione = models.CharField(_("mansione"), max_length=200)
    posti = models.PositiveIntegerField(_("posti"))
    categoria = models.CharField(_("categoria"), max_length=1, choices=CategoriaSoggetto.choices)
    comune = models.CharField(_("comune di lavoro"), max_length=4)
    capacita = models.CharField(_("capacità richieste e controindicazioni"), max_length=200, blank=True)
    barriere = models.BooleanField(_("barriere architettoniche"))
    turni_notturni = models.BooleanField(_("turni notturni"))
    mezzi_pubblici = models.BooleanField(_("raggiungibile con mezzi pubblici"))
    categoria_assunzione = models.CharField(
        _("assunzione"), max_length=2, choices=CategoriaAssunzione.choices, blank=True
    )

    objects = PostoQuerySet.as_manager()

    class Meta:
        verbose_name = _("posto disponibile")
        verbose_name_plural = _("posti disponibili")
        ordering = ["prospetto", "provincia", "ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["prospetto", "provincia", "ordine"],
                name="posto_una_riga",
                violation_error_message=_("La riga del posto disponibile è già presente."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mansione} × {self.posti}"
