"""Forms of the documents' pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.documenti import loghi
from socialabs.documenti.enums import Condizione, MotivoSostituzione
from socialabs.documenti.models import CartaIntestata, Documento
from socialabs.documenti.registro import titolo_di


class FiltriDocumenti(forms.Form):
    """Filters of the archive; kinds and years are those that the reader has documents of."""

    q = forms.CharField(label=_("Numero, codice o destinatario"), required=False, max_length=100)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False)
    anno = forms.ChoiceField(label=_("Anno"), required=False)
    condizione = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("Tutti")), *Condizione.choices])
    destinatario = forms.CharField(label=_("Destinatario"), required=False, max_length=100)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        coppie = Documento.objects.visible_to(ctx).order_by().values_list("tipo", "anno").distinct()
        tipi, anni = {tipo for tipo, _anno in coppie}, {anno for _tipo, anno in coppie}
        titoli = sorted((titolo_di(tipo), tipo) for tipo in tipi)
        self.fields["tipo"].choices = [("", _("Tutti")), *((tipo, titolo) for titolo, tipo in titoli)]
        self.fields["anno"].choices = [("", _("Tutti")), *((str(a), str(a)) for a in sorted(anni, reverse=True))]


class AnnullaForm(forms.Form):
    motivo = forms.CharField(
        label=_("Motivo dell'annullamento"),
        max_length=200,
        help_text=_("Lo legge chi vede il documento e resta nel registro: non scrivere dati personali."),
    )


class SostituisciForm(forms.Form):
    motivo = forms.ChoiceField(
        label=_("Motivo della sostituzione"),
        choices=MotivoSostituzione.choices,
        widget=forms.RadioSelect,
        help_text=_("Sta scritto sul nuovo documento."),
    )


class CodiceForm(forms.Form):
    codice = forms.CharField(
        label=_("Codice di verifica"),
        max_length=64,
        help_text=_("È in fondo a ogni pagina: per esempio 7K3M-9QXW-2BTD-H0A5. Spazi e maiuscole non contano."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Il PDF ricevuto"),
        help_text=_("Il file non viene conservato: il portale ne calcola soltanto l'impronta."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": _("Scegli il PDF da verificare."),
            "empty": _("Il file è vuoto."),
        },
    )


class CartaForm(forms.ModelForm):
    """A letterhead; the logo is read and cleaned here, and the one in force stays when none is chosen."""

    logo_nuovo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG o SVG, al massimo 1 MB. Senza un file nuovo resta il logo in vigore."),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml"}),
    )
    senza_logo = forms.BooleanField(label=_("Senza logo"), required=False)

    field_order = ["dal", "logo_nuovo", "testo_logo", "senza_logo", "settore", "recapiti", "firmatario", "qualifica"]

    class Meta:
        model = CartaIntestata
        fields = ["dal", "testo_logo", "settore", "recapiti", "firmatario", "qualifica"]
        widgets = {"dal": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "dal": _("Fino al giorno prima vale la carta precedente; i documenti già emessi non cambiano."),
            "testo_logo": _("Che cosa mostra, per chi non lo vede: per esempio «Stemma della Provincia»."),
            "settore": _("Facoltativa: compare sotto il nome dell'ufficio."),
            "recapiti": _("Telefono e orari di apertura al pubblico."),
        }

    def clean_logo_nuovo(self) -> loghi.Logo | None:
        file = self.cleaned_data.get("logo_nuovo")
        if not file:
            return None
        if file.size > loghi.MASSIMO_BYTE:
            raise ValidationError(_("L'immagine supera 1 MB: riducila e riprova."))
        return loghi.pulisci(file.read())

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("senza_logo"):
            dati["logo_nuovo"], self.instance.logo, dati["testo_logo"] = None, None, ""
        elif (dati.get("logo_nuovo") or self.instance.logo_id) and not dati.get("testo_logo"):
            self.add_error("testo_logo", _("Il logo vuole un testo alternativo per chi non lo vede."))
        return dati
