"""Filters of the lists across employers."""

from typing import Any

from django import forms
from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.enums import CON_CONTRIBUTO, Genere, Stato
from collocamento.provvedimenti.models import Provvedimento
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


TUTTI = ("", _("Tutti"))
VIGORE = [TUTTI, ("in_vigore", _("In vigore")), ("futuro", _("Non ancora in vigore")), ("scaduto", _("Scaduti"))]
TERMINE = [
    TUTTI,
    ("aperti", _("Da decidere")),
    ("settimana", _("Da decidere entro sette giorni")),
    ("oltre", _("Oltre il termine")),
    ("fine_90", _("Finiscono entro novanta giorni")),
]

VERSAMENTO = [
    TUTTI,
    ("ritardo", _("In ritardo")),
    ("da_versare", _("Da versare, anche in parte")),
    ("da_confermare", _("Con versamenti da confermare")),
    ("versato", _("Versati")),
    ("da_preparare", _("Senza conto preparato")),
]


class FiltriProvvedimenti(forms.Form):
    """All optional; the provinces are those of some act that the reader can meet."""

    senza_facoltativo = True

    q = forms.CharField(label=_("Azienda o codice fiscale"), required=False, max_length=100)
    genere = forms.ChoiceField(label=_("Tipo"), required=False, choices=[TUTTI, *Genere.choices])
    stato = forms.ChoiceField(label=_("Stato"), required=False, choices=[TUTTI, *Stato.choices])
    vigore = forms.ChoiceField(label=_("Validità"), required=False, choices=VIGORE)
    termine = forms.ChoiceField(label=_("Termini"), required=False, choices=TERMINE)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["provincia"].choices = _province(Provvedimento.objects.visible_to(ctx))


class FiltriContributi(forms.Form):
    """All optional; provinces and years are those of some exemption in scope."""

    senza_facoltativo = True

    q = forms.CharField(label=_("Azienda o codice fiscale"), required=False, max_length=100)
    anno = forms.ChoiceField(label=_("Anno"), required=False)
    stato = forms.ChoiceField(label=_("Versamento"), required=False, choices=VERSAMENTO)
    genere = forms.ChoiceField(
        label=_("Tipo di esonero"), required=False, choices=[TUTTI, *((g.value, g.label) for g in CON_CONTRIBUTO)]
    )
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        esoneri = Provvedimento.objects.visible_to(ctx).filter(genere__in=CON_CONTRIBUTO).efficaci()
        self.fields["provincia"].choices = _province(esoneri)
        primo = esoneri.aggregate(primo=Min("dal"))["primo"]
        anni = range(oggi().year, primo.year - 1, -1) if primo else ()
        self.fields["anno"].choices = [TUTTI, *((str(anno), str(anno)) for anno in anni)]


def _province(atti: QuerySet[Provvedimento]) -> list[tuple[str, Any]]:
    """Those where some of the acts hold."""
    province = Provincia.objects.filter(codice__in=atti.order_by().values("provincia").distinct())
    return [("", _("Tutte")), *((p.codice, str(p)) for p in province)]
