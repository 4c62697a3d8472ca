"""Why a figure is what it is: steps kept as data, put into words only when somebody reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from collocamento.normativa.catalogo import catalogo


_FRAZIONE = re.compile(r"-?\d+/\d+")
_DATA = re.compile(r"\d{4}-\d\d-\d\d")
_EURO = re.compile(r"EUR -?\d+(\.\d+)?")


class Passo(NamedTuple):
    """One step: id of its message, value reached, numbers that appear in the formula.

    `parametri` may hold numbers, strings, dates, `termini` ([[term, signed number]...]) and `righe`
    ([[workers, worked minutes, contract minutes]...]).
    """

    id: str
    valore: Any
    parametri: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Compact JSON form, read back by `from_dict`."""
        return {
            "id": self.id,
            "v": codifica(self.valore),
            "p": {chiave: codifica(valore) for chiave, valore in self.parametri.items()},
        }

    @classmethod
    def from_dict(cls, dati: Mapping[str, Any]) -> Passo:
        """The step that `as_dict` wrote."""
        return cls(dati["id"], decodifica(dati["v"]), {k: decodifica(v) for k, v in dati["p"].items()})


class PassoReso(NamedTuple):
    """A step in words: label, formula with its numbers, source."""

    etichetta: str
    formula: str
    fonte: str


@dataclass(frozen=True, slots=True)
class Segnalazione:
    """An anomaly of the declaration or a warning on the reading used: code and the figures it speaks of."""

    codice: str
    campi: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """`{"code": ..., **fields}`, as the expected results of the corpus have it."""
        return {"code": self.codice, **self.campi}


def codifica(valore: Any) -> Any:
    """A JSON value for a step's number: fractions as "n/d", dates in ISO form, money as "EUR 1.00"."""
    if isinstance(valore, Fraction):
        return f"{valore.numerator}/{valore.denominator}"
    if isinstance(valore, Decimal):
        return f"EUR {valore}"
    if isinstance(valore, date):
        return valore.isoformat()
    if isinstance(valore, (list, tuple)):
        return [codifica(elemento) for elemento in valore]
    return valore


def decodifica(valore: Any) -> Any:
    """The number that `codifica` wrote."""
    if isinstance(valore, list):
        return [decodifica(elemento) for elemento in valore]
    if not isinstance(valore, str):
        return valore
    if _FRAZIONE.fullmatch(valore):
        return Fraction(valore)
    if _DATA.fullmatch(valore):
        return date.fromisoformat(valore)
    if _EURO.fullmatch(valore):
        return Decimal(valore[4:])
    return valore


def render(passo: Passo, lang: str = "it") -> PassoReso:
    """Put a step into words, in Italian ("it") or English ("en")."""
    voce = catalogo()["passi"][passo.id]
    parametri = {chiave: _testo(chiave, valore, lang) for chiave, valore in passo.parametri.items()}
    parametri["valore"] = _testo("valore", passo.valore, lang)
    fonte = catalogo()["fonti"][voce["fonte"]]
    return PassoReso(voce["etichetta"][lang], voce["formula"][lang].format_map(parametri), fonte[lang])


def render_segnalazione(segnalazione: Segnalazione, lang: str = "it") -> str:
    """Put an anomaly or a warning into one sentence."""
    modello = catalogo()["segnalazioni"][segnalazione.codice][lang]
    return modello.format_map({chiave: _testo(chiave, valore, lang) for chiave, valore in segnalazione.campi.items()})


def _testo(chiave: str, valore: Any, lang: str) -> str:
    if chiave == "termini":
        return _termini(valore, lang)
    if chiave == "righe":
        return " + ".join(f"{n} × {_ore(svolto)}/{_ore(contratto)}" for n, svolto, contratto in valore)
    if isinstance(valore, bool) or valore is None:
        return catalogo()["parole"][{True: "si", False: "no", None: "nessuna"}[valore]][lang]
    if isinstance(valore, Fraction):
        return _decimale(valore, lang)
    if isinstance(valore, Decimal):
        return _euro(valore, lang)
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}"
    if isinstance(valore, (list, tuple)):
        return ", ".join(_testo("", elemento, lang) for elemento in valore)
    parola = catalogo()["parole"].get(str(valore))
    return parola[lang] if parola else str(valore).replace("-", "−" if isinstance(valore, int) else "-")


def _termini(termini: list[list[Any]], lang: str) -> str:
    nomi = catalogo()["termini"]
    pezzi: list[str] = []
    for nome, numero in termini:
        segno = "− " if numero < 0 else ("+ " if pezzi else "")
        pezzi.append(f"{segno}{_testo('', abs(numero), lang)} {nomi[nome][lang]}")
    return " ".join(pezzi) or "0"


def _ore(minuti: int) -> str:
    return f"{minuti // 60:02d}:{minuti % 60:02d}"


def _decimale(valore: Fraction, lang: str) -> str:
    decimi, resto = divmod(abs(valore.numerator) * 10_000, valore.denominator)
    testo = f"{decimi // 10_000}.{decimi % 10_000:04d}".rstrip("0").rstrip(".")
    testo = ("−" if valore < 0 else "") + testo + ("…" if resto else "")
    return testo.replace(".", ",") if lang == "it" else testo


def _euro(valore: Decimal, lang: str) -> str:
    testo = f"{valore:,.2f}"
    return testo.translate(str.maketrans(",.", ".,")) + " €" if lang == "it" else "€" + testo
