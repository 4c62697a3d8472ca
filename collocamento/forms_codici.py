"""Forms of the code tables: filters of the list, a new code, a correction in place or from a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tabella
from collocamento.forms_campagne import data
from collocamento.letture import LETTURE
from collocamento.models import TabellaCodici
from collocamento.models.codici import SEGNAPOSTO


class FiltriCodici(forms.Form):
    """Filters of the list of codes."""

    tabella = forms.ChoiceField(label=_("Tabella"), required=False, choices=[("", _("Tutte")), *Tabella.choices])
    da_verificare = forms.BooleanField(label=_("Solo da verificare"), required=False)

    senza_facoltativo = True


class CodiceForm(forms.ModelForm):
    """What a code says, with the fields of its table only; `versione` tells whether somebody changed it meanwhile.

    What a verified code does in the calculation cannot be corrected in place: those fields are not there.
    """

    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TabellaCodici
        fields = ["descrizione", "ambito", "lettura", "fonte", "da_verificare"]
        help_texts = {
            "ambito": _("Da quale base escono i lavoratori di questa categoria."),
            "fonte": _("L'atto o la pagina ufficiale da cui viene il codice."),
            "da_verificare": _("Togli la spunta quando la fonte lo conferma."),
        }
        labels = {"descrizione": _("Significato")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codice = self.instance
        self.initial["versione"] = codice.versione
        self.conflitto: list[tuple[str, str, str]] = []
        verificato = not codice._state.adding and not codice.da_verificare
        if codice.tabella == Tabella.CATEGORIE_ESCLUSE and not verificato:
            self.fields["ambito"].required = True
        else:
            del self.fields["ambito"]
        if codice.tabella in LETTURE and not verificato:
            self.fields["lettura"] = _letture(codice.tabella)
        else:
            del self.fields["lettura"]
        self.order_fields(["codice", "dal", "al", "giorno", "descrizione", "ambito", "lettura", "fonte"])

    def clean(self) -> dict:
        dati = super().clean()
        fonte = dati.get("fonte", "").lower()
        if not dati.get("da_verificare") and (not fonte or fonte.startswith(SEGNAPOSTO.lower())):
            self.add_error("fonte", _("Per segnarlo verificato scrivi da quale fonte viene: un segnaposto non basta."))
        return dati

    def segnala_conflitto(self, attuale: TabellaCodici) -> None:
        """Put side by side what was written here and what the code says now; sent again, this form wins."""
        for nome, campo in self.fields.items():
            suo, mio = getattr(attuale, nome, None), self.cleaned_data.get(nome)
            if nome != "versione" and hasattr(attuale, nome) and suo != mio:
                self.conflitto.append((campo.label, _leggibile(campo, mio), _leggibile(campo, suo)))
        self.add_error(
            None,
            _(
                "Un'altra persona ha cambiato questo codice mentre lo correggevi. Confronta i due testi: "
                "se invii di nuovo, vale il tuo."
            ),
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("versione")] = str(attuale.versione)


class NuovoCodiceForm(CodiceForm):
    """A code that its table lacks."""

    dal = data(_("Valido dal"), required=False, aiuto=_("Lascia vuoto se vale da sempre."))
    al = data(_("Valido fino al"), required=False)

    class Meta(CodiceForm.Meta):
        fields = ["codice", "dal", "al", *CodiceForm.Meta.fields]


class CambioForm(CodiceForm):
    """What a code says from a day on; before that day it stays as it is."""

    giorno = data(_("Vale dal"), aiuto=_("Fino al giorno prima resta com'è ora."))

    def __init__(self, *args: Any, precedente: TabellaCodici, **kwargs: Any):
        self.precedente = precedente
        iniziale = {"descrizione": precedente.descrizione, "ambito": precedente.ambito, "lettura": precedente.lettura}
        nuovo = TabellaCodici(tabella=precedente.tabella)
        super().__init__(*args, instance=nuovo, initial=iniziale, **kwargs)
        self.initial["versione"] = precedente.versione

    def clean_giorno(self) -> Any:
        giorno, codice = self.cleaned_data["giorno"], self.precedente
        if codice.dal and giorno <= codice.dal:
            raise forms.ValidationError(
                _("Il codice vale dal %(data)s: scegli un giorno dopo."), params={"data": f"{codice.dal:%d/%m/%Y}"}
            )
        if codice.al and giorno > codice.al:
            raise forms.ValidationError(
                _("Il codice vale fino al %(data)s: scegli un giorno entro quella data."),
                params={"data": f"{codice.al:%d/%m/%Y}"},
            )
        return giorno


def _letture(tabella: str) -> forms.ChoiceField:
    scelte = [("", _("Nessuna: il calcolo non ne tiene conto")), *LETTURE[tabella].items()]
    return forms.ChoiceField(label=_("Come lo legge il calcolo"), choices=scelte, required=False)


def _leggibile(campo: forms.Field, valore: object) -> str:
    if isinstance(campo, forms.ChoiceField):
        return str(dict(campo.choices).get(valore, valore))
    if isinstance(valore, bool):
        return str(_("sì") if valore else _("no"))
    return str(valore or "–")
