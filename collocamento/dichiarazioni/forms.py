"""Forms beside the sections: beginning, what the ministry answered, terms, filters."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.enums import INVIATI, Partenza, Stato
from collocamento.dichiarazioni.models import Dichiarazione, TermineRettifica
from collocamento.enums import TipoComunicazione
from collocamento.unipi.limiti import PRIMO_ANNO, ULTIMO_ANNO
from socialabs.base.giorni import adesso


class InizioForm(forms.Form):
    """Which year, and from what."""

    anno = forms.IntegerField(label=_("Situazione al 31 dicembre del"), min_value=PRIMO_ANNO, max_value=ULTIMO_ANNO)
    da = forms.ChoiceField(
        label=_("Da che cosa cominciare"),
        choices=[(p.value, p.label) for p in (Partenza.PROSPETTO, Partenza.POSIZIONE, Partenza.VUOTA)],
        widget=forms.RadioSelect,
        initial=Partenza.PROSPETTO,
    )


class ProtocolloForm(forms.Form):
    """What the ministry's service answered."""

    codice = forms.RegexField(
        label=_("Codice comunicazione"),
        regex=r"^[0-9A-Za-z]{16}$",
        help_text=_("I 16 caratteri che il servizio del Ministero ha assegnato."),
        error_messages={"invalid": _("Il codice comunicazione ha 16 caratteri, lettere o cifre.")},
    )
    data_invio = forms.DateTimeField(
        label=_("Data e ora di invio"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"],
    )
    protocollo = forms.RegexField(
        label=_("Protocollo"),
        regex=r"^[0-9A-Za-z]{1,8}$",
        required=False,
        help_text=_("Al massimo 8 caratteri; se è più corto, il portale lo completa con zeri."),
        error_messages={"invalid": _("Il protocollo ha al massimo 8 caratteri, lettere o cifre.")},
    )

    def clean_data_invio(self) -> datetime:
        momento = self.cleaned_data["data_invio"]
        if momento > adesso():
            raise forms.ValidationError(_("La data di invio è nel futuro."))
        return momento

    def clean_protocollo(self) -> str:
        scritto = self.cleaned_data["protocollo"]
        return scritto.rjust(8, "0") if scritto else ""


class TermineForm(forms.ModelForm):
    """Terms for corrections and annulments; `versione` tells whether somebody changed them meanwhile."""

    annullabile_fino_al = forms.DateField(
        label=_("Annullabile fino al"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TermineRettifica
        fields = ["anno", "giorni", "annullabile_fino_al", "fonte"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione


class FiltriDichiarazioni(forms.Form):
    """Filters of the office's list."""

    q = forms.CharField(label=_("Denominazione o codice fiscale"), required=False, max_length=80)
    anno = forms.ChoiceField(label=_("Anno"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False, choices=[("", _("Tutti")), *TipoComunicazione.choices])
    stato = forms.ChoiceField(
        label=_("Stato"),
        required=False,
        choices=[("", _("Tutti")), *((s.value, s.label) for s in Stato if s in INVIATI)],
    )
    ricevuta = forms.ChoiceField(
        label=_("Dal ministero"),
        required=False,
        choices=[("", _("Tutte")), ("si", _("Ricevute")), ("no", _("Non ancora ricevute"))],
    )

    senza_facoltativo = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        anni = Dichiarazione.objects.filter(stato__in=INVIATI).order_by("-anno").values_list("anno", flat=True)
        self.fields["anno"].choices = [("", _("Tutti")), *((str(anno), str(anno)) for anno in anni.distinct())]
