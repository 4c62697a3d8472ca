"""Parameters of the reports: years, province, class of the employer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collocamento.enums import CategoriaSoggetto
from collocamento.forms import CLASSI, AnnoProvincia


# How many years a comparison spans unless told otherwise.
ANNI = 5
OBBLIGATI = [(chiave, nome) for chiave, nome in CLASSI if chiave != "no"]
TUTTI = [("", _("Tutti")), *CLASSI[1:]]


class AnnoProvinciaClasse(AnnoProvincia):
    """One year, one province, the employers of one class or all of them."""

    classe = forms.ChoiceField(label=_("Classe"), required=False, choices=TUTTI)


class AnniProvinciaClasse(AnnoProvincia):
    """From `dal` to `anno`; `categoria` is whose posts are followed. Employers are chosen by their latest class."""

    dal = forms.ChoiceField(label=_("Dal 31 dicembre"), required=False)
    classe = forms.ChoiceField(label=_("Classe nell'ultimo anno"), required=False, choices=OBBLIGATI)
    categoria = forms.ChoiceField(
        label=_("Posti per"), required=False, choices=CategoriaSoggetto.choices, initial=CategoriaSoggetto.DISABILE
    )

    field_order = ["dal", "anno", "provincia", "classe", "categoria"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["anno"].label = _("Al 31 dicembre")
        self.fields["dal"].choices = self.fields["anno"].choices
        self.fields["dal"].initial = str(self.anni[:ANNI][-1]) if self.anni else None

    def clean_dal(self) -> int | None:
        return int(self.cleaned_data["dal"]) if self.cleaned_data["dal"] else None

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        dal, al = dati.get("dal"), dati.get("anno")
        if dal and al and dal > al:
            raise ValidationError(_("L'anno iniziale viene dopo quello finale."))
        return dati


class AnnoProvinciaCategoria(AnnoProvincia):
    """One year, one province, the vacancies for one kind of people or for all."""

    categoria = forms.ChoiceField(
        label=_("Posti per"), required=False, choices=[("", _("Tutti")), *CategoriaSoggetto.choices]
    )
