"""A return as the texts of its form: nested dictionaries by field, filled or not, valid or not; and the way back.

A structure is a dictionary, an element that repeats a list of them, a value the text that the file would hold. What is
not written is not there. Only `da_testi` judges: a text that its type does not admit is left out, and so is a row or
an optional part that lacks something compulsory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from collocamento.unipi.conversioni import ValoreNonRappresentabile
from collocamento.unipi.elementi import Elemento, Scelta, Struttura
from collocamento.unipi.tipi import DATA, DUE_CIFRE, ISTANTE, NUMERO, ORARIO, SI_NO, Tipo


Testi = dict[str, Any]

# Characters that no XML document may hold.
_VIETATI = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORE_MASSIME = 99
_GIORNO = re.compile(r"\d{4}-\d\d-\d\d")


def testo(tipo: Tipo, valore: Any) -> str:
    """The canonical text of a typed value: two digits where the format wants them, times in Italian time."""
    if tipo is SI_NO:
        return "S" if valore else "N"
    if tipo is ORARIO:
        ore = min(_ORE_MASSIME, valore // 60)
        return f"{ore:02d}:{valore - ore * 60:02d}"
    if tipo is DUE_CIFRE:
        return f"{valore:02d}"
    if tipo is ISTANTE:
        return _istante(valore)
    return valore.isoformat() if isinstance(valore, date) else str(valore)


def _istante(momento: datetime) -> str:
    """Without a time zone, as the ministry writes it, but in the hour that the end of summer time repeats."""
    return (momento if momento.fold else momento.replace(tzinfo=None)).isoformat()


def voci(struttura: Struttura) -> Iterator[Elemento]:
    """The elements of a structure, each once; those of alternative sequences are optional one by one."""
    for voce in struttura.contenuto:
        if isinstance(voce, Elemento):
            yield voce
        else:
            yield from _alternative(voce)


def _alternative(scelta: Scelta) -> Iterator[Elemento]:
    visti: set[str] = set()
    for sequenza in scelta.sequenze:
        for elemento in sequenza:
            if elemento.campo not in visti:
                visti.add(elemento.campo)
                yield replace(elemento, minimo=0)


def in_testi(struttura: Struttura, oggetto: Any) -> Testi:
    """What `oggetto`, a value of the structure's dataclass, would write."""
    testi: Testi = {}
    for elemento in voci(struttura):
        valore = getattr(oggetto, elemento.campo)
        if valore is None or valore == ():
            continue
        if elemento.struttura is None:
            testi[elemento.campo] = testo(elemento.tipo or SI_NO, valore)
        elif elemento.massimo is None:
            testi[elemento.campo] = [in_testi(elemento.struttura, voce) for voce in valore]
        else:
            testi[elemento.campo] = in_testi(elemento.struttura, valore)
    return testi


def da_testi(struttura: Struttura, testi: Mapping[str, Any]) -> tuple[Any, bool]:
    """The value that the texts make, and whether it is whole: nothing left out, nothing compulsory supposed.

    A missing number counts zero, any other missing value is None: enough to compute from a form filled by half.
    """
    valori: dict[str, Any] = {}
    intero = True
    for elemento in voci(struttura):
        valori[elemento.campo], bene = _valore(elemento, testi.get(elemento.campo))
        intero = intero and bene
    return struttura.classe(**valori), intero


def vuoto(testi: Any) -> bool:
    """Whether nothing is written, however deep."""
    if isinstance(testi, Mapping):
        return all(vuoto(valore) for valore in testi.values())
    if isinstance(testi, list | tuple):
        return all(vuoto(valore) for valore in testi)
    return testi is None or testi == ""


def ammesso(tipo: Tipo, scritto: str) -> bool:
    """Whether the format admits the text, and the calendar its date."""
    if _VIETATI.search(scritto):
        return False
    if tipo.valori:
        return scritto in tipo.valori
    if tipo.massimo is not None and len(scritto) > tipo.massimo:
        return False
    if tipo.minimo is not None and len(scritto) < tipo.minimo:
        return False
    if tipo.modelli and not any(modello.fullmatch(scritto) for modello in _modelli(tipo.modelli)):
        return False
    return tipo is not DATA or _nel_calendario(scritto)


def _nel_calendario(scritto: str) -> bool:
    if not _GIORNO.fullmatch(scritto):
        return False
    try:
        DATA.converti(scritto)
    except ValoreNonRappresentabile:
        return False
    return True


@cache
def _modelli(modelli: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Digits are 0 to 9 here: which others the schema takes depends on the Unicode of the library that reads it."""
    return tuple(re.compile(modello, re.ASCII) for modello in modelli)


def _valore(elemento: Elemento, testi: Any) -> tuple[Any, bool]:
    if elemento.struttura is None:
        return _semplice(elemento, testi)
    if elemento.massimo is None:
        voci = [da_testi(elemento.struttura, voce) for voce in testi or () if not vuoto(voce)]
        return tuple(voce for voce, intera in voci if intera), all(intera for _voce, intera in voci)
    if elemento.minimo == 0 and vuoto(testi):
        return None, True
    valore, intero = da_testi(elemento.struttura, testi or {})
    return (valore if intero or elemento.minimo else None), intero


def _semplice(elemento: Elemento, scritto: str | None) -> tuple[Any, bool]:
    tipo = elemento.tipo or SI_NO
    if scritto is None or (scritto == "" and not ammesso(tipo, "")):
        return _supposto(tipo) if elemento.minimo else None, not elemento.minimo
    if not ammesso(tipo, scritto):
        return _supposto(tipo) if elemento.minimo else None, False
    return tipo.converti(scritto), True


def _supposto(tipo: Tipo) -> Any:
    return 0 if tipo is NUMERO else None
