"""The running account of one sheet, provincial or national: what `calcola` fills in, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from collocamento.normativa.derivazione import Passo
from collocamento.normativa.tipi import DatiProvincia


_CAMPI = tuple(campo.name for campo in fields(DatiProvincia) if campo.name != "codice")


def somma(fogli: Sequence[DatiProvincia]) -> DatiProvincia:
    """One sheet for the whole employer: numbers added, rows put one after the other."""
    if len(fogli) == 1:
        return fogli[0]
    totali = {}
    for campo in _CAMPI:
        valori = [getattr(foglio, campo) for foglio in fogli]
        if isinstance(valori[0], tuple):
            totali[campo] = tuple(elemento for righe in valori for elemento in righe)
        else:
            totali[campo] = sum(valori)
    return DatiProvincia(codice="", **totali)


class Conto:
    """Data of a sheet, figures reached so far, and the steps of each."""

    __slots__ = ("dati", "cifre", "passi")

    def __init__(self, dati: DatiProvincia) -> None:
        self.dati = dati
        self.cifre: dict[str, Any] = {}
        self.passi: dict[str, tuple[Passo, ...]] = {}

    @property
    def codice(self) -> str:
        """Code of the province, empty for the whole employer."""
        return self.dati.codice

    def segna(self, figura: str, valore: Any, *passi: Passo) -> None:
        """Write a figure with its steps; the last step must reach it."""
        self.cifre[figura] = valore
        self.passi[figura] = passi

    def __getitem__(self, figura: str) -> Any:
        return self.cifre[figura]


def termini(*coppie: tuple[str, int]) -> list[tuple[str, int]]:
    """Terms of a sum for a formula, without the zeros; the first alone when all are zero."""
    return [coppia for coppia in coppie if coppia[1]] or [coppie[0]]


def righe_orarie(righe: Sequence[Any]) -> list[tuple[int, int, int]]:
    """Rows of hours as a step keeps them."""
    return [(riga.numero, riga.svolto, riga.contratto) for riga in righe]
