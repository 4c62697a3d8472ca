"""Verification codes: 80 random bits that people can read aloud and type from paper."""

import re
import secrets


# Crockford's base 32: no I, L, O, U, so that nothing looks like something else.
ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LUNGHEZZA = 16
GRUPPO = 4
SOMIGLIANTI = str.maketrans("OILU", "011V")
SEPARATORI = re.compile(r"[\s.\-_–—]+")
# Longer texts are no code: whatever is pasted is not worked through.
MASSIMO = 64


def nuovo_codice() -> str:
    return "".join(secrets.choice(ALFABETO) for _ in range(LUNGHEZZA))


def leggibile(codice: str) -> str:
    """The code in groups of four, as it stands on paper and in addresses."""
    return "-".join(codice[i : i + GRUPPO] for i in range(0, len(codice), GRUPPO))


def normalizza(testo: str) -> str | None:
    """The code that somebody typed, whatever its spaces, case and look-alikes; None for what cannot be one."""
    if len(testo) > MASSIMO:
        return None
    codice = SEPARATORI.sub("", testo).upper().translate(SOMIGLIANTI)
    return codice if len(codice) == LUNGHEZZA and set(codice) <= set(ALFABETO) else None
