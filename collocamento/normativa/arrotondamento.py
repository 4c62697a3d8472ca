"""The roundings of the law, on exact numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from collocamento.normativa.tipi import RigaOraria


def arrotonda(valore: Fraction | int) -> int:
    """Round as art. 4 c. 2 says: a fraction strictly above one half is a unit, any other is dropped."""
    intero, resto = divmod(valore.numerator, valore.denominator)
    return intero + (2 * resto > valore.denominator)


def arrotonda_percento(numero: int, percento: int) -> int:
    """`percento`% of `numero`, rounded as art. 4 c. 2 says."""
    intero, resto = divmod(numero * percento, 100)
    return intero + (resto > 50)


def unita_piu_vicina(valore: Fraction | int) -> int:
    """Round to the nearest unit, an exact half upwards (art. 12-bis)."""
    intero, resto = divmod(valore.numerator, valore.denominator)
    return intero + (2 * resto >= valore.denominator)


def per_difetto(valore: Fraction | int) -> int:
    """Drop any fraction."""
    return valore.numerator // valore.denominator


def per_eccesso(valore: Fraction | int) -> int:
    """Count any fraction as a unit."""
    return -(-valore.numerator // valore.denominator)


def teste(righe: Iterable[RigaOraria]) -> int:
    """Heads in rows of hours."""
    return sum(riga.numero for riga in righe)


def somma_frazioni(righe: Iterable[RigaOraria]) -> Fraction:
    """Full-time workers that rows of hours amount to."""
    minuti: dict[int, int] = {}
    for riga in righe:
        minuti[riga.contratto] = minuti.get(riga.contratto, 0) + riga.numero * min(riga.svolto, riga.contratto)
    return sum((Fraction(svolti, contratto) for contratto, svolti in minuti.items()), Fraction(0))
