"""Forms of deadlines: filters of the lists, what one decides, what one chooses to receive."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.promemoria import registro
from socialabs.promemoria.argomenti import argomenti_di, scelte
from socialabs.promemoria.enums import Canale, Frequenza, StatoScadenza
from socialabs.promemoria.esiti import ESITI, FERMO, IN_ATTESA
from socialabs.promemoria.lettura import IN_RITARDO
from socialabs.promemoria.models import Scadenza
from socialabs.promemoria.preferenze import Scelta
from socialabs.promemoria.registro import TipoScadenza


TUTTE, UFFICIO = "tutte", "ufficio"
ULTIMI = timedelta(days=30)
MOTIVO_MASSIMO = Scadenza._meta.get_field("motivo").max_length


def giorno(etichetta: str, **campi: Any) -> forms.DateField:
    return forms.DateField(label=etichetta, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **campi)


def testo(etichetta: str, **campi: Any) -> forms.CharField:
    return forms.CharField(
        label=etichetta, widget=forms.Textarea({"rows": 2}), max_length=campi.pop("massimo", MOTIVO_MASSIMO), **campi
    )


# --- filters --------------------------------------------------------------------------------------------------------
class FiltriCalendario(forms.Form):
    """`di` is there only for a role that follows the deadlines of others."""

    tipo = forms.ChoiceField(label=_("Argomento"), required=False)
    stato = forms.ChoiceField(
        label=_("Stato"),
        required=False,
        choices=[
            ("", _("Da fare e fatte")),
            (IN_RITARDO, _("In ritardo")),
            (StatoScadenza.RIMANDATA, _("Rimandate")),
            (StatoScadenza.FATTA, _("Fatte")),
            (StatoScadenza.DECADUTA, _("Decadute")),
            (TUTTE, _("Tutte")),
        ],
    )
    di = forms.ChoiceField(
        label=_("Di chi"),
        required=False,
        choices=[("", _("Le proprie")), (UFFICIO, _("Dell'ufficio"))],
    )

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["tipo"].choices = [("", _("Tutti")), *scelte(argomenti_di([ctx.ruolo]))]
        if not registro.seguiti_da(ctx.ruolo):
            del self.fields["di"]


class FiltriElenco(FiltriCalendario):
    dal = giorno(_("Dal"), required=False)
    al = giorno(_("Al"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _vuoto, *stati = self.fields["stato"].choices
        self.fields["stato"].choices = [("", _("Da fare")), *stati]


class FiltriAvvisi(forms.Form):
    lettura = forms.ChoiceField(
        label=_("Lettura"),
        required=False,
        choices=[("", _("Tutti")), ("si", _("Da leggere")), ("no", _("Già letti"))],
    )
    tipo = forms.ChoiceField(label=_("Argomento"), required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # The inbox is of the person, whatever role they act in now.
        self.fields["tipo"].choices = [("", _("Tutti")), *scelte(registro.tipi())]


class FiltriInviati(forms.Form):
    tipo = forms.ChoiceField(label=_("Argomento"), required=False)
    esito = forms.ChoiceField(
        label=_("Esito"),
        required=False,
        choices=[("", _("Tutti")), *((e.chiave, e.etichetta) for e in ESITI.values())],
    )
    dal = giorno(_("Dal"), required=False)
    al = giorno(_("Al"), required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        seguiti = [registro.tipo(chiave) for chiave in registro.seguiti_da(ctx.ruolo)]
        self.fields["tipo"].choices = [("", _("Tutti")), *scelte(seguiti)]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        senza_giorni = not dati.get("dal") and not dati.get("al")
        if senza_giorni and dati.get("esito") not in (FERMO.chiave, IN_ATTESA.chiave):
            dati["dal"], dati["al"] = oggi() - ULTIMI, oggi()
        return dati


# --- what one decides -----------------------------------------------------------------------------------------------
class DecisioneForm(forms.Form):
    """`versione`: of the deadline that was read, so that nobody decides over another's decision unawares."""

    versione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, dati: Any = None, *, scadenza: Scadenza, **kwargs: Any):
        super().__init__(dati, initial={"versione": scadenza.versione}, **kwargs)

    def rileggi(self, versione: int) -> None:
        """Sent again, it decides over what the page shows now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("versione")] = str(versione)


class FattaForm(DecisioneForm):
    motivo = testo(_("Nota"), required=False, help_text=_("La legge chi riceve la stessa scadenza."))


class RimandaForm(DecisioneForm):
    al = giorno(_("A quale giorno"))
    motivo = testo(_("Perché"), help_text=_("Lo legge chi riceve la stessa scadenza."))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["al"].widget.attrs["min"] = f"{domani():%Y-%m-%d}"

    def clean_al(self) -> date:
        al = self.cleaned_data["al"]
        if al < domani():
            raise forms.ValidationError(_("Si rimanda a un giorno che deve ancora venire."))
        return al


def domani() -> date:
    return oggi() + timedelta(days=1)


class ReinviaForm(forms.Form):
    motivo = testo(_("Perché parte di nuovo"), help_text=_("Resta nel registro, con chi lo ha inviato."))


# --- what one receives ----------------------------------------------------------------------------------------------
class PreferenzaForm(forms.Form):
    """How a kind of deadline reaches a person; without a kind, all of them.

    Of a duty only the calendar is a choice: the rest is shown as it is.
    """

    canali = forms.MultipleChoiceField(label=_("Come"), required=False, widget=forms.CheckboxSelectMultiple)
    frequenza = forms.ChoiceField(label=_("Quando partono le e-mail"), choices=Frequenza.choices)

    senza_facoltativo = True

    def __init__(self, dati: Any = None, *, tipo: TipoScadenza | None, scelta: Scelta, prefisso: str):
        super().__init__(
            dati,
            prefix=prefisso,
            initial={"canali": [c.value for c in scelta.canali], "frequenza": scelta.frequenza.value},
        )
        self.tipo, self.scelta = tipo, scelta
        possibili = tipo.canali if tipo else frozenset(Canale)
        self.dovuti = possibili - {Canale.CALENDARIO} if tipo and tipo.dovere else frozenset()
        self.fields["canali"].choices = [(c.value, c.label) for c in Canale if c in possibili - self.dovuti]
        if self.dovuti:
            del self.fields["frequenza"]
        if not self.fields["canali"].choices:
            del self.fields["canali"]

    @property
    def titolo(self) -> str:
        return str(self.tipo.titolo) if self.tipo else ""

    @property
    def scelti(self) -> Scelta:
        """What was chosen, with what is not a choice."""
        canali = frozenset(map(Canale, self.cleaned_data.get("canali", [])))
        return Scelta(canali | self.dovuti, Frequenza(self.cleaned_data.get("frequenza", Frequenza.SUBITO)))
