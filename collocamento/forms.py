"""Forms of the returns' pages: filters of the list, upload of a package, reason of a sensitive reading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Classe
from collocamento.models import CalcoloProvincia, Prospetto
from collocamento.settori import SEZIONI
from socialabs.anagrafica.models import Comune, EnteTitolare, Provincia
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


TUTTE = "tutte"
SCOPERTURE = [
    ("", _("Tutte")),
    ("si", _("Con scopertura")),
    ("disabili", _("Mancano disabili")),
    ("art18", _("Mancano art. 18")),
    ("ora", _("Dovuta ora")),
    ("no", _("Senza scopertura")),
]
CLASSI = [
    ("", _("Tutti gli obbligati")),
    *Classe.choices,
    ("art18", _("Solo art. 18")),
    ("no", _("Non obbligati")),
]
SEGNALAZIONI = [
    ("ritardo", _("In ritardo")),
    ("divergente", _("Divergente")),
    ("anomalie", _("Con anomalie")),
    ("sospeso", _("Sospeso")),
    ("esonerato", _("Esonerato")),
    ("convenzione", _("In convenzione")),
]


class AnnoProvincia(forms.Form):
    """Year and province of what is shown: the latest year and the body's own province unless told otherwise."""

    anno = forms.ChoiceField(label=_("Situazione al 31 dicembre"), required=False)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)

    senza_facoltativo = True

    def __init__(self, *args, ctx: Contesto, **kwargs):
        super().__init__(*args, **kwargs)
        self.ctx = ctx
        anni = Prospetto.objects.visible_to(ctx).validi().order_by("-anno").values_list("anno", flat=True).distinct()
        self.anni = list(anni)
        self.fields["anno"].choices = [(str(anno), str(anno)) for anno in self.anni]
        self.fields["anno"].initial = str(self.anni[0]) if self.anni else None
        fogli = CalcoloProvincia.objects.visible_to(ctx).order_by().values("provincia").distinct()
        province = [(p.codice, str(p)) for p in Provincia.objects.filter(codice__in=fogli)]
        self.fields["provincia"].choices = [*province, (TUTTE, _("Tutta Italia (cifre nazionali)"))]
        self.fields["provincia"].initial = self._provincia_iniziale(dict(province))
        self._mostra_iniziali()

    def _provincia_iniziale(self, province: dict[str, str]) -> str:
        ente = EnteTitolare.objects.al() if self.ctx.ruolo in RUOLI_UFFICIO else None
        return ente.provincia_id if ente and ente.provincia_id in province else TUTTE

    def _mostra_iniziali(self) -> None:
        """A bound form shows what it was given: give it the defaults where the address says nothing."""
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for nome in ("anno", "provincia"):
            if not self.data.get(nome) and self.fields[nome].initial:
                self.data[nome] = self.fields[nome].initial

    def clean_anno(self) -> int | None:
        """The year as a number; None when there is no return at all."""
        return int(self.cleaned_data["anno"]) if self.cleaned_data["anno"] else None


class FiltriObblighi(AnnoProvincia):
    """Filters of the list of obliged employers."""

    q = forms.CharField(label=_("Denominazione o codice fiscale"), required=False, max_length=100)
    comune = forms.ModelChoiceField(Comune.objects.none(), label=_("Comune"), required=False, empty_label=_("Tutti"))
    classe = forms.ChoiceField(label=_("Classe"), required=False, choices=CLASSI)
    scopertura = forms.ChoiceField(label=_("Scopertura"), required=False, choices=SCOPERTURE)
    settore = forms.ChoiceField(label=_("Settore"), required=False)
    segnalazioni = forms.MultipleChoiceField(
        label=_("Solo chi è"), required=False, choices=SEGNALAZIONI, widget=forms.CheckboxSelectMultiple
    )

    field_order = ["q", "anno", "provincia", "comune", "classe", "scopertura", "settore", "segnalazioni"]

    def __init__(self, *args, ctx: Contesto, **kwargs):
        super().__init__(*args, ctx=ctx, **kwargs)
        sedi = CalcoloProvincia.objects.visible_to(ctx).order_by().values("comune").distinct()
        self.fields["comune"].queryset = Comune.objects.filter(belfiore__in=sedi).select_related("provincia")
        self.fields["settore"].choices = [("", _("Tutti")), *((s.lettera, s.nome) for s in SEZIONI)]


class CaricamentoForm(forms.Form):
    """A package of returns: what is inside is judged by the import, one file at a time."""

    file = forms.FileField(
        label=_("Archivio dei prospetti"),
        help_text=_("Un archivio .zip come lo consegna il ministero, oppure un solo file .xml."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.xml,application/zip,text/xml"}),
        error_messages={"required": _("Scegli l'archivio da caricare."), "empty": _("Il file è vuoto.")},
    )


class MotivoForm(forms.Form):
    """Why the workers' personal data are read; it stays in the register."""

    motivo = forms.CharField(
        label=_("Perché leggi i dati dei lavoratori"),
        max_length=200,
        help_text=_("Resta nel registro degli accessi: non scrivere nomi né codici fiscali."),
    )
