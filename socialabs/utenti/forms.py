"""Forms of people, invitations, accounts, mandates and assistance."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.utenti.models import Delega, Invito, Utente
from socialabs.utenti.permessi import ruoli_conferibili


class CampoData(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class MotivoForm(forms.Form):
    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Resta nel registro. Non scrivere dati sulla salute."),
    )


class ProfiloForm(forms.ModelForm):
    class Meta:
        model = Utente
        fields = ["nome", "cognome"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for nome in self.fields:
            self.fields[nome].required = True


class RuoloForm(forms.Form):
    """A role among those that the asker may give in the organisation."""

    ruolo = forms.ChoiceField(label=_("Ruolo"))

    def __init__(self, *args: Any, ctx: Contesto, organizzazione: Organizzazione, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ruoli = ruoli_conferibili(ctx, organizzazione)
        self.fields["ruolo"].choices = [(ruolo.value, ruolo.label) for ruolo in ruoli]


class InvitoForm(RuoloForm):
    email = forms.EmailField(label=_("Indirizzo e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    amministratore = forms.BooleanField(
        label=_("Gestisce le persone dell'organizzazione"),
        required=False,
        help_text=_("Può invitare altre persone e toglierle."),
    )
    field_order = ["email", "ruolo", "amministratore"]


class NuovoContoForm(forms.Form):
    """What an invited person without an account gives: the address is the invitation's and is not asked."""

    nome = forms.CharField(
        label=_("Nome"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    cognome = forms.CharField(
        label=_("Cognome"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("Almeno 12 caratteri. Una frase che ricordi va bene."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    ripetuta = forms.CharField(
        label=_("Ripeti la password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invito: Invito, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invito = invito

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        password = dati.get("password")
        if password is None:
            return dati
        if dati.get("ripetuta") not in (None, password):
            self.add_error("ripetuta", _("Le due password non coincidono."))
        utente = Utente(email=self.invito.email, nome=dati.get("nome", ""), cognome=dati.get("cognome", ""))
        try:
            validate_password(password, utente)
        except forms.ValidationError as errore:
            self.add_error("password", errore)
        return dati


class CercaForm(forms.Form):
    q = forms.CharField(label=_("Cerca"), required=False, max_length=80)


class OrganizzazioneDaCodice(forms.CharField):
    """An organisation named by its tax code."""

    def __init__(self, *, sconosciuta: str, **kwargs: Any):
        super().__init__(max_length=16, **kwargs)
        self.sconosciuta = sconosciuta

    def clean(self, value: Any) -> Organizzazione | None:
        codice = super().clean(value).upper().replace(" ", "")
        organizzazione = Organizzazione.objects.filter(codice_fiscale=codice).first() if codice else None
        if codice and organizzazione is None:
            raise forms.ValidationError(self.sconosciuta)
        return organizzazione


class DelegaForm(forms.Form):
    delegante = OrganizzazioneDaCodice(
        label=_("Codice fiscale dell'azienda"),
        sconosciuta=_("Nessuna azienda con questo codice fiscale è nel portale."),
    )
    delegato = OrganizzazioneDaCodice(
        label=_("Codice fiscale del consulente o dell'associazione"),
        sconosciuta=_("Nessun consulente con questo codice fiscale è nel portale: chiedi all'ufficio di registrarlo."),
    )
    dal = CampoData(label=_("Dal"))
    al = CampoData(label=_("Fino al"), required=False, help_text=_("Vuoto: finché non la termini. Giorno compreso."))

    def __init__(self, *args: Any, delegante: Organizzazione | None = None, **kwargs: Any):
        """`delegante` given: the company gives its own mandate and does not name itself."""
        super().__init__(*args, **kwargs)
        self.fields["dal"].initial = oggi
        if delegante is not None:
            del self.fields["delegante"]
        self.delegante = delegante

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        dati["delegante"] = self.delegante or dati.get("delegante")
        if dati.get("dal") and dati.get("al") and dati["al"] < dati["dal"]:
            self.add_error("al", _("La delega non può finire prima di cominciare."))
        return dati


class FineDelegaForm(forms.Form):
    al = CampoData(
        label=_("Ultimo giorno"), help_text=_("Giorno compreso: dal giorno dopo il consulente non vede più nulla.")
    )

    def __init__(self, *args: Any, delega: Delega, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.delega = delega
        self.fields["al"].initial = max(oggi(), delega.dal)

    def clean_al(self) -> date:
        al = self.cleaned_data["al"]
        if al < self.delega.dal:
            raise forms.ValidationError(_("La delega non può finire prima di cominciare."))
        return al
