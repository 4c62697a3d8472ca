"""Forms of bodies, seats, mandates, people and working groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.codici import valida_codice_fiscale
from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.utenti.models import Utente
from tavolo.enums import GenereEnte
from tavolo.forms.campi import ConVersione, data, testo
from tavolo.models import EnteMembro, Gruppo, Mandato, Partecipante, Seggio


# The legal form that a kind of member most often has; the organisation's page can say otherwise.
FORMA = {
    GenereEnte.PROVINCIA: TipoOrganizzazione.PROVINCIA,
    GenereEnte.COMUNE: TipoOrganizzazione.ENTE_PUBBLICO,
    GenereEnte.SANITA: TipoOrganizzazione.ENTE_PUBBLICO,
    GenereEnte.COOPERAZIONE: TipoOrganizzazione.COOPERATIVA_B,
    GenereEnte.ASSOCIAZIONE: TipoOrganizzazione.ASSOCIAZIONE,
    GenereEnte.SINDACATO: TipoOrganizzazione.ASSOCIAZIONE,
    GenereEnte.DATORI: TipoOrganizzazione.ASSOCIAZIONE,
}


class AlGiornoForm(forms.Form):
    """On which day the composition is asked for."""

    al = data(_("Composizione al"), required=False)
    senza_facoltativo = True


class NuovoEnteForm(forms.ModelForm):
    """A body that joins the table, found by its tax code or entered."""

    codice_fiscale = forms.CharField(
        label=_("Codice fiscale dell'ente"),
        max_length=16,
        validators=[valida_codice_fiscale],
        help_text=_("Se il portale conosce già l'ente, ne tiene il nome."),
    )
    denominazione = forms.CharField(label=_("Denominazione"), max_length=160)
    seggi = forms.IntegerField(label=_("Seggi al tavolo"), min_value=1, max_value=9, initial=1)
    dal = data(_("Membro dal"))

    class Meta:
        model = EnteMembro
        fields = ["codice_fiscale", "denominazione", "genere", "seggi", "dal", "atto"]

    field_order = ["codice_fiscale", "denominazione", "genere", "seggi", "dal", "atto"]

    def clean_codice_fiscale(self) -> str:
        return self.cleaned_data["codice_fiscale"].upper()

    @property
    def tipo(self) -> str:
        return FORMA.get(self.cleaned_data["genere"], TipoOrganizzazione.ALTRO)


class EnteForm(ConVersione):
    class Meta:
        model = EnteMembro
        fields = ["genere", "atto"]


class SeggioForm(forms.ModelForm):
    """One more seat of a body, at the table or in one of the groups at work."""

    dal = data(_("Dal"))

    class Meta:
        model = Seggio
        fields = ["gruppo", "con_voto", "dal"]
        help_texts = {
            "gruppo": _("Vuoto: al tavolo."),
            "con_voto": _("Senza diritto di voto il seggio è di un invitato permanente e non conta per il quorum."),
        }

    def __init__(self, *args: Any, gruppi: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["gruppo"].queryset = gruppi
        self.fields["gruppo"].empty_label = _("Tavolo territoriale")


class SeggioDiGruppoForm(forms.ModelForm):
    """A seat in a given working group, for one of the bodies at the table."""

    dal = data(_("Dal"))

    class Meta:
        model = Seggio
        fields = ["ente", "con_voto", "dal"]

    def __init__(self, *args: Any, enti: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["ente"].queryset = enti


class MandatoForm(forms.ModelForm):
    """Somebody named to a seat: known already, or entered here."""

    partecipante = forms.ModelChoiceField(
        label=_("Persona già nota al tavolo"), queryset=Partecipante.objects.none(), required=False
    )
    nome = forms.CharField(label=_("Nome"), max_length=80, required=False)
    cognome = forms.CharField(label=_("Cognome"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("A questo indirizzo arrivano le convocazioni.")
    )
    dal = data(_("Mandato dal"))
    al = data(_("Mandato fino al"), required=False, aiuto=_("Vuoto: fino a nuova nomina."))

    class Meta:
        model = Mandato
        fields = ["ruolo", "partecipante", "dal", "al", "atto"]

    field_order = ["ruolo", "partecipante", "nome", "cognome", "email", "dal", "al", "atto"]

    def __init__(self, *args: Any, persone: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["partecipante"].queryset = persone
        self.fields["partecipante"].empty_label = _("Nessuna: la scrivo qui sotto")

    def clean(self) -> dict:
        dati = super().clean()
        if not dati.get("partecipante"):
            for campo in ("nome", "cognome"):
                if not dati.get(campo):
                    self.add_error(campo, _("Scegli una persona già nota, o scrivine nome e cognome."))
            dati["partecipante"] = Partecipante(
                nome=dati.get("nome", ""), cognome=dati.get("cognome", ""), email=dati.get("email", "")
            )
        return dati

    def _get_validation_exclusions(self) -> set[str]:
        """A person who is being entered here has no row yet to check."""
        return {*super()._get_validation_exclusions(), "partecipante", "seggio"}


class PartecipanteForm(ConVersione):
    """Name and addresses; the account is named by the e-mail with which it signs in."""

    email_conto = forms.EmailField(
        label=_("Conto del portale"),
        required=False,
        help_text=_("L'e-mail con cui la persona entra: le apre le pagine del tavolo finché ha un mandato."),
    )

    class Meta:
        model = Partecipante
        fields = ["nome", "cognome", "qualifica", "email", "pec", "telefono"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.utente_id:
            self.initial["email_conto"] = self.instance.utente.email

    def clean_email_conto(self) -> str:
        email = self.cleaned_data["email_conto"]
        utente = Utente.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and utente is None:
            raise forms.ValidationError(_("Nessun conto attivo ha questo indirizzo."))
        if utente and Partecipante.objects.filter(utente=utente).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Questo conto è già di un'altra persona del tavolo."))
        self.utente = utente
        return email

    def _post_clean(self) -> None:
        super()._post_clean()
        if "email_conto" in self.cleaned_data:
            self.instance.utente = self.utente


class GruppoForm(ConVersione):
    dal = data(_("Istituito il"))

    class Meta:
        model = Gruppo
        fields = ["nome", "scopo", "coordinatore", "dal", "pubblico"]
        widgets = {"scopo": testo(3)}


class ModificaGruppoForm(ConVersione):
    class Meta:
        model = Gruppo
        fields = ["nome", "scopo", "coordinatore", "pubblico"]
        widgets = {"scopo": testo(3)}
