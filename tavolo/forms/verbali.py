"""Forms of the minutes: their text, the review, the approval, the corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from tavolo.enums import ModoApprovazione, TipoPunto, Trattamento
from tavolo.forms.campi import data
from tavolo.models import BranoVerbale, Mandato, Osservazione, Partecipante, Punto, Rettifica, Seduta, Seggio, Verbale


class TestoVersionatoForm(forms.ModelForm):
    """`versione` is what the writer had read; `sopra` what they have seen since, and write over on purpose."""

    versione = forms.IntegerField(widget=forms.HiddenInput)
    sopra = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def letta(self) -> int:
        return self.cleaned_data["sopra"] or self.cleaned_data["versione"]


class BranoForm(TestoVersionatoForm):
    class Meta:
        model = BranoVerbale
        fields = ["testo"]


class CorniceForm(TestoVersionatoForm):
    """What the minutes say before and after the items."""

    class Meta:
        model = Verbale
        fields = ["premessa", "conclusione", "prossima_seduta"]
        widgets = {"premessa": forms.Textarea({"rows": 4}), "conclusione": forms.Textarea({"rows": 3})}


class InviaForm(forms.Form):
    entro = data(
        _("Osservazioni entro il"),
        aiuto=_("Giorno compreso. Chi non scrive entro questo giorno acconsente."),
    )


class OsservaForm(forms.Form):
    """A comment of who is reading; `punto` empty: on the whole."""

    punto = forms.ModelChoiceField(
        Punto.objects.none(), label=_("Punto"), required=False, empty_label=_("Tutto il verbale")
    )
    testo = forms.CharField(label=_("Osservazione"), max_length=5000, widget=forms.Textarea({"rows": 4}), strip=True)

    def __init__(self, *args: Any, verbale: Verbale, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["punto"].queryset = Punto.objects.filter(seduta=verbale.seduta_id).non_interni()


class OsservaPerForm(OsservaForm):
    """The secretariat writes down what a member said otherwise."""

    partecipante = forms.ModelChoiceField(Partecipante.objects.none(), label=_("Di"))

    field_order = ["partecipante", "punto", "testo"]

    def __init__(self, *args: Any, verbale: Verbale, **kwargs: Any):
        super().__init__(*args, verbale=verbale, **kwargs)
        seggi = Seggio.objects.dell_organo(verbale.seduta.gruppo_id)
        mandati = Mandato.objects.al(verbale.seduta.giorno).filter(seggio__in=seggi)
        self.fields["partecipante"].queryset = Partecipante.objects.filter(pk__in=mandati.values("partecipante"))


class TrattaForm(forms.ModelForm):
    """What is made of a comment. `testo` is what the item says then; of the whole minutes there is none."""

    trattamento = forms.ChoiceField(label=_("Trattamento"), widget=forms.RadioSelect)
    risposta = forms.CharField(
        label=_("Risposta"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Serve se l'osservazione non è accolta, o lo è solo in parte. La leggono i componenti."),
    )
    testo = forms.CharField(
        label=_("Testo del punto"),
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Correggilo qui se l'osservazione lo cambia: si salva se è accolta, anche in parte."),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Osservazione
        fields = ["trattamento", "risposta"]

    def __init__(self, *args: Any, brano: BranoVerbale | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        esaminata = [c for c in Trattamento.choices if c[0] != Trattamento.DA_ESAMINARE]
        self.fields["trattamento"].choices = esaminata
        if self.instance.trattamento == Trattamento.DA_ESAMINARE:
            self.initial.pop("trattamento")
        if brano is None:
            del self.fields["testo"], self.fields["versione"]
        else:
            self.initial |= {"testo": brano.testo, "versione": brano.versione}


class ApprovaForm(forms.Form):
    modo = forms.ChoiceField(
        label=_("Come è stato approvato"), choices=ModoApprovazione.choices, widget=forms.RadioSelect
    )
    in_seduta = forms.ModelChoiceField(
        Seduta.objects.none(),
        label=_("Seduta che lo approva"),
        required=False,
        help_text=_("Solo se approvato in seduta."),
    )
    il = data(_("Data dell'approvazione"), required=False, aiuto=_("Solo se approvato per iscritto. Vuota: oggi."))

    def __init__(self, *args: Any, verbale: Verbale, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["in_seduta"].queryset = successive(verbale, ctx)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("modo") == ModoApprovazione.SEDUTA and not dati.get("in_seduta"):
            self.add_error("in_seduta", _("Indica la seduta che ha approvato il verbale."))
        return dati


class RettificaForm(forms.ModelForm):
    class Meta:
        model = Rettifica
        fields = ["decisa_in", "punto", "testo"]
        widgets = {"testo": forms.Textarea({"rows": 6})}
        help_texts = {
            "punto": _("Vuoto: riguarda tutto il verbale."),
            "testo": _("Scrivi che cosa dice il verbale e che cosa va letto al suo posto."),
        }

    def __init__(self, *args: Any, verbale: Verbale, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["decisa_in"].queryset = successive(verbale, ctx)
        self.fields["punto"].queryset = verbale.seduta.punti.exclude(tipo=TipoPunto.INTERNO)


def successive(verbale: Verbale, ctx: Contesto) -> Any:
    """The meetings of the same organ held after it, which may approve or correct its minutes."""
    seduta = verbale.seduta
    tenute = Seduta.objects.visible_to(ctx).dell_organo(seduta.gruppo_id).filter(aperta_il__isnull=False)
    return tenute.filter(inizio__gt=seduta.inizio).select_related("gruppo").order_by("inizio")
