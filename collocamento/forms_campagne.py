"""Forms of the yearly campaign."""

from datetime import date, datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.models import Campagna


def data(etichetta: str, *, required: bool = True, aiuto: str = "") -> forms.DateField:
    """A date typed in the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etichetta, required=required, widget=widget, help_text=aiuto)


class GiorniField(forms.CharField):
    """Days in a line, separated by commas."""

    def prepare_value(self, value: object) -> object:
        return ", ".join(f"{giorno:%d/%m/%Y}" for giorno in value) if isinstance(value, list) else value

    def clean(self, value: str) -> list[date]:
        parti = [parte.strip() for parte in super().clean(value).split(",")]
        try:
            return sorted({datetime.strptime(parte, "%d/%m/%Y").date() for parte in parti if parte})
        except ValueError as errore:
            raise forms.ValidationError(_("Scrivi le date come 15/01/2027, separate da virgole.")) from errore

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CampagnaForm(forms.ModelForm):
    """The dates of a campaign; `versione` tells whether somebody changed them meanwhile."""

    apertura = data(_("Apertura del servizio"), required=False)
    scadenza = data(
        _("Scadenza"), aiuto=_("Per legge il 31 gennaio; se un avviso la sposta, chi è in ritardo si decide da capo.")
    )
    promemoria = GiorniField(
        label=_("Giorni dei promemoria alle aziende"),
        required=False,
        help_text=_(
            "Date separate da virgole, come 15/01/2027, 25/01/2027. Vuoto: all'apertura, 16 e 6 giorni prima della "
            "scadenza e il giorno stesso, anche se la scadenza si sposta."
        ),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Campagna
        fields = ["apertura", "scadenza", "promemoria", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        giorni, scadenza = dati.get("promemoria"), dati.get("scadenza")
        if giorni and scadenza and giorni[-1] > scadenza:
            self.add_error("promemoria", _("Un promemoria cade dopo la scadenza."))
        elif giorni and "scadenza" in self.changed_data and "promemoria" not in self.changed_data:
            self.add_error(
                "promemoria", _("La scadenza si è spostata: rivedi i giorni dei promemoria, o lasciali vuoti.")
            )
        return dati

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("salva", _("Salva la campagna")))
        return helper


class NuovaCampagnaForm(CampagnaForm):
    class Meta(CampagnaForm.Meta):
        fields = ["anno", "apertura", "scadenza", "promemoria", "note"]


class AvvisoForm(forms.Form):
    """The notice by which a date was moved."""

    giorno = data(_("Data dell'avviso"))
    testo = forms.CharField(label=_("Che cosa dispone"), max_length=500)
    riferimento = forms.CharField(
        label=_("Riferimento"), max_length=300, help_text=_("Numero e data dell'atto, o indirizzo della pagina.")
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = "."
        helper.add_input(Submit("avviso", _("Aggiungi l'avviso")))
        return helper
