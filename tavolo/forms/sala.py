"""Forms of the room: speakers, conflicts of interest, votes, decisions, actions, corrections of attendance."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tavolo.enums import EsitoPunto, Scelta, TipoDecisione
from tavolo.forms.campi import SceltaDecisione, istante
from tavolo.models import Decisione, EnteMembro, Impegno, Partecipante, Presenza, Punto, Seggio, Votazione
from tavolo.sala import Sala


NON_VOTA = "non_vota"
SCELTE = [*Scelta.choices, (NON_VOTA, _("Non vota"))]
PREFISSO_VOTO = "voto_"


class PresenzaForm(forms.ModelForm):
    """The times of somebody's attendance, put right."""

    arrivo = istante(_("Arrivo"))
    uscita = istante(_("Uscita"), required=False, aiuto=_("Vuota: è ancora in sala."))

    class Meta:
        model = Presenza
        fields = ["arrivo", "uscita", "remoto"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("uscita") and dati.get("arrivo") and dati["uscita"] <= dati["arrivo"]:
            self.add_error("uscita", _("L'uscita segue l'arrivo."))
        return dati


class NoteForm(forms.Form):
    """`versione` 0: nothing had been written when the notes were read."""

    note = forms.CharField(required=False, strip=False)
    versione = forms.IntegerField(min_value=0)


class ConcludiForm(forms.Form):
    esito = forms.ChoiceField(choices=EsitoPunto.choices)


class InterventoForm(forms.Form):
    partecipante = forms.ModelChoiceField(label=_("Chi interviene"), queryset=None)
    sintesi = forms.CharField(
        label=_("Sintesi"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )

    def __init__(self, *args: Any, sala: Sala, **kwargs: Any):
        super().__init__(*args, **kwargs)
        in_aula = [persona.pk for persona in sala.in_aula]
        self.fields["partecipante"].queryset = Partecipante.objects.filter(pk__in=in_aula)


class ConflittoForm(forms.Form):
    """Which seat declares an interest; who declares it is who sits there."""

    seggio = forms.ModelChoiceField(label=_("Seggio"), queryset=None)
    motivo = forms.CharField(label=_("Motivo"), max_length=300, required=False)

    def __init__(self, *args: Any, sala: Sala, **kwargs: Any):
        super().__init__(*args, **kwargs)
        liberi = [riga.seggio.pk for riga in sala.righe if riga.presenti and not riga.in_conflitto]
        self.fields["seggio"].queryset = Seggio.objects.filter(pk__in=liberi).select_related("ente__organizzazione")


class VotazioneForm(forms.Form):
    """A vote: unanimous, counted, or by name with one choice for each seat that may vote now."""

    quesito = forms.CharField(label=_("Testo messo ai voti"), widget=forms.Textarea(attrs={"rows": 3}))
    tipo = forms.ChoiceField(label=_("Che cosa si decide"), choices=TipoDecisione.choices)
    favorevoli = forms.IntegerField(label=_("Favorevoli"), min_value=0, required=False)
    contrari = forms.IntegerField(label=_("Contrari"), min_value=0, required=False, initial=0)
    astenuti = forms.IntegerField(label=_("Astenuti"), min_value=0, required=False, initial=0)
    presidente_favorevole = forms.BooleanField(label=_("Chi presiede ha votato a favore"), required=False)

    def __init__(self, *args: Any, sala: Sala, punto: Punto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sala = sala
        self.initial |= {"quesito": punto.descrizione or punto.titolo, "favorevoli": sala.quadro.presenti}
        self.seggi = {riga.seggio.pk: riga.seggio for riga in sala.votanti}
        for riga in sala.votanti:
            self.fields[f"{PREFISSO_VOTO}{riga.seggio.pk}"] = forms.ChoiceField(
                label=f"{riga.seggio} ({riga.voto.partecipante})",
                choices=SCELTE,
                initial=Scelta.FAVOREVOLE,
                required=False,
                widget=forms.RadioSelect,
            )
        if not sala.quadro.regole.prevale_presidente:
            del self.fields["presidente_favorevole"]

    def nominali(self) -> Iterator[forms.BoundField]:
        """The field of each seat, in the order of the roll-call."""
        return (self[nome] for nome in self.fields if nome.startswith(PREFISSO_VOTO))

    def voti(self) -> dict[Seggio, Scelta]:
        """What each seat voted; who did not is left out."""
        scelte = {pk: self.cleaned_data.get(f"{PREFISSO_VOTO}{pk}") for pk in self.seggi}
        return {self.seggi[pk]: Scelta(scelta) for pk, scelta in scelte.items() if scelta in Scelta.values}

    def conteggio(self) -> dict[str, int]:
        return {nome: self.cleaned_data[nome] or 0 for nome in ("favorevoli", "contrari", "astenuti")}


class DecisioneForm(forms.ModelForm):
    """What was decided; from a vote it takes the text that was voted on."""

    votazione = forms.ModelChoiceField(queryset=None, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Decisione
        fields = ["titolo", "testo", "tipo", "entro_il", "votazione"]
        widgets = {
            "testo": forms.Textarea(attrs={"rows": 4}),
            "entro_il": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, punto: Punto, **kwargs: Any):
        votazioni = Votazione.objects.filter(punto=punto, decisione__isnull=True, esito="approvata")
        ultima = votazioni.order_by("-votata_il").first()
        iniziali = {
            "titolo": punto.titolo,
            "testo": ultima.quesito if ultima else "",
            "tipo": ultima.tipo if ultima else TipoDecisione.ORDINARIA,
            "votazione": ultima and ultima.pk,
        }
        super().__init__(*args, instance=Decisione(punto=punto), initial=iniziali, **kwargs)
        self.votata = ultima is not None
        self.fields["votazione"].queryset = votazioni


class ImpegnoForm(forms.ModelForm):
    """Who has to do what; where the item has decisions, which one it carries out: the last, unless told otherwise."""

    class Meta:
        model = Impegno
        fields = ["decisione", "descrizione", "ente", "responsabile", "entro_il"]
        widgets = {
            "descrizione": forms.Textarea(attrs={"rows": 2}),
            "entro_il": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, punto: Punto, **kwargs: Any):
        super().__init__(*args, instance=Impegno(seduta=punto.seduta, punto=punto), **kwargs)
        enti = EnteMembro.objects.al(punto.seduta.giorno).select_related("organizzazione")
        self.fields["ente"].queryset = enti
        self.fields["responsabile"].queryset = Partecipante.objects.all()
        decisioni = Decisione.objects.filter(punto=punto)
        if ultima := decisioni.order_by("-anno", "-numero").first():
            self.fields["decisione"] = SceltaDecisione(decisioni)
            self.initial["decisione"] = ultima.pk
        else:
            del self.fields["decisione"]

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if not dati.get("ente") and not dati.get("responsabile"):
            self.add_error("ente", _("Indica l'ente o la persona incaricata."))
        return dati
