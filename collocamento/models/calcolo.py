"""What the engine works out of a return: national figures, one row per province, and the steps that lead to them."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Classe
from collocamento.models.prospetto import Prospetto
from collocamento.querysets import CalcoloProvinciaQuerySet, CalcoloQuerySet
from socialabs.base.conservazione import Conservazione


def _non_negativi(*campi: str) -> Q:
    return reduce(and_, (Q(**{f"{campo}__gte": 0}) for campo in campi))


# Two fields named alike here and in the engine (`normativa.risultato`): the names are the only mapping.
class Cifre(models.Model):
    """The figures that country and province share. `saldo_disabili` is signed (negative = excess), the rest is not.

    `*_dovuta_ora` is due on the reference date, after suspensions and conventions of art. 11; `scopertura_*` is
    structural, after compensation.
    """

    lavoratori = models.IntegerField(_("lavoratori"))
    base_art3 = models.IntegerField(_("base di computo art. 3"))
    base_art18 = models.IntegerField(_("base di computo art. 18"))
    quota_disabili = models.IntegerField(_("quota disabili"))
    quota_art18 = models.IntegerField(_("quota art. 18"))
    disabili_in_forza = models.IntegerField(_("disabili in forza"))
    art18_in_forza = models.IntegerField(_("art. 18 in forza"))
    esonerati = models.IntegerField(_("posizioni esonerate"))
    compensazione_disabili = models.IntegerField(_("compensazione disabili"))
    compensazione_art18 = models.IntegerField(_("compensazione art. 18"))
    saldo_disabili = models.IntegerField(_("saldo disabili"))
    scopertura_disabili = models.IntegerField(_("scopertura disabili"))
    scopertura_art18 = models.IntegerField(_("scopertura art. 18"))
    quota_dovuta_ora = models.IntegerField(_("quota dovuta ora"))
    scopertura_dovuta_ora = models.IntegerField(_("scopertura dovuta ora"))
    scopertura_art18_dovuta_ora = models.IntegerField(_("scopertura art. 18 dovuta ora"))
    sospensione_in_corso = models.BooleanField(_("sospensione in corso"))
    convenzione_in_corso = models.BooleanField(_("convenzione in corso"))

    NON_NEGATIVE = (
        "lavoratori",
        "quota_disabili",
        "quota_art18",
        "disabili_in_forza",
        "art18_in_forza",
        "esonerati",
        "scopertura_disabili",
        "scopertura_art18",
        "quota_dovuta_ora",
        "scopertura_dovuta_ora",
        "scopertura_art18_dovuta_ora",
    )

    class Meta:
        abstract = True


class CalcoloNazionale(Cifre):
    """Figures of the whole employer, with their derivation.

    `ingressi`: what the engine was told (`normativa.trasporto`), no person in it: enough to compute again.
    `derivazione`: {"nazionale": {figure: [step]}, "province": {"011": {figure: [step]}}}, steps as
    `normativa.Passo.as_dict`; a figure that a province lacks is reached by the national steps.
    `avvisi`: readings and limits worth knowing. `motore`: fingerprint of engine, parameters and code tables;
    `mappatura`, of what made `ingressi` of the return (see `importazione.tavole`): while it is the same, they serve.
    `con_esonero_al_massimale`: the figures with exemptions cut to their ceiling, null where none is over it.
    """

    classe = models.CharField(_("classe"), max_length=1, choices=Classe.choices, blank=True)
    prospetto_dovuto = models.BooleanField(_("prospetto dovuto"))
    eccedenza_art18 = models.IntegerField(_("eccedenza art. 18"))
    eccedenza_art18_usata = models.IntegerField(_("eccedenza art. 18 usata"))
    ingressi = models.JSONField(_("ingressi del calcolo"))
    derivazione = models.JSONField(_("derivazione"))
    avvisi = models.JSONField(_("avvisi"), default=list)
    con_esonero_al_massimale = models.JSONField(_("cifre con l'esonero al massimale"), null=True)
    impostazioni = models.JSONField(_("letture adottate"))
    motore = models.CharField(_("versione del motore"), max_length=64)
    mappatura = models.CharField(_("versione della mappatura"), max_length=64)

    class Meta:
        abstract = True


class Calcolo(CalcoloNazionale):
    """The figures of a return that were worked out last."""

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    prospetto = models.OneToOneField(
        Prospetto, models.CASCADE, primary_key=True, related_name="calcolo", verbose_name=_("prospetto")
    )

    objects = CalcoloQuerySet.as_manager()

    class Meta:
        verbose_name = _("calcolo")
        verbose_name_plural = _("calcoli")
        constraints = [
            models.CheckConstraint(
                condition=_non_negativi(*Cifre.NON_NEGATIVE, "base_art3", "base_art18", "eccedenza_art18_usata"),
                name="calcolo_non_negativo",
                violation_error_message=_("Una cifra calcolata non può essere negativa."),
            )
        ]

    def __str__(self) -> str:
        return str(self.prospetto_id)


class CalcoloProvincia(Cifre):
    """Figures of one provincial sheet; `comune` is the seat of reference in that province."""

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    prospetto = models.ForeignKey(
        Prospetto, models.CASCADE, related_name="province", verbose_name=_("prospetto"), db_index=False
    )
    provincia = models.CharField(_("provincia"), max_length=3)
    comune = models.ForeignKey(
        "anagrafica.Comune", models.PROTECT, null=True, related_name="+", verbose_name=_("comune della sede")
    )

    objects = CalcoloProvinciaQuerySet.as_manager()

    class Meta:
        verbose_name = _("calcolo provinciale")
        verbose_name_plural = _("calcoli provinciali")
        ordering = ["prospetto", "provincia"]
        constraints = [
            models.UniqueConstraint(
                fields=["prospetto", "provincia"],
                name="calcolo_una_riga_per_provincia",
                violation_error_message=_("Il foglio di questa provincia è già calcolato."),
            ),
            models.CheckConstraint(
                condition=_non_negativi(*Cifre.NON_NEGATIVE),
                name="calcolo_provincia_non_negativo",
                violation_error_message=_("Una cifra calcolata non può essere negativa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prospetto_id} {self.provincia}"
