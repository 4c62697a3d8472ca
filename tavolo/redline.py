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
    """What to take away from `prima` and to add to it to read `dopo`, in reading order."""
    a, b = PAROLE.findall(prima), PAROLE.findall(dopo)
    return list(_pezzi(a, b))


def _pezzi(a: list[str], b: list[str]) -> Iterator[Pezzo]:
    for genere, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if genere == "equal":
            yield Pezzo("uguale", "".join(a[a1:a2]))
            continue
        if a1 < a2:
            yield Pezzo("tolto", "".join(a[a1:a2]))
        if b1 < b2:
            yield Pezzo("aggiunto", "".join(b[b1:b2]))
