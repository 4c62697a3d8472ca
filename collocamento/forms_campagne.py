"""Forms of the yearly campaign."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.models import Campagna


def data(etichetta: str, *, required: bool = True, aiuto: str = "") -> forms.DateField:
    """A date typed in the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etichetta, required=required, widget=widget, help_text=aiuto)


class CampagnaForm(forms.ModelForm):
    """The dates of a campaign; `versione` tells whether somebody changed them meanwhile."""

    apertura = data(_("Apertura del servizio"), required=False)
    scadenza = data(
        _("Scadenza"), aiuto=_("Per legge il 31 gennaio; se un avviso la sposta, chi è in ritardo si decide da capo.")
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Campagna
        fields = ["apertura", "scadenza", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("salva", _("Salva la campagna")))
        return helper


class NuovaCampagnaForm(CampagnaForm):
    class Meta(CampagnaForm.Meta):
        fields = ["anno", "apertura", "scadenza", "note"]


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
