"""What is asked or declared: one form a kind, with the faults that can be told at the field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.enums import CategoriaSoggetto, Tipologia
from collocamento.models import Datore
from collocamento.normativa import Causa
from collocamento.normativa.territorio import stessa_regione
from collocamento.provvedimenti.enums import Genere, Motivo
from collocamento.provvedimenti.forms.campi import data, intero, scelte_province, testo
from collocamento.provvedimenti.massimali import percento_massimo
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.models.provvedimento import CAUSE
from socialabs.base.giorni import oggi


MASSIMO_LAVORATORI = 999_999
# Nobody asks for days so far away: a year mistyped would be.
ANNI_CREDIBILI = 15
FINE_APERTA = _("Vuota se il termine non è noto.")


class RichiestaForm(forms.ModelForm):
    """The part that every kind has: where, when, and the version read."""

    provincia = forms.ChoiceField(label=_("Provincia"), error_messages={"required": _("Scegli la provincia.")})
    dal = data(_("Dal"))
    al = data(_("Al"), required=False, aiuto=FINE_APERTA)
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Provvedimento
        fields = ["provincia", "dal", "al"]

    def __init__(self, *args: Any, datore: Datore, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.datore = datore
        self.initial["versione"] = self.instance.versione
        scelte, sua = scelte_province(datore)
        self.initial["provincia"] = self.initial.get("provincia") or sua
        for nome in ("provincia", "altra_provincia"):
            if nome in self.fields:
                self.fields[nome].choices = scelte

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        dal, al = dati.get("dal"), dati.get("al")
        for nome, giorno in (("dal", dal), ("al", al)):
            if giorno and abs(giorno.year - oggi().year) > ANNI_CREDIBILI:
                self.add_error(nome, _("Controlla l'anno: è troppo lontano da oggi."))
        if dal and al and al < dal:
            self.add_error("al", _("La fine viene prima dell'inizio."))
        return dati


class EsoneroForm(RichiestaForm):
    percentuale = intero(
        _("Percentuale della quota che chiedi di esonerare"),
        massimo=80,
        aiuto=_("Fino a 60; fino a 80 per la vigilanza e il trasporto privato."),
    )
    posizioni = intero(_("Posizioni da esonerare in questa provincia"))
    motivi = forms.MultipleChoiceField(
        label=_("Motivi"),
        choices=Motivo.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Indica almeno un motivo.")},
    )
    settore_80 = forms.BooleanField(label=_("L'azienda opera nella vigilanza o nel trasporto privato"), required=False)
    al = data(_("Al"))
    relazione = testo(
        _("Relazione sulle attività"),
        aiuto=_("Quali lavorazioni, perché non sono adatte, quanti posti. Non scrivere nomi di lavoratori."),
    )

    class Meta(RichiestaForm.Meta):
        fields = ["provincia", "percentuale", "posizioni", "motivi", "settore_80", "dal", "al", "relazione"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        limite = percento_massimo(Provvedimento(settore_80=bool(dati.get("settore_80"))))
        if (dati.get("percentuale") or 0) > limite:
            self.add_error("percentuale", _("Il limite è il %(n)s%% della quota.") % {"n": limite})
        return dati


class Esonero60Form(RichiestaForm):
    lavoratori = intero(
        _("Addetti con tasso INAIL pari o superiore al 60 per mille"),
        massimo=MASSIMO_LAVORATORI,
        aiuto=_("I lavoratori di questa provincia occupati in quelle lavorazioni."),
    )
    posizioni = intero(_("Posizioni che autocertifichi come esonerate"))
    dal = data(_("Dal"), aiuto=_("Se cambiano gli addetti, il giorno della variazione: si dichiara entro 60 giorni."))

    class Meta(RichiestaForm.Meta):
        fields = ["provincia", "lavoratori", "posizioni", "dal", "al"]


class SospensioneForm(RichiestaForm):
    causa = forms.ChoiceField(label=_("Causa"), choices=[("", _("Scegli la causa")), *CAUSE])
    provincia = forms.ChoiceField(
        label=_("Provincia"),
        required=False,
        help_text=_("Per il licenziamento collettivo lasciala vuota: vale per tutta l'azienda."),
    )
    lavoratori = intero(
        _("Lavoratori sospesi"),
        massimo=MASSIMO_LAVORATORI,
        required=False,
        aiuto=_("In alternativa alla percentuale."),
    )
    percentuale = intero(
        _("Percentuale dell'attività sospesa"),
        massimo=100,
        required=False,
        aiuto=_("In alternativa ai lavoratori."),
    )
    atto = forms.CharField(
        label=_("Accordo, decreto o comunicazione di apertura"), max_length=200, help_text=_("Numero e data.")
    )
    relazione = testo(_("Annotazioni"), required=False, righe=3)

    class Meta(RichiestaForm.Meta):
        fields = ["causa", "provincia", "lavoratori", "percentuale", "dal", "al", "atto", "relazione"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        misure = [nome for nome in ("lavoratori", "percentuale") if dati.get(nome)]
        if dati.get("causa") == Causa.LICENZIAMENTO_COLLETTIVO:
            for nome in [*misure, *(["provincia"] if dati.get("provincia") else [])]:
                self.add_error(nome, _("Il licenziamento collettivo sospende tutto l'obbligo: lascia vuoto."))
            return dati
        if not dati.get("provincia") and "provincia" not in self.errors:
            self.add_error("provincia", _("Scegli la provincia in cui l'attività è sospesa."))
        if not misure and not self.errors.keys() & {"lavoratori", "percentuale"}:
            self.add_error("lavoratori", _("Indica i lavoratori sospesi, o la percentuale."))
        if len(misure) == 2:
            self.add_error("percentuale", _("Indica i lavoratori oppure la percentuale, non entrambi."))
        return dati


class CompensazioneForm(RichiestaForm):
    provincia = forms.ChoiceField(label=_("Provincia che ha lavoratori in più"))
    altra_provincia = forms.ChoiceField(label=_("Provincia che ne può avere in meno"))
    categoria = forms.ChoiceField(label=_("Categoria"), choices=CategoriaSoggetto.choices)
    posizioni = intero(_("Quanti lavoratori"))
    relazione = testo(
        _("Motivi"), required=False, righe=3, aiuto=_("Un datore pubblico motiva la richiesta; un privato può farlo.")
    )

    class Meta(RichiestaForm.Meta):
        fields = ["categoria", "provincia", "altra_provincia", "posizioni", "dal", "al", "relazione"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        da, a = dati.get("provincia"), dati.get("altra_provincia")
        pubblico = self.datore.tipologia == Tipologia.PUBBLICO
        if da and da == a:
            self.add_error("altra_provincia", _("Scegli due province diverse."))
        elif da and a and pubblico and stessa_regione(da, a) is False:
            self.add_error("altra_provincia", _("Un datore pubblico compensa solo nella stessa regione."))
        if pubblico and not dati.get("relazione"):
            self.add_error("relazione", _("La richiesta di un datore pubblico va motivata."))
        return dati


class GradualitaForm(RichiestaForm):
    posizioni = intero(
        _("Unità dovute nel periodo"),
        minimo=0,
        aiuto=_("Il numero che l'atto stabilisce per questa provincia: il portale non lo calcola."),
    )
    atto = forms.CharField(label=_("Estremi dell'atto"), max_length=200, help_text=_("Numero e data."))
    al = data(_("Al"), aiuto=_("Un anno alla volta, secondo l'atto."))
    applicata = forms.BooleanField(
        label=_("Limita a queste unità la quota dovuta ora"),
        required=False,
        help_text=_("Se non è segnato, l'atto si vede ma non cambia le cifre."),
    )
    relazione = testo(_("Annotazioni"), required=False, righe=3)

    class Meta(RichiestaForm.Meta):
        fields = ["provincia", "posizioni", "dal", "al", "atto", "applicata", "relazione"]


MODULI: dict[str, type[RichiestaForm]] = {
    Genere.ESONERO: EsoneroForm,
    Genere.ESONERO_60: Esonero60Form,
    Genere.SOSPENSIONE: SospensioneForm,
    Genere.COMPENSAZIONE: CompensazioneForm,
    Genere.GRADUALITA: GradualitaForm,
}
