"""Checks on texts that are to be read by many: other apps, which know people, declare theirs here.

A check takes a text and returns warnings for its writer ("names a person enrolled in the list"); it stops no save.
"""

from collections.abc import Callable


Controllo = Callable[[str], list[str]]
_controlli: list[Controllo] = []


def registra(controllo: Controllo) -> None:
    """Declare a check, once for each app that knows something the table must not write."""
    _controlli.append(controllo)


def attivi() -> bool:
    """Whether any app has declared a check: without, nobody needs to gather texts."""
    return bool(_controlli)


def avvertenze(*testi: str) -> list[str]:
    """What the declared checks say of these texts, each warning once, in the order found."""
    trovate = (avviso for testo in testi if testo for controllo in _controlli for avviso in controllo(testo))
    return list(dict.fromkeys(trovate))
