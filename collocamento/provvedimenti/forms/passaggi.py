"""What each step of the procedure asks of who takes it. All take the act they are about."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.azioni.istruttoria import CON_POSIZIONI
from collocamento.provvedimenti.forms.campi import FileField, data, intero, testo
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.termini import GIORNI_INTEGRAZIONE
from socialabs.base.giorni import oggi


GIORNI_CONSUETI = 15
NIENTE_NOMI = _("Entra nel documento: non scrivere nomi di lavoratori né dati sulla salute.")


class PassaggioForm(forms.Form):
    """A step that asks nothing."""

    def __init__(self, *args: Any, atto: Provvedimento, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.atto = atto


class IntegrazioneForm(PassaggioForm):
    testo = testo(_("Che cosa manca"), aiuto=NIENTE_NOMI)
    entro_il = data(_("Risposta entro il"), aiuto=_("Al massimo trenta giorni; il termine per decidere si ferma."))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entro_il", oggi() + timedelta(days=GIORNI_CONSUETI))

    def clean_entro_il(self) -> Any:
        giorno = self.cleaned_data["entro_il"]
        if not oggi() < giorno <= oggi() + timedelta(days=GIORNI_INTEGRAZIONE):
            raise forms.ValidationError(
                _("Per rispondere si danno da uno a %(n)s giorni a partire da oggi.") % {"n": GIORNI_INTEGRAZIONE}
            )
        return giorno


class RispostaForm(PassaggioForm):
    testo = testo(
        _("Risposta"), aiuto=_("I documenti si aggiungono dalla pagina della richiesta, prima di rispondere.")
    )


class PreavvisoForm(PassaggioForm):
    testo = testo(_("Motivi che ostano all'accoglimento"), aiuto=NIENTE_NOMI)


class DecisioneForm(PassaggioForm):
    """What is granted: starts from what was asked."""

    posizioni = intero(_("Posizioni concesse"))
    dal = data(_("Dal"))
    al = data(_("Al"), required=False)
    motivazione = testo(_("Motivazione"), aiuto=NIENTE_NOMI)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial |= {nome: getattr(self.atto, nome) for nome in ("posizioni", "dal", "al")}
        if self.atto.genere not in CON_POSIZIONI:
            del self.fields["posizioni"]
        self.fields["al"].required = self.atto.chiesto_al is not None

    def clean_posizioni(self) -> int:
        posizioni = self.cleaned_data["posizioni"]
        if posizioni > self.atto.posizioni:
            raise forms.ValidationError(_("Ne sono state chieste %(n)s.") % {"n": self.atto.posizioni})
        return posizioni

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        dal, al = dati.get("dal"), dati.get("al")
        if dal and dal < self.atto.chiesto_dal:
            self.add_error(
                "dal", _("Il periodo chiesto comincia il %(g)s.") % {"g": f"{self.atto.chiesto_dal:%d/%m/%Y}"}
            )
        if al and self.atto.chiesto_al and al > self.atto.chiesto_al:
            self.add_error("al", _("Il periodo chiesto finisce il %(g)s.") % {"g": f"{self.atto.chiesto_al:%d/%m/%Y}"})
        if dal and al and al < dal:
            self.add_error("al", _("La fine viene prima dell'inizio."))
        return {"posizioni": None, "al": None, **dati}


class RigettoForm(PassaggioForm):
    motivazione = testo(
        _("Motivazione"),
        aiuto=_("Rispondi anche alle osservazioni, se ci sono. Entra nel documento: non scrivere nomi di lavoratori."),
    )


class RevocaForm(PassaggioForm):
    dal = data(_("Con effetto dal"), aiuto=_("Il provvedimento vale fino al giorno prima."))
    motivazione = testo(_("Motivazione"), aiuto=NIENTE_NOMI)


class RitiroForm(PassaggioForm):
    motivo = forms.CharField(label=_("Perché la ritiri"), max_length=500, required=False)


class TerminaForm(PassaggioForm):
    al = data(_("Ultimo giorno"), aiuto=_("Compreso: dal giorno dopo non vale più."))
    motivo = forms.CharField(label=_("Motivo"), max_length=500)


class AllegatoForm(forms.Form):
    file = FileField(label=_("Documento"), help_text=_("PDF, testo, immagine o file firmato, fino a 10 MB."))
    titolo = forms.CharField(
        label=_("Titolo"), max_length=160, required=False, help_text=_("Vuoto: il nome del file.")
    )
