"""Forms of the position: another day, the filters of the episodes, a request received, a check."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.forms_campagne import data
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.models import Episodio, Richiesta
from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


# How far ahead a position is worked out: beyond, too much is not known.
UN_ANNO = timedelta(days=365)
TUTTE, TUTTI, SCOPERTE = "tutte", "tutti", "scoperte"
STATI = [(SCOPERTE, _("Scoperte, nei termini e oltre")), *StatoEpisodio.choices, (TUTTI, _("Tutti gli stati"))]
RITARDI = [
    ("", _("Qualsiasi")),
    ("1", _("Almeno un giorno")),
    ("30", _("Almeno 30 giorni")),
    ("90", _("Almeno 90 giorni")),
    ("180", _("Almeno 180 giorni")),
    ("365", _("Almeno un anno")),
]
POSTI = [("", _("Qualsiasi")), ("2", _("Almeno 2")), ("5", _("Almeno 5")), ("10", _("Almeno 10"))]


class GiornoForm(forms.Form):
    """The day of which the position is asked."""

    giorno = data(_("Posizione al"), required=False)
    senza_facoltativo = True

    def clean_giorno(self) -> date:
        giorno = self.cleaned_data["giorno"] or oggi()
        if giorno > oggi() + UN_ANNO:
            raise forms.ValidationError(_("Scegli un giorno entro un anno da oggi: più in là non si può dire."))
        return giorno


class FiltriEpisodi(forms.Form):
    """Filters of the list: late ones of the body's own province unless told otherwise."""

    q = forms.CharField(label=_("Denominazione o codice fiscale"), required=False, max_length=100)
    stato = forms.ChoiceField(label=_("Stato"), required=False, choices=STATI, initial=SCOPERTE)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)
    cpi = forms.ModelChoiceField(
        CentroImpiego.objects.none(), label=_("Centro per l'impiego"), required=False, empty_label=_("Tutti")
    )
    comune = forms.ModelChoiceField(Comune.objects.none(), label=_("Comune"), required=False, empty_label=_("Tutti"))
    ritardo = forms.ChoiceField(label=_("Giorni oltre il termine"), required=False, choices=RITARDI)
    posti = forms.ChoiceField(label=_("Posti non richiesti"), required=False, choices=POSTI)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        in_corso = Episodio.objects.visible_to(ctx).in_corso().order_by()
        codici = in_corso.values("provincia").distinct()
        province = [(p.codice, str(p)) for p in Provincia.objects.filter(codice__in=codici)]
        ente = EnteTitolare.objects.al()
        self.fields["provincia"].choices = [*province, (TUTTE, _("Tutte le province"))]
        propria = ente.provincia_id if ente and ente.provincia_id in dict(province) else TUTTE
        self.fields["provincia"].initial = propria
        self.fields["comune"].queryset = Comune.objects.filter(
            pk__in=in_corso.values("comune").distinct()
        ).select_related("provincia")
        self.fields["cpi"].queryset = CentroImpiego.objects.select_related("organizzazione").order_by(
            "organizzazione__denominazione_ordinabile"
        )
        self._mostra_iniziali()

    def _mostra_iniziali(self) -> None:
        """A bound form shows what it was given: give it the defaults where the address says nothing."""
        if self.is_bound:
            self.data = self.data.copy()
            for nome in ("stato", "provincia"):
                self.data[nome] = self.data.get(nome) or self.fields[nome].initial


class RichiestaForm(forms.ModelForm):
    """A request that did not come with a return."""

    giorno = data(_("Ricevuta il"))

    class Meta:
        model = Richiesta
        fields = ["giorno", "protocollo", "disabili", "art18"]
        help_texts = {
            "protocollo": _("Numero e anno con cui è stata protocollata."),
            "disabili": _("Quante persone sono chieste. Il prospetto inviato vale già come richiesta."),
        }

    def clean_giorno(self) -> date:
        giorno = self.cleaned_data["giorno"]
        if giorno > oggi():
            raise forms.ValidationError(_("Una richiesta non può essere stata ricevuta dopo oggi."))
        return giorno

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if not (dati.get("disabili") or dati.get("art18")):
            self.add_error("disabili", _("Scrivi quante persone sono chieste."))
        return dati


class AnnullaForm(forms.Form):
    motivo = forms.CharField(label=_("Perché si annulla"), max_length=200)


class VerificaForm(forms.Form):
    """What the office found."""

    esito = forms.ChoiceField(label=_("Esito"), choices=EsitoVerifica.choices, widget=forms.RadioSelect)
    nota = forms.CharField(
        label=_("Che cosa è stato accertato"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Resta all'ufficio e non entra nei documenti. Senza nomi di lavoratori."),
    )
