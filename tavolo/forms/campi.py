"""Fields and behaviour that the table's forms share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from socialabs.base.modelli import ModelloVersionato
from tavolo.models import Decisione


def data(etichetta: str, *, required: bool = True, aiuto: str = "") -> forms.DateField:
    """A day, typed in the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etichetta, required=required, widget=widget, help_text=aiuto)


def istante(etichetta: str, *, required: bool = True, aiuto: str = "") -> forms.DateTimeField:
    """A day and an hour of Italy, typed in the browser's own field."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=etichetta, required=required, widget=widget, help_text=aiuto)


def testo(righe: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": righe})


class SceltaDecisione(forms.ModelChoiceField):
    """One of the decisions taken on an item, or none."""

    def __init__(self, decisioni: QuerySet[Decisione]):
        super().__init__(
            decisioni,
            label=_("Attua la decisione"),
            required=False,
            empty_label=_("Nessuna: nasce dalla discussione del punto"),
        )

    def label_from_instance(self, obj: Decisione) -> str:
        return f"{obj}: {obj.titolo}"


class ConVersione(forms.ModelForm):
    """A form on a row that others may be editing: it remembers the version read."""

    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione
        self.conflitto: list[tuple[str, str, str]] = []

    @property
    def versione_letta(self) -> int:
        return self.cleaned_data["versione"] or 0

    def segnala_conflitto(self, attuale: ModelloVersionato) -> None:
        """Put side by side what was written here and what the row says now; sent again, this form wins."""
        for nome in self._meta.fields:
            suo, mio = getattr(attuale, nome), self.cleaned_data.get(nome)
            if suo != mio:
                self.conflitto.append((self.fields[nome].label, _leggibile(mio), _leggibile(suo)))
        self.add_error(
            None,
            _("Un'altra persona ha salvato mentre scrivevi. Confronta i due testi: se invii di nuovo, vale il tuo."),
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("versione")] = str(attuale.versione)


class FineForm(forms.Form):
    """The last day of something and why it ends."""

    al = data(_("Ultimo giorno"), aiuto=_("Compreso: dal giorno dopo non vale più."))
    motivo = forms.CharField(label=_("Motivo"), max_length=200)


def _leggibile(valore: object) -> str:
    return "–" if valore in (None, "") else str(valore)
