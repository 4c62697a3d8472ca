"""Forms of the rules of procedure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tavolo.forms.campi import data
from tavolo.models import Regolamento


# How the parameters are read, in the form and on the page: title, fields.
SEZIONI = (
    (_("Convocazione"), ("giorni_preavviso", "ore_urgenza", "giorni_documenti", "giorni_risposta")),
    (
        _("Numero legale"),
        ("quorum_prima", "quorum_prima_piu_uno", "quorum_seconda", "quorum_seconda_piu_uno", "minuti_seconda"),
    ),
    (
        _("Voto"),
        (
            "maggioranza_ordinaria",
            "maggioranza_parere",
            "maggioranza_nomina",
            "maggioranza_regolamento",
            "quota_qualificata",
            "astenuti_votanti",
            "prevale_presidente",
            "supplenti_votano",
            "deleghe_massime",
        ),
    ),
    (_("Assenze e verbale"), ("risposta_mancata", "giorni_verbale", "giorni_silenzio", "silenzio_approva")),
)
PARAMETRI = [campo for _titolo, campi in SEZIONI for campo in campi]


class RegolamentoForm(forms.ModelForm):
    """A new version; the fields start from the version in force."""

    dal = data(_("In vigore dal"), aiuto=_("Le sedute di prima restano con le regole di allora."))

    class Meta:
        model = Regolamento
        fields = ["dal", *PARAMETRI, "fonte"]

    def clean(self) -> dict:
        dati = super().clean()
        self.instance.da_verificare = not dati.get("fonte")
        return dati


class ConfermaForm(forms.Form):
    fonte = forms.CharField(
        label=_("Atto che approva il regolamento"),
        max_length=250,
        help_text=_("Con data e numero: da qui in poi i parametri risultano verificati."),
    )
