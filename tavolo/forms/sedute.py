"""Forms of meetings and of their agenda."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tavolo.enums import StatoSeduta
from tavolo.forms.campi import ConVersione, istante, testo
from tavolo.models import EnteMembro, Gruppo, Punto, Seduta


TAVOLO = "tavolo"
# What may stand beside an item: texts, sheets, slides, images. Executables and pages with scripts may not.
TIPI_DI_DOCUMENTO = {
    ".pdf": "application/pdf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
MASSIMO_DOCUMENTO = 25 * 1024**2


class FiltriSedute(forms.Form):
    """Filters of the list of meetings."""

    organo = forms.ChoiceField(label=_("Organo"), required=False)
    stato = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("Tutti")), *StatoSeduta.choices])
    anno = forms.IntegerField(label=_("Anno"), required=False, min_value=1990, max_value=2100)
    q = forms.CharField(
        label=_("Cerca nell'ordine del giorno"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    senza_facoltativo = True

    def __init__(self, *args: Any, gruppi: Iterable[Gruppo], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organo"].choices = [
            ("", _("Tutti")),
            (TAVOLO, _("Tavolo territoriale")),
            *((str(gruppo.pk), gruppo.nome) for gruppo in gruppi),
        ]


class SedutaForm(ConVersione):
    """When, where, who presides. The organ is chosen once, when the meeting is planned."""

    inizio = istante(_("Prima convocazione"))
    seconda = istante(_("Seconda convocazione"), required=False, aiuto=_("Vuota se non è prevista."))
    collegamento = forms.URLField(
        label=_("Indirizzo del collegamento"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Per chi partecipa a distanza."),
    )

    class Meta:
        model = Seduta
        fields = [
            "titolo",
            "inizio",
            "seconda",
            "minuti",
            "modalita",
            "luogo",
            "collegamento",
            "presidente",
            "segretario",
            "urgente",
            "motivo_urgenza",
        ]
        help_texts = {
            "titolo": _("Facoltativo, per esempio «Seduta straordinaria»."),
            "presidente": _("Chi è indicato qui può aprire e chiudere la seduta."),
        }


class NuovaSedutaForm(SedutaForm):
    class Meta(SedutaForm.Meta):
        fields = ["gruppo", *SedutaForm.Meta.fields]

    def __init__(self, *args: Any, gruppi: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["gruppo"].queryset = gruppi
        self.fields["gruppo"].empty_label = _("Tavolo territoriale")
        self.fields["gruppo"].label = _("Organo")


class RinvioForm(forms.Form):
    motivo = forms.CharField(label=_("Motivo del rinvio"), max_length=300)
    inizio = istante(_("Nuova data"), required=False, aiuto=_("Vuota: a data da destinarsi."))
    seconda = istante(_("Seconda convocazione"), required=False)


class MotivoForm(forms.Form):
    motivo = forms.CharField(label=_("Motivo"), max_length=300)


class ClonaForm(forms.Form):
    inizio = istante(_("Prima convocazione"))
    seconda = istante(_("Seconda convocazione"), required=False)


class PuntoForm(ConVersione):
    """An item of the agenda."""

    class Meta:
        model = Punto
        fields = ["titolo", "tipo", "descrizione", "proponente", "relatore", "minuti"]
        widgets = {"descrizione": testo(4)}
        help_texts = {"tipo": _("Un punto interno lo legge solo la segreteria: non si invia e non si pubblica.")}

    def __init__(self, *args: Any, enti: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["proponente"].queryset = enti
        self.fields["proponente"].empty_label = _("Segreteria")


class NuovoPuntoForm(PuntoForm):
    """The same, with the place where it goes."""

    padre = forms.ModelChoiceField(
        label=_("Sotto il punto"),
        queryset=Punto.objects.none(),
        required=False,
        empty_label=_("Nessuno: in fondo all'ordine del giorno"),
    )

    def __init__(self, *args: Any, seduta: Seduta, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["padre"].queryset = Punto.objects.filter(seduta=seduta)

    def _post_clean(self) -> None:
        super()._post_clean()
        self.instance.padre = self.cleaned_data.get("padre")


class DocumentoForm(forms.Form):
    file = forms.FileField(
        label=_("Documento"), help_text=_("PDF, testo, foglio, presentazione o immagine, fino a 25 MB.")
    )
    titolo = forms.CharField(
        label=_("Titolo"), max_length=160, required=False, help_text=_("Vuoto: il nome del file.")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in TIPI_DI_DOCUMENTO:
            raise forms.ValidationError(_("Questo tipo di file non è ammesso fra i documenti della seduta."))
        if file.size > MASSIMO_DOCUMENTO:
            raise forms.ValidationError(_("Il file supera i 25 MB."))
        return file

    @property
    def tipo_mime(self) -> str:
        return TIPI_DI_DOCUMENTO[PurePath(self.cleaned_data["file"].name).suffix.lower()]


def enti_attuali() -> Any:
    """The bodies that may propose an item today."""
    return EnteMembro.objects.al().select_related("organizzazione")
