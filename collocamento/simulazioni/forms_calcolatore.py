"""The questions of the public calculator, in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collocamento.forms_campagne import data
from collocamento.normativa import RigaOraria, Tipologia
from collocamento.simulazioni.calcolatore import Risposte
from collocamento.simulazioni.righe import SETTIMANA, OreField
from socialabs.base.giorni import oggi


PRIVATO, PUBBLICO = Tipologia.PRIVATO, Tipologia.PUBBLICO
MASSIMO = 100_000
GRUPPI_PART_TIME = 3


def persone(etichetta: Any, aiuto: Any = "", **campi: Any) -> forms.IntegerField:
    return forms.IntegerField(label=etichetta, help_text=aiuto, min_value=0, max_value=MASSIMO, **campi)


class DomandeForm(forms.Form):
    """What a firm knows of itself without looking at any paper."""

    tipologia = forms.TypedChoiceField(
        label=_("Che datore di lavoro siete?"),
        choices=[(PRIVATO, _("Un'impresa, un'associazione, uno studio (privato)")), (PUBBLICO, _("Un ente pubblico"))],
        coerce=Tipologia,
        initial=PRIVATO,
        widget=forms.RadioSelect,
    )
    dipendenti = persone(
        _("Quante persone avete alle dipendenze, in tutta Italia?"),
        _("Tutte, anche chi è a part time. Non i collaboratori, i soci lavoratori e chi viene da un'agenzia."),
    )
    esclusi = persone(
        _("Di queste, quante sono apprendisti, dirigenti, a domicilio o a termine fino a 6 mesi?"),
        _("Non contano per l'obbligo."),
        required=False,
    )
    disabili = persone(
        _("Quante sono persone con disabilità già riconosciute per il collocamento mirato?"), required=False
    )
    disabili_ridotto = persone(_("E di queste, quante lavorano fino a metà orario?"), required=False)
    art18 = persone(
        _("Quante sono di categorie protette (art. 18)?"),
        _("Orfani, coniugi superstiti, vittime del terrorismo e del dovere, profughi. Conta oltre i 50 lavoratori."),
        required=False,
    )
    orario = OreField(label=_("Quante ore a settimana fa chi è a tempo pieno?"), initial=SETTIMANA)
    piu_province = forms.TypedChoiceField(
        label=_("Avete sedi in più di una provincia?"),
        choices=[("no", _("No")), ("si", _("Sì"))],
        coerce=lambda valore: valore == "si",
        initial="no",
        widget=forms.RadioSelect,
    )
    dal = data(
        _("Da che giorno siete in questo numero?"),
        required=False,
        aiuto=_("Se lo indicate, calcoliamo entro quando chiedere o assumere."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for numero in range(1, GRUPPI_PART_TIME + 1):
            quanti, ore = f"quanti_{numero}", f"ore_{numero}"
            self.fields[quanti] = persone(_("Gruppo %(n)s: quante persone") % {"n": numero}, required=False)
            self.fields[ore] = OreField(label=_("Gruppo %(n)s: ore a settimana") % {"n": numero}, required=False)

    @property
    def prima(self) -> list[forms.BoundField]:
        return [self[nome] for nome in ("tipologia", "dipendenti", "esclusi", "disabili", "disabili_ridotto", "art18")]

    @property
    def part_time(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"quanti_{n}"], self[f"ore_{n}"]) for n in range(1, GRUPPI_PART_TIME + 1)]

    @property
    def dopo(self) -> list[forms.BoundField]:
        return [self["piu_province"], self["dal"]]

    def clean_dal(self) -> Any:
        dal = self.cleaned_data["dal"]
        if dal and dal > oggi():
            raise forms.ValidationError(_("Scegliete un giorno passato, o lasciate vuoto."))
        return dal

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        for numero in range(1, GRUPPI_PART_TIME + 1):
            self._controlla_gruppo(dati, f"quanti_{numero}", f"ore_{numero}")
        if (dati.get("disabili_ridotto") or 0) > (dati.get("disabili") or 0):
            self.add_error("disabili_ridotto", _("Sono più delle persone con disabilità indicate."))
        parti = ("esclusi", "disabili", "art18", *(f"quanti_{n}" for n in range(1, GRUPPI_PART_TIME + 1)))
        contate = sum(dati.get(nome) or 0 for nome in parti)
        if dati.get("dipendenti") is not None and contate > dati["dipendenti"]:
            self.add_error(
                "dipendenti",
                forms.ValidationError(
                    _("Le persone indicate nelle altre risposte sono %(contate)d, più dei dipendenti."),
                    params={"contate": contate},
                ),
            )
        return dati

    def _controlla_gruppo(self, dati: dict[str, Any], quanti: str, ore: str) -> None:
        if dati.get(quanti) and not dati.get(ore) and ore not in self.errors:
            self.add_error(ore, _("Scrivete quante ore lavorano a settimana."))
        elif dati.get(ore) and not dati.get(quanti) and quanti not in self.errors:
            self.add_error(quanti, _("Scrivete quante persone fanno queste ore."))
        if dati.get(ore) and dati.get("orario") and dati[ore] > dati["orario"]:
            self.add_error(ore, _("Sono più ore di chi è a tempo pieno."))

    @property
    def risposte(self) -> Risposte:
        dati = self.cleaned_data
        righe = (
            RigaOraria(dati[f"quanti_{n}"], dati["orario"], dati[f"ore_{n}"])
            for n in range(1, GRUPPI_PART_TIME + 1)
            if dati[f"quanti_{n}"]
        )
        return Risposte(
            tipologia=dati["tipologia"],
            dipendenti=dati["dipendenti"],
            esclusi=dati["esclusi"] or 0,
            part_time=tuple(righe),
            disabili=dati["disabili"] or 0,
            disabili_ridotto=dati["disabili_ridotto"] or 0,
            art18=dati["art18"] or 0,
            piu_province=dati["piu_province"],
            dal=dati["dal"],
        )
