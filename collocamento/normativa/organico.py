"""From a list of workers to a provincial sheet: totals are derived, never typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collocamento.normativa.calendario import Calendario
from collocamento.normativa.computabilita import (
    DISABILE,
    DISABILE_INAIL,
    INTERMITTENTE,
    PART_TIME,
    SOLO_ART3,
    SOMMINISTRATO,
    SOMMINISTRATO_AGENZIA,
    TELELAVORO,
    Computo,
    computabilita,
)
from collocamento.normativa.enumerazioni import Ambito, Categoria
from collocamento.normativa.lavoratori import Lavoratore, NonVedente
from collocamento.normativa.tipi import CategoriaEsclusa, DatiProvincia, RigaOraria


def dati_provincia(
    codice: str, lavoratori: Iterable[Lavoratore], *, data: date, calendario: Calendario | None = None
) -> DatiProvincia:
    """The sheet of a province, each worker in one place only.

    Art. 18 workers stay whole heads, since how many leave the base is decided on the whole employer. A conventions'
    worker is not an employee and is not in the list.
    """
    numeri = dict.fromkeys(
        ("n_totale", "disabili_ft", "centralinisti_ft", "massofisioterapisti_ft", "somministrati_ft"), 0
    )
    numeri |= {"telelavoro_ft": 0, "art18": 0, "art18_al_17_01_2000": 0}
    righe: dict[str, list[RigaOraria]] = {}
    esclusi = {Ambito.DISABILI: 0, Ambito.ENTRAMBI: 0}
    for lavoratore in lavoratori:
        computo = computabilita(lavoratore, data=data, calendario=calendario)
        regola = computo.regola
        if regola not in (SOMMINISTRATO, SOMMINISTRATO_AGENZIA):
            numeri["n_totale"] += 1
        categoria = _categoria(lavoratore, computo)
        if categoria == Categoria.DISABILI:
            _metti(_voce_disabile(lavoratore, agenzia=regola == SOMMINISTRATO), lavoratore, numeri, righe)
        elif categoria == Categoria.ART18:
            numeri["art18"] += 1
            numeri["art18_al_17_01_2000"] += lavoratore.art18_al_17_01_2000
        elif regola == TELELAVORO:
            numeri["telelavoro_ft"] += 1
        elif regola in (PART_TIME, INTERMITTENTE):
            righe.setdefault("part_time" if regola == PART_TIME else "intermittenti", []).append(lavoratore.riga)
        elif regola == SOLO_ART3:
            esclusi[Ambito.DISABILI] += 1
        elif regola.ambito == Ambito.ENTRAMBI and regola != SOMMINISTRATO and regola != SOMMINISTRATO_AGENZIA:
            esclusi[Ambito.ENTRAMBI] += 1
    categorie = tuple(CategoriaEsclusa(numero, ambito) for ambito, numero in esclusi.items() if numero)
    orari = {nome: tuple(elenco) for nome, elenco in righe.items()}
    return DatiProvincia(codice=codice, **numeri, **orari, categorie_escluse=categorie)


def categoria_di(lavoratore: Lavoratore, *, data: date) -> Categoria | None:
    """Among whom a worker is counted by name, in the one category of its rule; None for who covers no quota."""
    return _categoria(lavoratore, computabilita(lavoratore, data=data))


def _categoria(lavoratore: Lavoratore, computo: Computo) -> Categoria | None:
    if computo.regola in (DISABILE, DISABILE_INAIL) or computo.copre_disabili:
        return Categoria.DISABILI
    somministrato = computo.regola in (SOMMINISTRATO, SOMMINISTRATO_AGENZIA)
    return Categoria.ART18 if lavoratore.art18 and not somministrato else None


def _voce_disabile(lavoratore: Lavoratore, *, agenzia: bool) -> str:
    if agenzia:
        return "somministrati"
    non_vedente = lavoratore.disabilita.non_vedente if lavoratore.disabilita else None
    nomi = {NonVedente.CENTRALINISTA: "centralinisti", NonVedente.MASSOFISIOTERAPISTA: "massofisioterapisti"}
    return nomi.get(non_vedente, "disabili")


def _metti(voce: str, lavoratore: Lavoratore, numeri: dict[str, int], righe: dict[str, list[RigaOraria]]) -> None:
    if lavoratore.tempo_pieno or lavoratore.orario_equivalente:
        numeri[f"{voce}_ft"] += 1
    else:
        righe.setdefault(f"{voce}_pt", []).append(lavoratore.riga)
