"""The forms about a scenario as a whole; those of its rows are in `righe`."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tipologia
from collocamento.forms_campagne import data
from collocamento.normativa import Datore as DatoreDelMotore
from collocamento.normativa import Tipologia as TipologiaDelMotore
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.parole import TITOLI
from socialabs.anagrafica.models import Provincia


class TestataForm(forms.ModelForm):
    """Name and day; `pagina` tells the open page from another, `versione` what it has read."""

    giorno = data(
        _("Data della simulazione"), aiuto=_("Gli importi e le regole sono quelli in vigore in quel giorno.")
    )
    versione = forms.IntegerField(widget=forms.HiddenInput)
    pagina = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Scenario
        fields = ["nome", "giorno"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial |= {"versione": self.instance.versione, "pagina": uuid.uuid4()}

    def clean_giorno(self) -> date:
        giorno, partenza = self.cleaned_data["giorno"], self.instance.giorno_partenza
        if giorno < partenza:
            raise forms.ValidationError(
                _("La simulazione parte dal %(data)s: scegli quel giorno o uno dopo."),
                params={"data": f"{partenza:%d/%m/%Y}"},
            )
        return giorno


class NuovaForm(forms.Form):
    """Where a new scenario starts from."""

    POSIZIONE, ZERO = "posizione", "zero"

    nome = forms.CharField(label=_("Nome della simulazione"), max_length=120)
    partenza = forms.ChoiceField(
        label=_("Da dove parte"),
        choices=[(POSIZIONE, _("dalla posizione di oggi")), (ZERO, _("da zero, senza personale"))],
        widget=forms.RadioSelect,
        initial=POSIZIONE,
    )

    def __init__(self, *args: Any, con_posizione: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not con_posizione:
            self.fields["partenza"].choices = [self.fields["partenza"].choices[1]]
            self.fields["partenza"].initial = self.ZERO


class DaZeroForm(forms.Form):
    """The employer of a scenario that starts from nothing."""

    tipologia = forms.ChoiceField(label=_("Tipo di datore"), choices=Tipologia.choices)
    sede = forms.ChoiceField(label=_("Provincia della sede legale"))

    def __init__(self, *args: Any, province: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["sede"].choices = province

    @property
    def motore(self) -> DatoreDelMotore:
        return DatoreDelMotore(TipologiaDelMotore(self.cleaned_data["tipologia"]), self.cleaned_data["sede"])


class CondivisioneForm(forms.Form):
    messaggio = forms.CharField(
        label=_("Messaggio per l'ufficio"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Scrivi che cosa vuoi sapere. Non indicare nomi né dati sulla salute di lavoratori."),
    )


class AggiungiForm(forms.Form):
    """Which kind of change to add."""

    tipo = forms.ChoiceField(label=_("Che cosa cambia"), choices=list(TITOLI.items()))


def province_scelte(presenti: list[str]) -> list[Any]:
    """The provinces to choose from: those with staff first, then the others."""
    tutte = [(provincia.codice, str(provincia)) for provincia in Provincia.objects.all()]
    nomi = dict(tutte)
    con_personale = [(codice, nomi.get(codice, codice)) for codice in presenti]
    altre = [voce for voce in tutte if voce[0] not in presenti]
    return [(_("Con personale"), con_personale), (_("Altre"), altre)] if con_personale else altre
