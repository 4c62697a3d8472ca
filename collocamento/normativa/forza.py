"""Disabled workers who cover the quota (art. 4 c. 2; DPR 333/2000 art. 3 c. 5; ministry note 77/2005)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from collocamento.normativa.arrotondamento import arrotonda
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Classe
from collocamento.normativa.foglio import Conto, righe_orarie, termini
from collocamento.normativa.ripartizione import riconcilia_forza
from collocamento.normativa.tipi import DatiProvincia, RigaOraria, Righe


def disabili_part_time(dati: DatiProvincia) -> Righe:
    """Part-time rows of every kind that covers the quota."""
    return (
        dati.disabili_pt
        + dati.centralinisti_pt
        + dati.massofisioterapisti_pt
        + dati.somministrati_pt
        + dati.conv_12bis_14_pt
    )


def contributo(riga: RigaOraria, classe: Classe | None) -> Fraction | int:
    """What each worker of a row covers: one above half time, the share up to half time.

    In class C a part timer with disability above 50% covers one whatever the hours (DPR 333/2000 art. 3 c. 5).
    """
    if classe == Classe.C and riga.intero_in_classe_c:
        return 1
    return 1 if 2 * riga.svolto > riga.contratto else riga.frazione


def _somma(righe: Righe, classe: Classe | None) -> Fraction:
    return sum((riga.numero * contributo(riga, classe) for riga in righe), Fraction(0))


def forza_nazionale(conto: Conto, classe: Classe | None) -> None:
    """Write disabled and art. 18 workers in force of the whole employer."""
    righe = disabili_part_time(conto.dati)
    somma = _somma(righe, classe)
    _segna_forza(conto, righe, somma, arrotonda(somma), classe)


def forza_provinciale(nazionale: Conto, province: Sequence[Conto], classe: Classe | None) -> None:
    """Write the workers in force of each province, part timers adding up to the national units."""
    righe = {conto.codice: disabili_part_time(conto.dati) for conto in province}
    somme = {codice: _somma(proprie, classe) for codice, proprie in righe.items()}
    teste = {codice: sum(riga.numero for riga in proprie) for codice, proprie in righe.items()}
    unita = riconcilia_forza({c: arrotonda(s) for c, s in somme.items()}, teste, nazionale["disabili_pt_unita"])
    for conto in province:
        _segna_forza(conto, righe[conto.codice], somme[conto.codice], unita[conto.codice], classe)


def _segna_forza(conto: Conto, righe: Righe, somma: Fraction, unita: int, classe: Classe | None) -> None:
    dati = conto.dati
    passi = []
    if righe:
        proprie = arrotonda(somma)
        interi = classe == Classe.C and any(riga.intero_in_classe_c for riga in righe)
        messaggio = "disabili_part_time_classe_c" if interi else "disabili_part_time"
        passi.append(Passo(messaggio, proprie, {"righe": righe_orarie(righe), "somma": somma}))
        if proprie != unita:
            passi.append(Passo("disabili_part_time_riconciliati", unita, {"propria": proprie}))
    addendi = termini(
        ("disabili_ft", dati.disabili_ft),
        ("centralinisti_ft", dati.centralinisti_ft),
        ("massofisioterapisti_ft", dati.massofisioterapisti_ft),
        ("somministrati_ft", dati.somministrati_ft),
        ("conv_12bis_14_ft", dati.conv_12bis_14_ft),
        ("disabili_pt", unita),
    )
    totale = sum(numero for _, numero in addendi)
    conto.cifre["disabili_pt_unita"] = unita
    conto.segna("disabili_in_forza", totale, *passi, Passo("disabili_in_forza", totale, {"termini": addendi}))
    conto.segna("art18_in_forza", dati.art18, Passo("art18_in_forza", dati.art18, {}))
