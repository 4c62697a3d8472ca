"""Forms of art. 17: what a body or an employer asks, what the office answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.forms_campagne import data
from collocamento.ottemperanza.azioni.arrivo import Domanda
from collocamento.ottemperanza.enums import Esito, Firma, Qualifica, Stato, Tipo
from collocamento.ottemperanza.models import Pratica
from socialabs.anagrafica.codici import valida_codice_fiscale
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import Ruolo


MASSIMO_MOTIVO = 600


# --- asking --------------------------------------------------------------------------------------------------------
class DomandaForm(forms.Form):
    """What a public body asks: who it is, where it wants the answer, about which employer."""

    ente = forms.CharField(
        label=_("Ente"), max_length=160, help_text=_("La denominazione dell'amministrazione che chiede la verifica.")
    )
    ufficio = forms.CharField(label=_("Ufficio"), max_length=160, required=False)
    pec = forms.EmailField(
        label=_("PEC dell'ufficio"),
        help_text=_("A questo indirizzo arriva la risposta."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    riferimento = forms.CharField(
        label=_("Gara o procedura"), max_length=160, help_text=_("CIG, numero del bando o altro riferimento.")
    )
    codice_fiscale = forms.CharField(
        label=_("Codice fiscale dell'azienda da verificare"),
        max_length=20,
        help_text=_("11 cifre, o 16 caratteri per una ditta individuale."),
    )

    def clean_codice_fiscale(self) -> str:
        codice = "".join(self.cleaned_data["codice_fiscale"].split()).upper()
        valida_codice_fiscale(codice)
        return codice

    def domanda(self) -> Domanda:
        """What was asked. Only for a valid form."""
        return Domanda(**{nome: self.cleaned_data[nome] for nome in Domanda.__slots__})


class RegistraVerificaForm(DomandaForm):
    """A request that came to the office by certified mail."""

    ricevuta_il = data(_("Ricevuta il"), aiuto=_("Da questo giorno corre il termine per rispondere."))
    protocollo = forms.CharField(label=_("Protocollo della richiesta"), max_length=60, required=False)

    def clean_ricevuta_il(self) -> date:
        giorno = self.cleaned_data["ricevuta_il"]
        if giorno > oggi():
            raise forms.ValidationError(_("La richiesta non può essere arrivata nel futuro."))
        return giorno


class CertificatoForm(forms.Form):
    finalita = forms.CharField(
        label=_("A che cosa serve"),
        max_length=200,
        help_text=_("L'uso privato a cui è destinato, per esempio un rapporto con un committente privato."),
    )


class DichiarazioneForm(forms.Form):
    """Who declares for the employer; the figures are the portal's."""

    rappresentante = forms.CharField(label=_("Nome e cognome di chi dichiara"), max_length=120)
    qualifica = forms.ChoiceField(label=_("In qualità di"), choices=Qualifica.choices)
    ente = forms.CharField(label=_("Ente a cui si presenta"), max_length=160, required=False)
    riferimento = forms.CharField(label=_("Gara o procedura"), max_length=160, required=False)
    firma = forms.ChoiceField(
        label=_("Come si firma"), choices=Firma.choices, widget=forms.RadioSelect, initial=Firma.FUORI
    )
    nome_digitato = forms.CharField(
        label=_("Il nome di chi dichiara, digitato da lui"),
        max_length=120,
        required=False,
        help_text=_("Solo per firmare qui: lo stesso nome scritto sopra."),
    )
    consapevole = forms.BooleanField(
        label=_(
            "Chi dichiara ha letto le cifre e sa che le dichiarazioni false sono punite e fanno perdere i benefici "
            "ottenuti (DPR 445/2000, artt. 75 e 76)."
        )
    )

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # A consultant prepares; only the employer's own people may sign in its name here.
        if ctx.ruolo != Ruolo.REFERENTE_AZIENDA:
            self.fields["firma"].choices = [(Firma.FUORI.value, Firma.FUORI.label)]
            del self.fields["nome_digitato"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        digitato, nome = (" ".join(dati.get(c, "").split()).casefold() for c in ("nome_digitato", "rappresentante"))
        if dati.get("firma") == Firma.NOME and digitato != nome:
            self.add_error("nome_digitato", _("Per firmare qui va digitato lo stesso nome di chi dichiara."))
        return dati


# --- answering -----------------------------------------------------------------------------------------------------
class RispostaForm(forms.Form):
    """The answer as prepared: outcome, reasons, notes; `versione` tells whether somebody changed it meanwhile."""

    esito = forms.ChoiceField(label=_("Esito"), choices=Esito.choices, widget=forms.RadioSelect)
    motivi = forms.CharField(
        label=_("Motivi"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Uno per riga. Vengono dalle cifre di oggi; si possono correggere."),
    )
    note = forms.CharField(
        label=_("Note dell'ufficio"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Compaiono nel documento. Servono se l'esito è diverso da quello che le cifre propongono."),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pratica: Pratica, **kwargs: Any):
        iniziali = {
            "esito": pratica.esito,
            "motivi": "\n".join(pratica.motivi),
            "note": pratica.note,
            "versione": pratica.versione,
        }
        super().__init__(*args, initial=iniziali, **kwargs)

    def clean_motivi(self) -> list[str]:
        motivi = [riga.strip() for riga in self.cleaned_data["motivi"].splitlines() if riga.strip()]
        if any(len(motivo) > MASSIMO_MOTIVO for motivo in motivi):
            raise forms.ValidationError(
                _("Un motivo è troppo lungo: al massimo %(n)s caratteri."), params={"n": MASSIMO_MOTIVO}
            )
        return motivi


class MotivoForm(forms.Form):
    """Why a request goes back, or is closed without an answer."""

    motivo = forms.CharField(label=_("Motivo"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FiltriPratiche(forms.Form):
    """Filters of the list of requests."""

    q = forms.CharField(label=_("Azienda, codice fiscale o ente"), required=False, max_length=120)
    tipo = forms.ChoiceField(label=_("Che cosa"), required=False, choices=[("", _("Tutto")), *Tipo.choices])
    stato = forms.ChoiceField(
        label=_("Stato"),
        required=False,
        choices=[
            ("", _("Tutti")),
            ("aperte", _("Da evadere")),
            *[scelta for scelta in Stato.choices if scelta[0] != Stato.DA_CONFERMARE],
        ],
    )
    termine = forms.ChoiceField(
        label=_("Termine"),
        required=False,
        choices=[("", _("Qualunque")), ("scaduto", _("Scaduto")), ("settimana", _("Entro sette giorni"))],
    )
    esito = forms.ChoiceField(label=_("Esito"), required=False, choices=[("", _("Qualunque")), *Esito.choices])
    senza_facoltativo = True
