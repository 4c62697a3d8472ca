"""Filters of the list across employers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.enums import Genere, Stato
from collocamento.provvedimenti.models import Provvedimento
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto


TUTTI = ("", _("Tutti"))
VIGORE = [TUTTI, ("in_vigore", _("In vigore")), ("futuro", _("Non ancora in vigore")), ("scaduto", _("Scaduti"))]
TERMINE = [
    TUTTI,
    ("aperti", _("Da decidere")),
    ("settimana", _("Da decidere entro sette giorni")),
    ("oltre", _("Oltre il termine")),
    ("fine_90", _("Finiscono entro novanta giorni")),
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
        usate = Provvedimento.objects.visible_to(ctx).order_by().values("provincia").distinct()
        province = Provincia.objects.filter(codice__in=usate)
        self.fields["provincia"].choices = [("", _("Tutte")), *((p.codice, str(p)) for p in province)]
