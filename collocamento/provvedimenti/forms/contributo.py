"""The calendar of a statement, a payment, the body's due date."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.forms_campagne import GiorniField
from collocamento.provvedimenti.forms.campi import FileField, data
from collocamento.provvedimenti.models import ContoContributo, TermineContributo
from collocamento.provvedimenti.models.contributo import SETTIMANE
from socialabs.anagrafica.models import Comune


class CalendarioForm(forms.ModelForm):
    """Which days are worked; `versione` tells whether somebody changed them meanwhile."""

    giorni_settimana = forms.TypedChoiceField(label=_("Settimana lavorativa"), choices=SETTIMANE, coerce=int)
    chiusure = GiorniField(
        label=_("Altri giorni di chiusura dell'anno"),
        required=False,
        help_text=_("Date separate da virgole, come 24/12/2026. Sono contati a parte, fra i giorni in dubbio."),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ContoContributo
        fields = ["giorni_settimana", "comune", "chiusure"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione
        comuni = Comune.objects.attivi().filter(provincia=self.instance.provincia).select_related("provincia")
        self.fields["comune"].queryset = comuni
        self.fields["comune"].label = _("Comune della sede di lavoro")
        self.fields["comune"].help_text = _("Il giorno del suo patrono è contato a parte, fra i giorni in dubbio.")

    def clean_chiusure(self) -> list:
        giorni = self.cleaned_data["chiusure"]
        if any(giorno.year != self.instance.anno for giorno in giorni):
            raise forms.ValidationError(_("Le chiusure sono giorni del %(anno)s.") % {"anno": self.instance.anno})
        return giorni


class VersamentoForm(forms.Form):
    giorno = data(_("Pagato il"))
    importo = forms.DecimalField(
        label=_("Importo in euro"), min_value=Decimal("0.01"), max_digits=11, decimal_places=2, localize=True
    )
    ricevuta = FileField(label=_("Ricevuta"), help_text=_("PDF o immagine, fino a 10 MB."))


class TermineForm(forms.ModelForm):
    entro_il = data(_("Da dichiarare entro il"))

    class Meta:
        model = TermineContributo
        fields = ["anno", "entro_il", "atto"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        anno, giorno = dati.get("anno"), dati.get("entro_il")
        if anno and giorno and giorno.year < anno:
            self.add_error("entro_il", _("Il termine non può cadere prima dell'anno a cui si riferisce."))
        return dati

    def validate_unique(self) -> None:
        """A year set again is moved."""
