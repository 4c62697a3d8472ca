from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.posta.enums import StatoMessaggio


class FiltriPosta(forms.Form):
    stato = forms.ChoiceField(label=_("Stato"), choices=[("", _("Tutti")), *StatoMessaggio.choices], required=False)
    dal = forms.DateField(label=_("Dal"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    al = forms.DateField(label=_("Al"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    senza_facoltativo = True
