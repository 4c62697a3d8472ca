"""Two texts word by word, as pieces that a page can mark and a screen reader can say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


PAROLE = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Pezzo:
    """A run of words: `genere` is "uguale", "tolto" or "aggiunto"."""

    genere: str
    testo: str


def confronta(prima: str, dopo: str) -> list[Pezzo]:
    """What to take away from `prima` and to add to it to read `dopo`, in reading order.

    Changes that only a space parts are one: a phrase is easier to follow than its words one by one.
    """
    return list(_pezzi(PAROLE.findall(prima), PAROLE.findall(dopo)))


def _pezzi(a: list[str], b: list[str]) -> Iterator[Pezzo]:
    tolto, aggiunto = "", ""
    for genere, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        uguale = "".join(a[a1:a2]) if genere == "equal" else ""
        if genere != "equal" or ((tolto or aggiunto) and uguale.isspace() and a2 < len(a)):
            tolto, aggiunto = tolto + "".join(a[a1:a2]), aggiunto + "".join(b[b1:b2])
            continue
        yield from _cambio(tolto, aggiunto)
        tolto, aggiunto = "", ""
        yield Pezzo("uguale", uguale)
    yield from _cambio(tolto, aggiunto)


def _cambio(tolto: str, aggiunto: str) -> Iterator[Pezzo]:
    if tolto:
        yield Pezzo("tolto", tolto)
    if aggiunto:
        yield Pezzo("aggiunto", aggiunto)
