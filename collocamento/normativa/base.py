"""Base of computation for disabled (art. 3) and for art. 18 workers: who leaves it and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from collocamento.normativa.arrotondamento import arrotonda, arrotonda_percento, somma_frazioni, teste
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Ambito, ArrotondamentoPartTime, MassimaleArt18
from collocamento.normativa.foglio import Conto, righe_orarie, termini
from collocamento.normativa.quote import quota_art18
from collocamento.normativa.ripartizione import riconcilia
from collocamento.normativa.tipi import DatiProvincia, Impostazioni, Righe


class Blocco(NamedTuple):
    """Workers on reduced hours rounded together: name of the block, rows, heads, share, units taken off."""

    nome: str
    righe: Righe
    teste: int
    frazione: Fraction
    riduzione: int


def blocchi(dati: DatiProvincia, impostazioni: Impostazioni) -> list[Blocco]:
    """Part time and on-call rows, in one block or two as the settings say (art. 9 and 18 D.Lgs. 81/2015)."""
    if impostazioni.part_time == ArrotondamentoPartTime.INSIEME:
        gruppi = [("orario_ridotto", dati.part_time + dati.intermittenti)]
    else:
        gruppi = [("part_time", dati.part_time), ("intermittenti", dati.intermittenti)]
    return [_blocco(nome, righe) for nome, righe in gruppi]


def _blocco(nome: str, righe: Righe) -> Blocco:
    if not righe:
        return Blocco(nome, righe, 0, Fraction(0), 0)
    numero, frazione = teste(righe), somma_frazioni(righe)
    return Blocco(nome, righe, numero, frazione, numero - arrotonda(frazione))


def disabili_dipendenti(dati: DatiProvincia) -> int:
    """Disabled employees as whole heads, part timers too: they are not in the base (art. 4 c. 1)."""
    return (
        dati.disabili_ft
        + dati.centralinisti_ft
        + dati.massofisioterapisti_ft
        + teste(dati.disabili_pt)
        + teste(dati.centralinisti_pt)
        + teste(dati.massofisioterapisti_pt)
    )


def esclusi(dati: DatiProvincia, ambito: Ambito) -> int:
    """Heads of excluded categories that leave the base of `ambito`, those of both scopes included."""
    return sum(c.numero for c in dati.categorie_escluse if c.ambito in (ambito, Ambito.ENTRAMBI))


def in_telelavoro(dati: DatiProvincia) -> int:
    """Teleworkers as whole heads (art. 23 D.Lgs. 80/2015)."""
    return dati.telelavoro_ft + teste(dati.telelavoro_pt)


def massimale_art18(dati: DatiProvincia, ridotti: Sequence[Blocco], massimale: MassimaleArt18) -> int:
    """How many art. 18 workers may leave the base (DPR 333/2000 art. 3, "within their percentage")."""
    tetto = arrotonda_percento(dati.n_totale, 1)
    if massimale == MassimaleArt18.QUOTA:
        lorda = _differenza(dati, Ambito.ART18, 0, [blocco.riduzione for blocco in ridotti])
        tetto = min(tetto, quota_art18(max(0, lorda)))
    return tetto


def _differenza(dati: DatiProvincia, ambito: Ambito, art18_fuori: int, riduzioni: Sequence[int]) -> int:
    return (
        dati.n_totale
        - disabili_dipendenti(dati)
        - esclusi(dati, ambito)
        - art18_fuori
        - sum(riduzioni)
        - in_telelavoro(dati)
    )


def basi_nazionali(conto: Conto, impostazioni: Impostazioni) -> None:
    """Write both bases of the whole employer."""
    ridotti = blocchi(conto.dati, impostazioni)
    fuori = min(conto.dati.art18, massimale_art18(conto.dati, ridotti, impostazioni.massimale_art18))
    segna_basi(conto, ridotti, [blocco.riduzione for blocco in ridotti], fuori)
    for figura in ("base_art3", "base_art18"):
        if conto[figura] < 0:
            passo = Passo("base_azzerata", 0, {"calcolata": conto[figura]})
            conto.segna(figura, 0, *conto.passi[figura], passo)


def basi_provinciali(nazionale: Conto, province: Sequence[Conto], impostazioni: Impostazioni) -> None:
    """Write both bases of each province, so that they add up to the national ones."""
    if len(province) == 1:
        segna = province[0].segna
        for figura in ("base_art3", "base_art18"):
            segna(figura, nazionale[figura], *nazionale.passi[figura])
        province[0].cifre["riduzioni"] = nazionale["riduzioni"]
        province[0].cifre["art18_fuori"] = nazionale["art18_fuori"]
        return
    ridotti = {conto.codice: blocchi(conto.dati, impostazioni) for conto in province}
    riduzioni: dict[str, list[int]] = {conto.codice: [] for conto in province}
    for indice, totale in enumerate(nazionale["riduzioni"]):
        proprie = {codice: righe[indice].riduzione for codice, righe in ridotti.items()}
        massime = {codice: righe[indice].teste for codice, righe in ridotti.items()}
        for codice, unita in riconcilia(proprie, massime, totale).items():
            riduzioni[codice].append(unita)
    fuori = riconcilia(
        {c.codice: min(c.dati.art18, arrotonda_percento(c.dati.n_totale, 1)) for c in province},
        {c.codice: c.dati.art18 for c in province},
        nazionale["art18_fuori"],
    )
    for conto in province:
        segna_basi(conto, ridotti[conto.codice], riduzioni[conto.codice], fuori[conto.codice])
    for figura in ("base_art3", "base_art18"):
        _colma_negativi(nazionale[figura], province, figura)


def segna_basi(conto: Conto, ridotti: Sequence[Blocco], riduzioni: Sequence[int], fuori: int) -> None:
    """Write both bases of one sheet, given the units that leave for reduced hours and for art. 18."""
    dati = conto.dati
    passi = [passo for blocco, unita in zip(ridotti, riduzioni, strict=True) for passo in _passi_blocco(blocco, unita)]
    if dati.art18:
        passi.append(Passo("art18_fuori_base", fuori, {"art18": dati.art18, "teste": dati.n_totale}))
    conto.cifre["riduzioni"] = riduzioni
    conto.cifre["art18_fuori"] = fuori
    tolti = [(f"meno_{blocco.nome}", -unita) for blocco, unita in zip(ridotti, riduzioni, strict=True)]
    for figura, ambito in (("base_art3", Ambito.DISABILI), ("base_art18", Ambito.ART18)):
        valore = _differenza(dati, ambito, fuori, riduzioni)
        addendi = termini(
            ("lavoratori", dati.n_totale),
            ("disabili_dipendenti", -disabili_dipendenti(dati)),
            ("esclusi", -esclusi(dati, ambito)),
            ("art18_fuori_base", -fuori),
            *tolti,
            ("telelavoro", -in_telelavoro(dati)),
        )
        passo = Passo(figura, valore, {"termini": addendi})
        conto.segna(figura, valore, *passi, passo)


def _passi_blocco(blocco: Blocco, unita: int) -> list[Passo]:
    if not blocco.righe:
        return []
    parametri = {"righe": righe_orarie(blocco.righe), "somma": blocco.frazione, "teste": blocco.teste}
    passi = [Passo(f"riduzione_{blocco.nome}", blocco.riduzione, parametri)]
    if unita != blocco.riduzione:
        passi.append(Passo("riduzione_riconciliata", unita, {"propria": blocco.riduzione}))
    return passi


def _colma_negativi(nazionale: int, province: Sequence[Conto], figura: str) -> None:
    """Bring provincial bases below zero to zero, at the expense of the largest, keeping the national sum."""
    if all(conto[figura] >= 0 for conto in province):
        return
    valori = {conto.codice: max(0, conto[figura]) for conto in province}
    eccesso = sum(valori.values()) - nazionale
    for codice in sorted(valori, key=lambda codice: (-valori[codice], codice)):
        tolti = min(eccesso, valori[codice])
        valori[codice] -= tolti
        eccesso -= tolti
    for conto in province:
        valore = valori[conto.codice]
        if valore != conto[figura]:
            passo = Passo("base_riportata", valore, {"calcolata": conto[figura]})
            conto.segna(figura, valore, *conto.passi[figura], passo)
