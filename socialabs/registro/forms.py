from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import scelte


def _giorno(etichetta: str) -> forms.DateField:
    return forms.DateField(label=etichetta, required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


class FiltriRegistro(forms.Form):
    """People and objects are named by their ids: an address never carries a name."""

    dal = _giorno(_("Dal"))
    al = _giorno(_("Al"))
    verbo = forms.ChoiceField(label=_("Azione"), required=False)
    attore = forms.UUIDField(label=_("Codice dell'utente"), required=False)
    oggetto = forms.UUIDField(label=_("Codice dell'oggetto"), required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["verbo"].choices = [("", _("Tutte")), *scelte()]


class CercaUtente(forms.Form):
    email = forms.EmailField(label=_("E-mail dell'utente"), widget=forms.EmailInput({"autocomplete": "off"}))
