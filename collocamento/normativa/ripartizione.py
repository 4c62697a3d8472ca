"""How national units are shared among provinces (practice of the UniPi form; ties by ascending code)."""

from __future__ import annotations

from collections.abc import Mapping


def riconcilia(proprie: Mapping[str, int], massime: Mapping[str, int], nazionale: int) -> dict[str, int]:
    """Move whole units until the provincial figures add up to the national one.

    A missing unit goes to the province that has least and may still take one, a surplus unit leaves the one that
    has most. `massime` keeps units away from provinces that have no such workers.
    """
    valori = dict(proprie)
    mancano = nazionale - sum(valori.values())
    while mancano > 0:
        candidate = [codice for codice in valori if valori[codice] < massime[codice]]
        valori[min(candidate, key=lambda codice: (valori[codice], codice))] += 1
        mancano -= 1
    while mancano < 0:
        valori[min(valori, key=lambda codice: (-valori[codice], codice))] -= 1
        mancano += 1
    return valori


def riconcilia_forza(proprie: Mapping[str, int], teste: Mapping[str, int], nazionale: int) -> dict[str, int]:
    """Bring the units of disabled part timers to the national ones.

    What is missing goes to the province with most part timers, what is too much leaves the one with fewest.
    """
    valori = dict(proprie)
    differenza = nazionale - sum(valori.values())
    for codice in sorted(valori, key=lambda codice: (-teste[codice], codice)):
        aggiunta = max(0, min(differenza, teste[codice] - valori[codice]))
        valori[codice] += aggiunta
        differenza -= aggiunta
    for codice in sorted(valori, key=lambda codice: (teste[codice], codice)):
        tolta = max(0, min(-differenza, valori[codice]))
        valori[codice] -= tolta
        differenza += tolta
    return valori


def ripara_quote(proprie: Mapping[str, int], resti: Mapping[str, int], nazionale: int, sede: str) -> dict[str, int]:
    """Bring provincial quotas to the national one.

    What is missing goes to the registered office; what is too much is taken from the largest decimal remainders.
    """
    valori = dict(proprie)
    differenza = nazionale - sum(valori.values())
    if differenza > 0:
        valori[sede] += differenza
    ordine = sorted((codice for codice in valori if valori[codice]), key=lambda codice: (-resti[codice], codice))
    while differenza < 0:
        for codice in ordine:
            if differenza < 0 and valori[codice]:
                valori[codice] -= 1
                differenza += 1
    return valori


def ripartisci_eccedenza(saldi: Mapping[str, int], eccedenza: int) -> dict[str, int]:
    """Spread the art. 18 excess over provincial shortfalls, in proportion, the largest first."""
    scoperti = {codice: saldo for codice, saldo in saldi.items() if saldo > 0}
    totale = sum(scoperti.values())
    usata = dict.fromkeys(saldi, 0)
    resta = min(eccedenza, totale)
    ordine = sorted(scoperti, key=lambda codice: (-scoperti[codice], codice))
    for codice in ordine:
        parte, resto = divmod(scoperti[codice] * eccedenza, totale)
        usata[codice] = min(resta, scoperti[codice], parte + (2 * resto > totale))
        resta -= usata[codice]
    for codice in ordine:
        aggiunta = min(resta, scoperti[codice] - usata[codice])
        usata[codice] += aggiunta
        resta -= aggiunta
    return usata
