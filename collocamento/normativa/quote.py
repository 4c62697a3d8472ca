"""Class of the employer and quotas of reserve (art. 3 c. 1, art. 18 c. 2)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from collocamento.normativa.arrotondamento import arrotonda_percento
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Classe
from collocamento.normativa.foglio import Conto
from collocamento.normativa.ripartizione import ripara_quote


MINIMO_C, MINIMO_B, MINIMO_A = 15, 36, 51
PERCENTO_DISABILI = 7
MINIMO_ART18, MINIMO_ART18_PERCENTO = 51, 151
PERCENTO_ART18 = 1
_QUOTA_FISSA = {None: 0, Classe.C: 1, Classe.B: 2}


def classe_datore(base_art3: int) -> Classe | None:
    """Band of the employer from its national base, None below 15."""
    if base_art3 >= MINIMO_A:
        return Classe.A
    if base_art3 >= MINIMO_B:
        return Classe.B
    return Classe.C if base_art3 >= MINIMO_C else None


def quota_disabili(base_art3: int) -> int:
    """Disabled workers owed nationally: none, 1, 2 or 7% (art. 3 c. 1)."""
    classe = classe_datore(base_art3)
    return arrotonda_percento(base_art3, PERCENTO_DISABILI) if classe == Classe.A else _QUOTA_FISSA[classe]


def quota_art18(base_art18: int) -> int:
    """Art. 18 workers owed nationally: none to 50, one to 150, then 1% (art. 18 c. 2)."""
    if base_art18 < MINIMO_ART18:
        return 0
    return 1 if base_art18 < MINIMO_ART18_PERCENTO else arrotonda_percento(base_art18, PERCENTO_ART18)


def quote_nazionali(conto: Conto) -> None:
    """Write class and quotas of the whole employer."""
    base3, base18 = conto["base_art3"], conto["base_art18"]
    classe = classe_datore(base3)
    conto.segna("classe", classe, Passo("classe", classe, {"base": base3}))
    quota = quota_disabili(base3)
    if classe == Classe.A:
        passo = _percentuale("quota_percentuale", base3, PERCENTO_DISABILI, quota)
    else:
        passo = Passo("quota_fissa", quota, {"base": base3, "classe": classe})
    conto.segna("quota_disabili", quota, passo)
    quota = quota_art18(base18)
    if base18 >= MINIMO_ART18_PERCENTO:
        passo = _percentuale("quota_art18_percentuale", base18, PERCENTO_ART18, quota)
    else:
        passo = Passo("quota_art18_fissa", quota, {"base": base18})
    conto.segna("quota_art18", quota, passo)


def quote_provinciali(nazionale: Conto, province: Sequence[Conto], sede: str) -> None:
    """Write the quotas of each province, so that they add up to the national ones."""
    for figura, base, minimo, percento in (
        ("quota_disabili", "base_art3", MINIMO_A, PERCENTO_DISABILI),
        ("quota_art18", "base_art18", MINIMO_ART18_PERCENTO, PERCENTO_ART18),
    ):
        if len(province) == 1:
            province[0].segna(figura, nazionale[figura], *nazionale.passi[figura])
        elif nazionale[base] < minimo:
            _tutta_alla_sede(nazionale[figura], province, sede, figura)
        else:
            _in_proporzione(nazionale[figura], province, sede, figura, base, percento)


def _tutta_alla_sede(quota: int, province: Sequence[Conto], sede: str, figura: str) -> None:
    for conto in province:
        valore = quota if conto.codice == sede else 0
        conto.segna(figura, valore, Passo("quota_alla_sede", valore, {"nazionale": quota, "sede": sede}))


def _in_proporzione(quota: int, province: Sequence[Conto], sede: str, figura: str, base: str, percento: int) -> None:
    proprie = {conto.codice: arrotonda_percento(conto[base], percento) for conto in province}
    resti = {conto.codice: conto[base] * percento % 100 for conto in province}
    riparate = ripara_quote(proprie, resti, quota, sede)
    messaggio = "quota_percentuale" if figura == "quota_disabili" else "quota_art18_percentuale"
    for conto in province:
        propria, valore = proprie[conto.codice], riparate[conto.codice]
        passi = [_percentuale(messaggio, conto[base], percento, propria)]
        if valore != propria:
            parametri = {"propria": propria, "somma": sum(proprie.values()), "nazionale": quota}
            passi.append(Passo("quota_aumentata" if valore > propria else "quota_diminuita", valore, parametri))
        conto.segna(figura, valore, *passi)


def _percentuale(messaggio: str, base: int, percento: int, quota: int) -> Passo:
    return Passo(messaggio, quota, {"base": base, "percento": percento, "prodotto": Fraction(base * percento, 100)})
