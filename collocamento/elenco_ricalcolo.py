"""Who changes with a recalculation, and by how much: the list, its filters, the columns that leave the office."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento import scheda
from collocamento.models import DifferenzaRicalcolo
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.testo import cerca_denominazione


ORGANIZZAZIONE = "datore__organizzazione"
SCARTI = {
    "aumenta": Q(mancano_dopo__gt=F("mancano_prima")) | Q(ora_dopo__gt=F("ora_prima")),
    "cala": Q(mancano_dopo__lt=F("mancano_prima")) | Q(ora_dopo__lt=F("ora_prima")),
    "quota": ~Q(quota_dopo=F("quota_prima")),
    "altro": Q(mancano_dopo=F("mancano_prima"), ora_dopo=F("ora_prima"), quota_dopo=F("quota_prima")),
}
SOMME = ("quota_prima", "quota_dopo", "mancano_prima", "mancano_dopo", "ora_prima", "ora_dopo")
ETICHETTE = {
    **scheda.ETICHETTE,
    "prospetto_dovuto": gettext_lazy("Prospetto dovuto"),
    "convenzione_in_corso": gettext_lazy("Convenzione in corso"),
}


class FiltriRicalcolo(forms.Form):
    q = forms.CharField(label=gettext_lazy("Denominazione o codice fiscale"), required=False, max_length=120)
    anno = forms.IntegerField(label=gettext_lazy("Anno del prospetto"), required=False)
    scarto = forms.ChoiceField(
        label=gettext_lazy("Che cosa cambia"),
        required=False,
        choices=[
            ("", gettext_lazy("Qualunque cifra")),
            ("aumenta", gettext_lazy("Più posti scoperti")),
            ("cala", gettext_lazy("Meno posti scoperti")),
            ("quota", gettext_lazy("La quota")),
            ("altro", gettext_lazy("Solo altre cifre")),
        ],
    )


class ElencoDifferenze(Elenco):
    chiave = "ricalcolo"
    modulo = FiltriRicalcolo
    ordine_iniziale = "-scarto"
    ordini = {
        "denominazione": [f"{ORGANIZZAZIONE}__denominazione_ordinabile", "anno"],
        "anno": ["anno"],
        "quota": ["quota_dopo"],
        "scarto": ["aumento", "mancano_dopo"],
        "ora": ["ora_dopo"],
    }

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = SCARTI.get(dati.get("scarto", ""), Q())
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, ORGANIZZAZIONE)
        if anno := dati.get("anno"):
            condizioni &= Q(anno=anno)
        righe = righe.filter(condizioni).annotate(aumento=F("mancano_dopo") - F("mancano_prima"))
        return righe.select_related(ORGANIZZAZIONE)

    def totali(self) -> dict[str, int]:
        """The sums of what is filtered, whatever the page."""
        return self.filtrate.aggregate(**{campo: Sum(campo, default=0) for campo in SOMME})


def in_parole(differenza: DifferenzaRicalcolo, province: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every figure that changes: where, which, from what to what; the country first, then each province."""
    for codice, figure in sorted(differenza.cambi.items()):
        for nome, etichetta in ETICHETTE.items():
            if nome in figure:
                prima, dopo = figure[nome]
                yield {
                    "dove": province.get(codice, codice) if codice else _("In tutta Italia"),
                    "figura": etichetta,
                    "prima": _leggibile(prima),
                    "dopo": _leggibile(dopo),
                }


def _leggibile(valore: Any) -> str:
    if isinstance(valore, bool):
        return _("sì") if valore else _("no")
    return "–" if valore in (None, "") else str(valore)


def colonne(province: Mapping[str, str]) -> list[Colonna]:
    """The columns of the export, a row for each return; `province` names the codes."""
    return [
        Colonna("codice_fiscale", _("Codice fiscale"), lambda d: d.datore.organizzazione.codice_fiscale),
        Colonna("denominazione", _("Denominazione"), lambda d: d.datore.organizzazione.denominazione),
        Colonna("anno", _("Anno"), lambda d: d.anno, Formato.INTERO),
        _cifra("quota_prima", _("Quota di prima")),
        _cifra("quota_dopo", _("Quota nuova")),
        _cifra("mancano_prima", _("Posti scoperti di prima")),
        _cifra("mancano_dopo", _("Posti scoperti nuovi")),
        _cifra("ora_prima", _("Dovuti ora, di prima")),
        _cifra("ora_dopo", _("Dovuti ora, nuovi")),
        Colonna(
            "cambi",
            _("Tutte le cifre che cambiano"),
            lambda d: "; ".join(
                f"{c['dove']}, {c['figura']}: {c['prima']} → {c['dopo']}" for c in in_parole(d, province)
            ),
        ),
    ]


def _cifra(chiave: str, titolo: str) -> Colonna:
    return Colonna(chiave, titolo, lambda differenza: getattr(differenza, chiave), Formato.INTERO)
