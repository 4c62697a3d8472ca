"""What people type, brought to the texts of the format: dates, hours, comuni by name, capital letters."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from collocamento.unipi import tipi
from collocamento.unipi.elementi import Elemento, Struttura
from collocamento.unipi.testi import Testi, ammesso, voci, vuoto
from socialabs.anagrafica.models import Comune


_MAIUSCOLI = (
    tipi.CODICE_FISCALE,
    tipi.CODICE_FISCALE_ESTERO,
    tipi.CCNL,
    tipi.TIPO_CONTRATTO,
    tipi.UN_CARATTERE,
    tipi.COMUNE,
)
# Rows of a list beyond which a form would no longer be one: equal hours go on one row.
RIGHE_MASSIME = 60


def normalizza(tipo: tipi.Tipo | None, scritto: str) -> str:
    """The text as the format writes it where its meaning is plain, as it was typed otherwise."""
    testo = scritto.replace("\r\n", "\n").strip()
    if tipo in _MAIUSCOLI and not (tipo is tipi.COMUNE and len(testo) > 4):
        testo = testo.upper()
    if tipo is tipi.DATA:
        return _data(testo)
    if tipo is tipi.ORARIO:
        return _orario(testo)
    if tipo is tipi.DUE_CIFRE and len(testo) == 1 and testo.isdigit():
        return f"0{testo}"
    if tipo in (tipi.NUMERO, tipi.NUMERO_BREVE) and re.fullmatch(r"\d{1,3}(\.\d{3})+", testo):
        return testo.replace(".", "")
    return testo


def _data(testo: str) -> str:
    """31/12/2026 where the browser has no calendar."""
    try:
        return datetime.strptime(testo, "%d/%m/%Y").date().isoformat()
    except ValueError:
        return testo


def _orario(testo: str) -> str:
    """38, 8:30 and 38.30 as 38:00, 08:30 and 38:30."""
    trovato = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", testo, re.ASCII)
    return f"{int(trovato[1]):02d}:{trovato[2] or '00'}" if trovato else testo


def comuni_per_nome(struttura: Struttura, testi: Testi) -> Testi:
    """The texts with the Belfiore code in place of the name of a comune, where exactly one bears it. One query."""
    cercati = {valore.casefold() for elemento, valore in valori(struttura, testi) if _e_un_nome(elemento, valore)}
    if not cercati:
        return testi
    condizione = Q()
    for nome in cercati:
        condizione |= Q(nome__iexact=nome)
    trovati: dict[str, list[str]] = {}
    for nome, codice in Comune.objects.filter(condizione, attivo=True).values_list("nome", "belfiore"):
        trovati.setdefault(nome.casefold(), []).append(codice)
    unici = {nome: codici[0] for nome, codici in trovati.items() if len(codici) == 1}
    return _sostituisci(struttura, testi, unici)


def _e_un_nome(elemento: Elemento, valore: str) -> bool:
    return elemento.tipo is tipi.COMUNE and bool(valore) and not ammesso(tipi.COMUNE, valore)


def _sostituisci(struttura: Struttura, testi: Mapping[str, Any], unici: Mapping[str, str]) -> Testi:
    nuovi = dict(testi)
    for elemento in voci(struttura):
        valore = nuovi.get(elemento.campo)
        if elemento.struttura and isinstance(valore, list):
            nuovi[elemento.campo] = [_sostituisci(elemento.struttura, voce, unici) for voce in valore]
        elif elemento.struttura and valore:
            nuovi[elemento.campo] = _sostituisci(elemento.struttura, valore, unici)
        elif elemento.tipo is tipi.COMUNE and valore:
            nuovi[elemento.campo] = unici.get(valore.casefold(), valore)
    return nuovi


def valori(struttura: Struttura, testi: Mapping[str, Any]) -> Iterator[tuple[Elemento, str]]:
    """Every single text with its element, however deep."""
    for elemento in voci(struttura):
        valore = testi.get(elemento.campo)
        if valore is None:
            continue
        if elemento.struttura is None:
            yield elemento, valore
        else:
            for voce in valore if isinstance(valore, list) else [valore]:
                yield from valori(elemento.struttura, voce)


def foglie(struttura: Struttura, testi: Mapping[str, Any], luogo: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every single text with its place in words, for two versions side by side."""
    for elemento in voci(struttura):
        valore, dove = testi.get(elemento.campo), (*luogo, elemento.etichetta)
        if valore in (None, ""):
            continue
        if elemento.struttura is None:
            yield " › ".join(dove), valore
        elif isinstance(valore, list):
            for numero, voce in enumerate(valore, 1):
                yield from foglie(elemento.struttura, voce, (*dove, str(numero)))
        else:
            yield from foglie(elemento.struttura, valore, dove)


def problemi(struttura: Struttura, testi: Mapping[str, Any], esclusi: Iterable[str] = (), percorso: str = "") -> int:
    """How many fields are wrong or lack what is compulsory; optional parts left empty lack nothing."""
    return sum(1 for _difetto in difetti(struttura, testi, frozenset(esclusi), percorso))


def difetti(
    struttura: Struttura, testi: Mapping[str, Any], esclusi: frozenset[str], percorso: str = ""
) -> Iterator[tuple[str, Elemento, bool]]:
    """The (path, element, missing?) of each field that the format would refuse."""
    for elemento in voci(struttura):
        valore, dove = testi.get(elemento.campo), f"{percorso}{elemento.campo}"
        if dove in esclusi:
            continue
        if elemento.struttura is None:
            if valore in (None, ""):
                if elemento.minimo and not (elemento.tipo and ammesso(elemento.tipo, "") and valore == ""):
                    yield dove, elemento, True
            elif elemento.tipo and not ammesso(elemento.tipo, valore):
                yield dove, elemento, False
        elif elemento.massimo is None:
            for numero, voce in enumerate(valore or ()):
                if not vuoto(voce):
                    yield from difetti(elemento.struttura, voce, esclusi, f"{dove}-{numero}-")
        elif elemento.minimo or not vuoto(valore):
            yield from difetti(elemento.struttura, valore or {}, esclusi, f"{dove}-")
