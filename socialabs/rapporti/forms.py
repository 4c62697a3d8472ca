"""Forms of this room: what a list is narrowed by, the note of a snapshot, the calendar of a scheduled report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.rapporti.enums import Cadenza, Giorno, Mese
from socialabs.rapporti.models import InvioPeriodico
from socialabs.rapporti.permessi import possibili_destinatari
from socialabs.rapporti.registro import Rapporto, rapporti_di
from socialabs.utenti.models import Appartenenza


class CercaRapporto(forms.Form):
    q = forms.CharField(required=False, max_length=80)


class NotaForm(forms.Form):
    nota = forms.CharField(
        label=_("Nota"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Perché si conservano queste cifre, per esempio per quale relazione. Senza dati personali."),
    )


class FiltriIstantanee(forms.Form):
    rapporto = forms.ChoiceField(label=_("Rapporto"), required=False)
    approvata = forms.ChoiceField(
        label=_("Approvazione"),
        required=False,
        choices=[("", _("Tutte")), ("si", _("Approvate")), ("no", _("Da approvare"))],
    )

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        scelte = [(rapporto.chiave, str(rapporto.titolo)) for rapporto in rapporti_di(ctx)]
        self.fields["rapporto"].choices = [("", _("Tutti")), *scelte]


class InvioForm(forms.Form):
    """Calendar and addressees. The day is asked three ways, as cadences differ; one is kept in `giorno`."""

    cadenza = forms.ChoiceField(label=_("Quando"), choices=Cadenza.choices, initial=Cadenza.MENSILE)
    giorno_settimana = forms.TypedChoiceField(
        label=_("Giorno della settimana"),
        choices=Giorno.choices,
        coerce=int,
        initial=1,
        required=False,
        help_text=_("Per l'invio di ogni settimana."),
    )
    giorno_mese = forms.IntegerField(
        label=_("Giorno del mese"),
        min_value=1,
        max_value=31,
        initial=1,
        required=False,
        help_text=_("Per l'invio di ogni mese o di ogni anno; nei mesi più corti vale l'ultimo giorno."),
    )
    mese = forms.TypedChoiceField(
        label=_("Mese"),
        choices=Mese.choices,
        coerce=int,
        initial=1,
        required=False,
        help_text=_("Per l'invio di ogni anno."),
    )
    destinatari = forms.ModelMultipleChoiceField(
        Appartenenza.objects.none(),
        label=_("Destinatari"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tu e le persone del tuo ufficio che possono vedere il rapporto."),
    )
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, rapporto: Rapporto, invio: InvioPeriodico | None = None, **kw: Any):
        super().__init__(*args, prefix="invio", **kw)
        campo = self.fields["destinatari"]
        campo.queryset = possibili_destinatari(invio.proprietario if invio else ctx.appartenenza, rapporto)
        campo.label_from_instance = lambda a: f"{a.utente} · {a.get_ruolo_display()}"
        self.initial |= _iniziali(invio) if invio else {"destinatari": [ctx.appartenenza.pk]}

    def clean(self) -> dict[str, Any]:
        """`giorno` and `mese` as the cadence wants them, asked for where they are missing."""
        dati = super().clean()
        cadenza = dati.get("cadenza")
        campo = "giorno_settimana" if cadenza == Cadenza.SETTIMANALE else "giorno_mese"
        if not dati.get(campo) and campo not in self.errors:
            self.add_error(campo, _("Indica il giorno."))
        if cadenza == Cadenza.ANNUALE and not dati.get("mese"):
            self.add_error("mese", _("Indica il mese."))
        return {
            **dati,
            "giorno": dati.get(campo),
            "mese": dati.get("mese") if cadenza == Cadenza.ANNUALE else None,
        }


def _iniziali(invio: InvioPeriodico) -> dict[str, Any]:
    settimanale = invio.cadenza == Cadenza.SETTIMANALE
    return {
        "cadenza": invio.cadenza,
        "giorno_settimana": invio.giorno if settimanale else 1,
        "giorno_mese": 1 if settimanale else invio.giorno,
        "mese": invio.mese or 1,
        "destinatari": [a.pk for a in invio.destinatari.all()],
        "versione": invio.versione,
    }
