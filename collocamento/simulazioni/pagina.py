"""What the page of a scenario shows: the changes, the two positions side by side and what they cost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from collocamento import scheda
from collocamento.anomalie import avviso_in_parole
from collocamento.normativa import (
    Calendario,
    CifreNazionali,
    DatoNonValido,
    Passo,
    Risultato,
    calcola,
    render,
)
from collocamento.normativa.trasporto import da_dict
from collocamento.simulazioni.azioni import SenzaPartenza, partenza_di
from collocamento.simulazioni.confronto import Confronto, Esito, FiguraConfrontata, PassoConfrontato, confronta
from collocamento.simulazioni.costi import costi, incentivi
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.parole import ESITI, FASCE, in_parole
from collocamento.simulazioni.variazioni import VariazioneImpossibile, applica, da_lista, province_citate
from socialabs.anagrafica.calendario import calendario_di
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import oggi


# The figures of the summary, in the order in which one asks for them; the others are below with their steps.
PRINCIPALI = (
    "lavoratori",
    "base_art3",
    "quota_disabili",
    "disabili_in_forza",
    "esonerati",
    "scopertura_disabili",
    "scopertura_dovuta_ora",
    "quota_art18",
    "scopertura_art18",
)


@dataclass(frozen=True, slots=True)
class PassoMostrato:
    """A step on both sides in words; `esito` is also said in words, never by colour alone."""

    etichetta: str
    esito: Esito
    in_parole: str
    prima: str
    dopo: str
    fonte: str


def province_di(scenario: Scenario, altre: Iterable[str] = ()) -> dict[str, str]:
    """The names of the provinces that a scenario speaks of, by code."""
    codici = {foglio["codice"] for foglio in scenario.partenza["province"]} | set(altre)
    return {p.codice: p.nome for p in Provincia.objects.filter(codice__in=codici)}


def contesto(scenario: Scenario) -> dict[str, Any]:
    """Everything below the form: the comparison as last computed, or why there is none."""
    variazioni = da_lista(scenario.variazioni)
    datore, fogli = da_dict(scenario.partenza)
    prima = calcola(datore, fogli, data=scenario.giorno_partenza)
    try:
        datore_dopo, fogli_dopo = applica(variazioni, datore, fogli)
        dopo = calcola(datore_dopo, fogli_dopo, data=scenario.giorno)
    except DatoNonValido as errore:
        nomi = province_di(scenario, province_citate(variazioni))
        frasi = [in_parole(variazione, nomi) for variazione in variazioni]
        return {"impossibile": perche(errore), "frasi": frasi, "confronto": None}
    confronto = confronta(prima, dopo)
    nomi = province_di(scenario, confronto.province)
    calendario = _calendario(scenario)
    stime = [costi(risultato, datore.tipologia, calendario) for risultato in (prima, dopo)]
    return {
        "confronto": confronto,
        "frasi": [in_parole(variazione, nomi) for variazione in variazioni],
        "frase_prima": frase(prima),
        "frase_dopo": frase(dopo),
        "principali": _principali(confronto),
        "nazionali": _figure(confronto.nazionale, nomi),
        "province": [
            {"nome": nomi.get(codice, codice), **_figure(figure, nomi)}
            for codice, figure in confronto.province.items()
            if len(confronto.province) > 1
        ],
        "segnalazioni": list(_segnalazioni(prima, dopo, nomi)),
        "contributo": [stima.contributo for stima in stime],
        "sanzione": [stima.sanzione for stima in stime],
        "incentivi": [_incentivo(i) for i in incentivi(variazioni, scenario.giorno)],
    }


def perche(errore: DatoNonValido) -> str:
    """Why the changes cannot be made, in words."""
    if isinstance(errore, VariazioneImpossibile):
        return _("Non si può togliere più di quanto c'è: alla partenza ce ne sono %(n)d.") % {"n": errore.presenti}
    return str(errore)


def frase(risultato: Risultato) -> str:
    """The answer in one sentence, today's suspensions and conventions included."""
    cifre = SimpleNamespace(
        prospetto_dovuto=risultato.prospetto_dovuto,
        **{nome: getattr(risultato.nazionale, nome) for nome in CifreNazionali.__slots__},
    )
    return " ".join(filter(None, (scheda.frase(cifre), scheda.frase_dovuta_ora(cifre))))


def partenza_cambiata(scenario: Scenario) -> bool:
    """Whether the employer's position today is no longer the one the scenario started from."""
    if scenario.da_zero:
        return False
    try:
        return partenza_di(scenario.datore_id, oggi())["partenza"] != scenario.partenza
    except SenzaPartenza:
        return True


def _calendario(scenario: Scenario) -> Calendario:
    comune = scenario.datore.organizzazione.comune
    return calendario_di(comune) if comune else Calendario()


def _principali(confronto: Confronto) -> list[dict[str, Any]]:
    figure = {figura.nome: figura for figura in confronto.nazionale}
    return [
        {
            "etichetta": scheda.ETICHETTE[nome],
            "prima": figure[nome].prima,
            "dopo": figure[nome].dopo,
            "differenza": con_segno(figure[nome].differenza),
        }
        for nome in PRINCIPALI
    ]


def _figure(figure: Iterable[FiguraConfrontata], nomi: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The figures that change, open on their steps, and the others."""
    mostrate: dict[str, list[dict[str, Any]]] = {"cambiate": [], "uguali": []}
    for figura in figure:
        if not figura.cambiata and figura.nome in scheda.SE_DIVERSE_DA_ZERO and not figura.dopo:
            continue
        mostrate["cambiate" if figura.cambiata else "uguali"].append(
            {
                "etichetta": scheda.ETICHETTE[figura.nome],
                "prima": _valore(figura.prima),
                "dopo": _valore(figura.dopo),
                "differenza": con_segno(figura.differenza),
                "passi": [_passo(passo, nomi) for passo in figura.passi],
            }
        )
    return mostrate


def _passo(passo: PassoConfrontato, nomi: Mapping[str, str]) -> PassoMostrato:
    prima, dopo = _reso(passo.prima, nomi), _reso(passo.dopo, nomi)
    uno = dopo or prima
    return PassoMostrato(
        uno["etichetta"],
        passo.esito,
        str(ESITI[passo.esito]),
        prima["formula"] if prima else "",
        dopo["formula"] if dopo else "",
        uno["fonte"],
    )


def _reso(passo: Passo | None, nomi: Mapping[str, str]) -> dict[str, str]:
    return scheda.passi_resi([passo.as_dict()], nomi)[0] if passo else {}


def _valore(valore: Any) -> str:
    return _("nessuna") if valore is None else str(valore)


def con_segno(differenza: int | None) -> str:
    """A difference as people write it: +2, −1, "=" when nothing changes, empty where there is none."""
    if differenza is None:
        return ""
    return f"{differenza:+d}".replace("-", "−") if differenza else "="


def _segnalazioni(prima: Risultato, dopo: Risultato, nomi: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is odd after the changes; what was so already is said to be."""
    gia = [segnalazione.as_dict() for segnalazione in (*prima.anomalie, *prima.avvisi)]
    for segnalazione in (*dopo.anomalie, *dopo.avvisi):
        # That no return is due is the answer itself, told above.
        if segnalazione.codice != "prospetto_not_due":
            voce = segnalazione.as_dict()
            yield {"frase": avviso_in_parole(voce, nomi), "nuova": voce not in gia}


def _incentivo(incentivo: Any) -> dict[str, Any]:
    passi = incentivo.di_ciascuno.passi if incentivo.di_ciascuno else ()
    return {
        "fascia": FASCE[incentivo.fascia],
        "numero": incentivo.numero,
        "mensile": incentivo.mensile,
        "mesi": incentivo.di_ciascuno.mesi if incentivo.di_ciascuno else None,
        "totale": incentivo.totale,
        "passi": [render(passo, scheda.lingua()) for passo in passi],
    }
