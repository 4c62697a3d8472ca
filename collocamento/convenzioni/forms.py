"""Forms of the conventions' pages. Each kind of convention shows the fields that its text needs."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import (
    CON_DESTINATARIO,
    EsitoParere,
    Modalita,
    Parte,
    Tipo,
    TipoSollecito,
)
from collocamento.convenzioni.models import Commessa, Convenzione, Copertura, Impegno, Quadro, Sollecito
from collocamento.convenzioni.situazione import province_di
from collocamento.models import Datore
from collocamento.permessi import puo_decidere
from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import EnteTitolare, Organizzazione, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.modelli import ModelloVersionato


DELL_UFFICIO = ("premessa", "note", "consenso_il", "piano_il")
CAMPI = {
    Tipo.ART11: ("dal", "al", "modalita", "sostegno"),
    Tipo.ART11_C4: ("dal", "al", "modalita", "mansioni", "sostegno", "verifiche"),
    Tipo.ART12: ("destinatario", "tipo_destinatario", "dal", "al", "mansioni", "sostegno", "verifiche"),
    Tipo.ART12BIS: ("destinatario", "tipo_destinatario", "dal", "al", "mansioni", "sostegno", "verifiche", "distacco"),
    Tipo.ART14: ("destinatario", "tipo_destinatario", "quadro_riferimento", "dal", "al", "mansioni", "sostegno"),
}
# Papers about people that only art. 12-bis asks for.
CON_PERSONE = frozenset({Tipo.ART12BIS})
# What may take people in: a company is offered by its tax code, cooperatives in a list.
ACCOLGONO = (TipoOrganizzazione.COOPERATIVA_A, TipoOrganizzazione.COOPERATIVA_B)
MASSIMO_SCANSIONE = 10 * 1024**2
SCANSIONI = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}


def _data() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _testo(righe: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": righe})


class ConVersione(forms.ModelForm):
    """A form on a row that others may be editing: it remembers the version read."""

    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["versione"] = self.instance.versione
        self.conflitto: list[tuple[str, str, str]] = []

    @property
    def campi(self) -> list[str]:
        """The model's fields that this form shows."""
        return [nome for nome in self._meta.fields if nome in self.fields]

    @property
    def versione_letta(self) -> int:
        return self.cleaned_data["versione"] or 0

    def segnala_conflitto(self, attuale: ModelloVersionato) -> None:
        """Put side by side what was written here and what the row says now; sent again, this form wins."""
        for nome in self.campi:
            suo, mio = getattr(attuale, nome), self.cleaned_data.get(nome)
            if suo != mio:
                self.conflitto.append((self.fields[nome].label, _leggibile(mio), _leggibile(suo)))
        self.add_error(
            None,
            _("Un'altra persona ha salvato mentre scrivevi. Confronta i due testi: se invii di nuovo, vale il tuo."),
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("versione")] = str(attuale.versione)


def _leggibile(valore: object) -> str:
    return "–" if valore in (None, "", []) else str(valore)


class ConvenzioneForm(ConVersione):
    """The data of a proposal; the office adds premise, particular clauses and what it keeps on file."""

    modalita = forms.MultipleChoiceField(
        label=_("Modalità di assunzione"),
        choices=Modalita.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    codice_destinatario = forms.CharField(
        label=_("Oppure il codice fiscale del destinatario"),
        max_length=16,
        required=False,
        help_text=_("Se non è una cooperativa dell'elenco: undici cifre, di un'organizzazione nota al portale."),
    )

    field_order = ["destinatario", "codice_destinatario", "tipo_destinatario"]
    # A draft may wait for most of them: what it lacks is told where it is presented.
    senza_facoltativo = True

    class Meta:
        model = Convenzione
        fields = [
            "destinatario",
            "tipo_destinatario",
            "quadro_riferimento",
            "dal",
            "al",
            "modalita",
            "mansioni",
            "sostegno",
            "verifiche",
            "distacco",
            *DELL_UFFICIO,
        ]
        widgets = {
            **{nome: _data() for nome in ("dal", "al", "consenso_il", "piano_il")},
            **{nome: _testo() for nome in ("mansioni", "sostegno", "verifiche", "premessa", "note")},
        }

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        tipo = Tipo(self.instance.tipo)
        tenuti = {*CAMPI[tipo], "versione"}
        if puo_decidere(ctx):
            tenuti |= {"premessa", "note"} | ({"consenso_il", "piano_il"} if tipo in CON_PERSONE else set())
        if tipo in CON_DESTINATARIO:
            tenuti.add("codice_destinatario")
            self.fields["destinatario"].queryset = Organizzazione.objects.filter(
                Q(tipo__in=ACCOLGONO) | Q(pk=self.instance.destinatario_id)
            )
            self.fields["tipo_destinatario"].required = True
        for nome in set(self.fields) - tenuti:
            del self.fields[nome]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if "destinatario" in self.fields:
            self._scegli_destinatario(dati)
        return dati

    def _scegli_destinatario(self, dati: dict[str, Any]) -> None:
        """The tax code, where one is written, names the recipient."""
        codice = (dati.get("codice_destinatario") or "").strip().upper()
        if codice:
            trovata = Organizzazione.objects.filter(codice_fiscale=codice).first()
            if trovata is None:
                self.add_error("codice_destinatario", _("Il portale non conosce organizzazioni con questo codice."))
                return
            dati["destinatario"] = trovata
        scelto = dati.get("destinatario")
        if scelto is None:
            self.add_error("destinatario", _("Indicare il destinatario, dall'elenco o con il codice fiscale."))
        elif scelto.pk == self.instance.datore.organizzazione_id:
            self.add_error("destinatario", _("Il destinatario è un'organizzazione diversa dal datore."))


class _ConProvincia(forms.ModelForm):
    """A row placed in a province: those where the employer has staff, and the body's own."""

    def __init__(self, *args: Any, datore: Datore, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ente = EnteTitolare.objects.al()
        codici = province_di(datore.pk, oggi()) | ({ente.provincia_id} if ente else set())
        campo = self.fields["provincia"]
        campo.queryset = Provincia.objects.filter(codice__in=codici)
        campo.empty_label = None
        if ente:
            campo.initial = ente.provincia_id


class ImpegnoForm(_ConProvincia):
    class Meta:
        model = Impegno
        fields = ["entro", "posti", "profilo", "provincia"]
        widgets = {"entro": _data()}


class CommessaForm(_ConProvincia):
    class Meta:
        model = Commessa
        fields = [
            "oggetto",
            "provincia",
            "dal",
            "al",
            "valore_annuo",
            "costo_annuo",
            "persone",
            "ore",
            "ore_contratto",
        ]
        widgets = {"dal": _data(), "al": _data()}

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        ore, contratto = dati.get("ore"), dati.get("ore_contratto")
        if ore and contratto and ore > contratto:
            self.add_error("ore", _("Le ore di ciascuna persona non superano quelle del tempo pieno."))
        if dati.get("dal") and dati.get("al") and dati["al"] < dati["dal"]:
            self.add_error("al", _("L'ultimo giorno della commessa non viene prima del primo."))
        return dati


# --- passages -----------------------------------------------------------------------------------------------------
class MotivoForm(forms.Form):
    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=200,
        help_text=_("Lo leggono le parti e resta nel registro: senza nomi di persone."),
    )


class ParereForm(forms.Form):
    parere = forms.ChoiceField(label=_("Parere"), choices=EsitoParere.choices, widget=forms.RadioSelect)
    il = forms.DateField(label=_("Espresso il"), widget=_data(), initial=oggi)
    riferimento = forms.CharField(label=_("Verbale del comitato"), max_length=120)
    prescrizioni = forms.CharField(
        label=_("Prescrizioni"),
        required=False,
        widget=_testo(),
        help_text=_("Entrano nel testo della convenzione. Senza nomi di persone e senza dati sulla salute."),
    )

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("parere") == EsitoParere.CONDIZIONATO and not dati.get("prescrizioni", "").strip():
            self.add_error("prescrizioni", _("Indicare le prescrizioni del comitato."))
        return dati


# --- signatures ---------------------------------------------------------------------------------------------------
class FirmaForm(forms.Form):
    """The signature: a box to tick under a text, and the digest of that text."""

    impronta = forms.CharField(widget=forms.HiddenInput, max_length=64)
    letto = forms.BooleanField(
        label=_("Ho letto il testo e lo firmo per la parte che rappresento"),
        error_messages={"required": _("Per firmare si conferma di aver letto il testo.")},
    )


class FirmaSuCartaForm(forms.Form):
    parte = forms.ChoiceField(label=_("Per chi"))
    nome = forms.CharField(label=_("Nome e cognome di chi ha firmato"), max_length=120)
    qualifica = forms.CharField(label=_("Qualifica"), max_length=120, required=False)
    il = forms.DateField(label=_("Firmato il"), widget=_data(), initial=oggi)
    scansione = forms.FileField(
        label=_("Scansione del foglio firmato"),
        help_text=_("PDF, JPEG o PNG, fino a 10 MB. Deve mostrare l'impronta del testo."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("Allegare la scansione."), "empty": _("Il file è vuoto.")},
    )
    controllata = forms.BooleanField(
        label=_("L'impronta sul foglio è quella del testo alla firma"),
        error_messages={"required": _("Confrontare l'impronta stampata sul foglio con quella del testo.")},
    )

    def __init__(self, *args: Any, parti: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["parte"].choices = [(parte, Parte(parte).label) for parte in parti]

    def clean_scansione(self) -> Any:
        """The kind is told by the content, never by the name."""
        file = self.cleaned_data["scansione"]
        if file.size > MASSIMO_SCANSIONE:
            raise forms.ValidationError(_("Il file supera i 10 MB."))
        inizio = file.read(8)
        file.seek(0)
        self.tipo_mime = next((tipo for segno, tipo in SCANSIONI.items() if inizio.startswith(segno)), "")
        if not self.tipo_mime:
            raise forms.ValidationError(_("Il file non è un PDF né un'immagine JPEG o PNG."))
        return file


# --- what becomes of it -------------------------------------------------------------------------------------------
class CoperturaForm(forms.ModelForm):
    class Meta:
        model = Copertura
        fields = ["il", "numero", "riferimento"]
        widgets = {"il": _data()}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["il"].initial = oggi
        self.fields["numero"].initial = self.instance.impegno.mancano

    def clean_numero(self) -> int:
        numero = self.cleaned_data["numero"]
        if not 1 <= numero <= self.instance.impegno.mancano:
            massimo = self.instance.impegno.mancano
            raise forms.ValidationError(_("Da 1 a %(n)s: quante l'impegno attende ancora."), params={"n": massimo})
        return numero

    def clean_il(self) -> date:
        if self.cleaned_data["il"] > oggi():
            raise forms.ValidationError(_("L'assunzione non può essere nel futuro."))
        return self.cleaned_data["il"]


class SollecitoForm(forms.ModelForm):
    class Meta:
        model = Sollecito
        fields = ["tipo", "il", "entro", "testo"]
        widgets = {"il": _data(), "entro": _data(), "testo": _testo(), "tipo": forms.RadioSelect}
        help_texts = {"entro": _("Solo per la diffida.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["tipo"].choices = TipoSollecito.choices
        self.fields["il"].initial = oggi

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        tipo, il, entro = dati.get("tipo"), dati.get("il"), dati.get("entro")
        if tipo == TipoSollecito.DIFFIDA and il and not (entro and entro > il):
            self.add_error("entro", _("La diffida dà un termine successivo al suo giorno."))
        if tipo == TipoSollecito.CONTATTO and entro:
            self.add_error("entro", _("Un contatto non dà un termine."))
        return dati


# --- acts on a signed convention ----------------------------------------------------------------------------------
class ModificaForm(forms.Form):
    """An addendum in words, which may also move one commitment."""

    oggetto = forms.CharField(
        label=_("Che cosa stabilisce"),
        widget=_testo(4),
        help_text=_("Senza nomi di persone e senza dati sulla salute."),
    )
    impegno = forms.ModelChoiceField(
        label=_("Impegno da spostare"), queryset=Impegno.objects.none(), required=False, empty_label=_("nessuno")
    )
    entro = forms.DateField(label=_("Nuovo termine"), widget=_data(), required=False)
    posti = forms.IntegerField(label=_("Nuovo numero di persone"), min_value=1, max_value=999, required=False)

    def __init__(self, *args: Any, convenzione: Convenzione, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["impegno"].queryset = convenzione.impegni.all()

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("impegno"):
            for nome in ("entro", "posti"):
                if not dati.get(nome) and nome not in self.errors:
                    self.add_error(nome, _("Da indicare per l'impegno che si sposta."))
        return dati


class ProrogaForm(forms.Form):
    al = forms.DateField(label=_("Nuovo ultimo giorno"), widget=_data(), help_text=_("Compreso."))


class RisoluzioneForm(forms.Form):
    fino_al = forms.DateField(
        label=_("Ultimo giorno di efficacia"),
        widget=_data(),
        help_text=_("Dal giorno dopo la convenzione non conta più."),
    )
    motivo = forms.CharField(label=_("Motivo"), max_length=300, widget=_testo(), help_text=_("Entra nel testo."))
    consensuale = forms.TypedChoiceField(
        label=_("Chi la decide"),
        choices=[("si", _("Tutte le parti, di comune accordo")), ("no", _("L'ufficio, dopo una diffida senza esito"))],
        coerce=lambda valore: valore == "si",
        widget=forms.RadioSelect,
        initial="si",
    )


class QuadroForm(ConVersione):
    class Meta:
        model = Quadro
        fields = ["dal", "al", "coefficiente", "percento", "fonte"]
        widgets = {"dal": _data(), "al": _data()}
