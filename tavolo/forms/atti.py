"""Filters of minutes, decisions and actions, and the forms by which one keeps them up to date."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from tavolo.enums import (
    TRANSIZIONI_ESECUZIONE,
    TRANSIZIONI_IMPEGNO,
    VERBALE_CHIUSO,
    StatoEsecuzione,
    StatoImpegno,
    StatoSeduta,
    TipoDecisione,
)
from tavolo.forms.campi import SceltaDecisione, data
from tavolo.models import Decisione, EnteMembro, Gruppo, Impegno, Partecipante, Verbale
from tavolo.permessi import puo_scrivere


DEL_TAVOLO = "tavolo"
TUTTI, TUTTE = ("", _("Tutti")), ("", _("Tutte"))
DI_CHI = [("", _("Di tutti")), ("miei", _("Mie")), ("ente", _("Mie e del mio ente"))]
STATI_VERBALE = [
    StatoSeduta.VERBALE_BOZZA,
    StatoSeduta.IN_REVISIONE,
    StatoSeduta.APPROVATO,
    StatoSeduta.PUBBLICATO,
]


class _Filtri(forms.Form):
    """All optional; years, groups and bodies are those that the reader can meet."""

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        gruppi = [(str(g.pk), str(g)) for g in Gruppo.objects.visible_to(ctx)]
        self.fields["organo"].choices = [TUTTI, (DEL_TAVOLO, _("Tavolo territoriale")), *gruppi]
        if "ente" in self.fields:
            enti = EnteMembro.objects.visible_to(ctx).select_related("organizzazione")
            self.fields["ente"].choices = [TUTTI, *((str(e.pk), str(e)) for e in enti)]


class FiltriVerbali(_Filtri):
    anno = forms.ChoiceField(label=_("Anno"), required=False)
    organo = forms.ChoiceField(label=_("Organo"), required=False)
    stato = forms.ChoiceField(
        label=_("Stato"), required=False, choices=[TUTTI, *((s.value, s.label) for s in STATI_VERBALE)]
    )

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, ctx=ctx, **kwargs)
        anni = Verbale.objects.visible_to(ctx).order_by("-seduta__anno").values_list("seduta__anno", flat=True)
        self.fields["anno"].choices = [TUTTI, *((str(a), str(a)) for a in anni.distinct())]


class FiltriDecisioni(_Filtri):
    q = forms.CharField(label=_("Parole"), required=False, max_length=100)
    anno = forms.ChoiceField(label=_("Anno"), required=False)
    organo = forms.ChoiceField(label=_("Organo"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False, choices=[TUTTI, *TipoDecisione.choices])
    ente = forms.ChoiceField(label=_("Ente incaricato"), required=False)
    stato = forms.ChoiceField(label=_("Esecuzione"), required=False, choices=[TUTTI, *StatoEsecuzione.choices])
    ritardo = forms.BooleanField(label=_("Solo in ritardo"), required=False)

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, ctx=ctx, **kwargs)
        anni = Decisione.objects.visible_to(ctx).order_by("-anno").values_list("anno", flat=True).distinct()
        self.fields["anno"].choices = [TUTTI, *((str(a), str(a)) for a in anni)]


class FiltriImpegni(_Filtri):
    di_chi = forms.ChoiceField(label=_("Di chi"), required=False, choices=DI_CHI)
    stato = forms.ChoiceField(
        label=_("Stato"),
        required=False,
        choices=[
            ("", _("Da fare e in corso")),
            ("ritardo", _("In ritardo")),
            ("tutti", _("Tutti")),
            *StatoImpegno.choices,
        ],
    )
    ente = forms.ChoiceField(label=_("Ente incaricato"), required=False)
    organo = forms.ChoiceField(label=_("Organo"), required=False)


class CercaForm(forms.Form):
    q = forms.CharField(label=_("Che cosa abbiamo deciso su…"), max_length=200, min_length=2)


# --- decisions ----------------------------------------------------------------------------------------------------
class EsecuzioneForm(forms.Form):
    """How far a decision has come; only the states that it may reach from where it is."""

    stato = forms.ChoiceField(label=_("Esecuzione"), widget=forms.RadioSelect)
    eseguita_il = data(_("Eseguita il"), required=False, aiuto=_("Solo se eseguita. Vuota: oggi."))
    nota = forms.CharField(label=_("Nota"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, decisione: Decisione, **kwargs: Any):
        iniziale = {"stato": decisione.stato, "nota": decisione.nota_esecuzione, "eseguita_il": decisione.eseguita_il}
        super().__init__(*args, initial=iniziale, **kwargs)
        self.fields["stato"].choices = _raggiungibili(StatoEsecuzione, TRANSIZIONI_ESECUZIONE, decisione.stato)


class TestoDecisioneForm(forms.ModelForm):
    versione = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Decisione
        fields = ["titolo", "testo", "entro_il"]
        widgets = {"entro_il": forms.DateInput({"type": "date"}, "%Y-%m-%d"), "testo": forms.Textarea({"rows": 6})}


# --- actions ------------------------------------------------------------------------------------------------------
class ImpegnoForm(forms.ModelForm):
    """What, who, by when, and while the minutes are open which decision of the item it carries out.

    `versione` is empty for a new one.
    """

    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Impegno
        fields = ["decisione", "descrizione", "ente", "responsabile", "entro_il"]
        widgets = {
            "entro_il": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "descrizione": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        enti = EnteMembro.objects.visible_to(ctx).select_related("organizzazione")
        self.fields["ente"].queryset = enti.al() | enti.filter(pk=self.instance.ente_id)
        self.fields["responsabile"].queryset = Partecipante.objects.visible_to(ctx)
        decisioni = self._decisioni()
        if decisioni.exists():
            self.fields["decisione"] = SceltaDecisione(decisioni)
        else:
            del self.fields["decisione"]

    def _decisioni(self) -> QuerySet[Decisione]:
        """Those that it may be bound to: a new one is bound by its page, and approved minutes are not rewritten."""
        impegno = self.instance
        if impegno._state.adding or impegno.seduta.stato in VERBALE_CHIUSO:
            return Decisione.objects.none()
        return Decisione.objects.filter(punto=impegno.punto_id)


class RinviaForm(forms.Form):
    entro_il = data(_("Nuova data"))
    motivo = forms.CharField(label=_("Motivo"), max_length=300)
    versione = forms.IntegerField(widget=forms.HiddenInput)


class AggiornaForm(forms.Form):
    """How far an action has come, in the states open to who asks; a note either way."""

    stato = forms.ChoiceField(label=_("A che punto è"), widget=forms.RadioSelect)
    concluso_il = data(_("Concluso il"), required=False, aiuto=_("Solo se concluso. Vuota: oggi."))
    esito = forms.CharField(
        label=_("Nota o esito"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, impegno: Impegno, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, initial={"stato": impegno.stato, "esito": impegno.esito}, **kwargs)
        stati = _raggiungibili(StatoImpegno, TRANSIZIONI_IMPEGNO, impegno.stato)
        if not puo_scrivere(ctx):
            riservati = {stato for stato, t in TRANSIZIONI_IMPEGNO.items() if t.ruoli is not None}
            stati = [(s, nome) for s, nome in stati if s not in riservati or s == impegno.stato]
        self.fields["stato"].choices = stati


def _raggiungibili(stati: Any, tabella: Any, attuale: str) -> list[tuple[str, Any]]:
    """The present state and those that follow it."""
    return [(s.value, s.label) for s in stati if s == attuale or attuale in tabella[s].da]
