"""Dated parameters of the law: value, first day in force, source, how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from collocamento.normativa.catalogo import leggi


class Certezza(StrEnum):
    """How sure a value is; an unverified one must not be shown as law."""

    CERTO = "certain"
    INTERPRETAZIONE = "interpretation"
    NON_VERIFICATO = "unverified"


class ParametroNonVerificato(LookupError):
    """No verified value of a parameter is known for the date asked."""


@dataclass(frozen=True, slots=True)
class Valore:
    """A value and the day it came into force; `grezzo` is the number as written, None when unverified."""

    nome: str
    dal: date
    grezzo: str | None
    fonte: str
    stato: Certezza
    nota: str = ""

    @property
    def intero(self) -> int:
        """The value as an integer."""
        return int(self._verificato())

    @property
    def importo(self) -> Decimal:
        """The value in euro."""
        return Decimal(self._verificato())

    @property
    def si(self) -> bool:
        """The value as a yes or no."""
        return self._verificato() == "si"

    def _verificato(self) -> str:
        if self.grezzo is None:
            raise ParametroNonVerificato(
                f"{self.nome}: il valore dal {self.dal:%d/%m/%Y} non è verificato ({self.nota or self.fonte})."
            )
        return self.grezzo


ARGOMENTI = ("computo", "contributi", "convenzioni", "incentivi", "sanzioni", "termini")


@cache
def storia(argomento: str, nome: str) -> tuple[Valore, ...]:
    """Every value a parameter has had, oldest first.

    Raises KeyError when the subject has no such parameter.
    """
    righe = leggi(argomento)[nome]
    valori = (
        Valore(nome, riga["dal"], riga.get("valore"), riga["fonte"], Certezza(riga["stato"]), riga.get("nota", ""))
        for riga in righe
    )
    return tuple(sorted(valori, key=lambda valore: valore.dal))


def parametro(argomento: str, nome: str, data: date) -> Valore:
    """The value in force on `data`.

    Raises ParametroNonVerificato when the parameter did not exist yet.
    """
    in_vigore = [valore for valore in storia(argomento, nome) if valore.dal <= data]
    if not in_vigore:
        raise ParametroNonVerificato(f"{nome}: nessun valore noto al {data:%d/%m/%Y}.")
    return in_vigore[-1]
