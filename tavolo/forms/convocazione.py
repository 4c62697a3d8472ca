"""Forms of the convocation: the answer, guests, proofs of delivery."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from socialabs.base.giorni import adesso
from tavolo.azioni.convocazioni import delegabili, risposte_ammesse
from tavolo.enums import Risposta
from tavolo.forms.campi import istante
from tavolo.models import Convocazione, Partecipante, Seduta


# A receipt of certified mail is a message of a few hundred kilobytes, with the letter inside.
MASSIMO_PROVA = 10 * 1024**2


class RispostaForm(forms.Form):
    """The answer to a convocation, among those that this person may give."""

    risposta = forms.ChoiceField(label=_("Partecipazione"), widget=forms.RadioSelect)
    delegato_a = forms.ModelChoiceField(
        label=_("A chi è delegato il voto"),
        queryset=None,
        required=False,
        empty_label=_("nessuno"),
        help_text=_("Solo con la risposta «Delego un altro componente»."),
    )
    nota = forms.CharField(
        label=_("Nota per la segreteria"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, convocazione: Convocazione, **kwargs: Any):
        iniziali = {
            "risposta": convocazione.risposta,
            "delegato_a": convocazione.delegato_a_id,
            "nota": convocazione.nota,
        }
        super().__init__(*args, initial=iniziali, **kwargs)
        ammesse = risposte_ammesse(convocazione)
        self.fields["risposta"].choices = [(risposta.value, risposta.label) for risposta in ammesse]
        if Risposta.DELEGA in ammesse:
            self.fields["delegato_a"].queryset = delegabili(convocazione)
        else:
            del self.fields["delegato_a"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("risposta") == Risposta.DELEGA and not dati.get("delegato_a"):
            self.add_error("delegato_a", _("Indica a quale componente deleghi il voto."))
        return dati


class NuovoCollegamentoForm(forms.Form):
    email = forms.EmailField(
        label=_("Indirizzo e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Quello a cui arrivano le convocazioni."),
    )


class OspiteForm(forms.Form):
    """Somebody to be heard, who has no seat."""

    partecipante = forms.ModelChoiceField(label=_("Persona"), queryset=Partecipante.objects.none())

    def __init__(self, *args: Any, seduta: Seduta, **kwargs: Any):
        super().__init__(*args, **kwargs)
        convocati = seduta.convocazioni.values("partecipante")
        self.fields["partecipante"].queryset = Partecipante.objects.exclude(pk__in=convocati)


class ConsegnaForm(forms.Form):
    """When a letter was delivered; never later than now."""

    consegnata_il = istante(_("Consegnata il"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["consegnata_il"].initial = localtime(adesso()).replace(second=0, microsecond=0)

    def clean_consegnata_il(self) -> datetime:
        if self.cleaned_data["consegnata_il"] > adesso():
            raise forms.ValidationError(_("La consegna non può essere nel futuro."))
        return self.cleaned_data["consegnata_il"]


class ProvaPecForm(ConsegnaForm):
    prova = forms.FileField(
        label=_("Ricevuta di consegna"),
        help_text=_("Il file .eml della ricevuta rilasciata dal gestore, fino a 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".eml"}),
    )

    def clean_prova(self) -> Any:
        prova = self.cleaned_data["prova"]
        if not prova.name.lower().endswith(".eml"):
            raise forms.ValidationError(_("La ricevuta di una PEC è un file .eml."))
        if prova.size > MASSIMO_PROVA:
            raise forms.ValidationError(_("Il file supera i 10 MB."))
        return prova
