import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, SantoPatrono


# A leap year, so that 29 February is a day like the others.
ANNO_BISESTILE = 2024


class ModuloCrispy:
    """The helper shared by these forms: a button that says the verb."""

    verbo = _("Salva")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("invia", self.verbo))
        return helper


class EnteForm(ModuloCrispy, forms.ModelForm):
    verbo = _("Registra la configurazione")

    class Meta:
        model = EnteTitolare
        fields = [
            "denominazione",
            "ufficio",
            "provincia",
            "indirizzo",
            "email",
            "pec",
            "responsabile",
            "contatto_privacy",
            "dal",
        ]
        widgets = {"dal": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"dal": _("Fino al giorno prima vale la configurazione precedente, che resta agli atti.")}
        error_messages = {"dal": {"unique": _("C'è già una configurazione che parte da questo giorno.")}}


class ComuniServitiForm(ModuloCrispy, forms.Form):
    comuni = forms.ModelMultipleChoiceField(
        Comune.objects.none(),
        label=_("Comuni serviti"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Un comune servito da un altro centro passa a questo."),
    )

    def __init__(self, *args: Any, cpi: CentroImpiego, **kwargs: Any):
        super().__init__(*args, initial={"comuni": cpi.comuni.all()}, **kwargs)
        self.fields["comuni"].queryset = Comune.objects.attivi().filter(provincia=cpi.provincia)
        self.fields["comuni"].label_from_instance = lambda comune: comune.nome


class PatronoForm(ModuloCrispy, forms.ModelForm):
    class Meta:
        model = SantoPatrono
        fields = ["nome", "giorno", "mese"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("giorno") and dati.get("mese"):
            try:
                datetime.date(ANNO_BISESTILE, dati["mese"], dati["giorno"])
            except ValueError:
                self.add_error("giorno", _("Questo giorno non esiste nel mese indicato."))
        return dati
