"""Two results side by side: figure by figure, step by step. Pure Python, no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from collocamento.normativa import CifreNazionali, CifreProvincia, Passo, Risultato


Cifre = CifreNazionali | CifreProvincia


class Esito(StrEnum):
    """What became of a step."""

    UGUALE = "uguale"
    CAMBIATO = "cambiato"
    AGGIUNTO = "aggiunto"
    TOLTO = "tolto"


@dataclass(frozen=True, slots=True)
class PassoConfrontato:
    """A step before and after; one of the two is None where it is new or gone."""

    prima: Passo | None
    dopo: Passo | None

    @property
    def esito(self) -> Esito:
        if self.prima is None:
            return Esito.AGGIUNTO
        if self.dopo is None:
            return Esito.TOLTO
        return Esito.UGUALE if self.prima == self.dopo else Esito.CAMBIATO


@dataclass(frozen=True, slots=True)
class FiguraConfrontata:
    """A figure before and after, with its steps; None before or after where a province is only on one side."""

    nome: str
    prima: Any
    dopo: Any
    passi: tuple[PassoConfrontato, ...]

    @property
    def cambiata(self) -> bool:
        """Whether the figure or the way to it is another."""
        return self.prima != self.dopo or any(passo.esito != Esito.UGUALE for passo in self.passi)

    @property
    def differenza(self) -> int | None:
        """By how much a number changed; None for what is no number or is on one side only."""
        numeri = all(isinstance(v, int) and not isinstance(v, bool) for v in (self.prima, self.dopo))
        return self.dopo - self.prima if numeri else None


@dataclass(frozen=True, slots=True)
class Confronto:
    """The whole employer, and each province that is in either result by ascending code."""

    prima: Risultato
    dopo: Risultato
    nazionale: tuple[FiguraConfrontata, ...]
    province: Mapping[str, tuple[FiguraConfrontata, ...]]

    @property
    def cambiato(self) -> bool:
        return self.prima.nazionale != self.dopo.nazionale or self.prima.province != self.dopo.province


def confronta(prima: Risultato, dopo: Risultato) -> Confronto:
    """Put two results side by side."""
    codici = sorted({*prima.province, *dopo.province})
    province = {codice: _figure(prima.province.get(codice), dopo.province.get(codice)) for codice in codici}
    return Confronto(prima, dopo, _figure(prima.nazionale, dopo.nazionale), province)


def _figure(prima: Cifre | None, dopo: Cifre | None) -> tuple[FiguraConfrontata, ...]:
    nomi = [campo.name for campo in fields(prima or dopo) if campo.name not in ("passi", "sospensione_in_corso")]
    return tuple(
        FiguraConfrontata(
            nome,
            getattr(prima, nome, None),
            getattr(dopo, nome, None),
            tuple(confronta_passi(_passi(prima, nome), _passi(dopo, nome))),
        )
        for nome in nomi
    )


def _passi(cifre: Cifre | None, nome: str) -> Sequence[Passo]:
    return cifre.passi.get(nome, ()) if cifre else ()


def confronta_passi(prima: Sequence[Passo], dopo: Sequence[Passo]) -> Iterator[PassoConfrontato]:
    """Match the steps of the same kind, in their order; those of one side only stand alone."""
    confronto = SequenceMatcher(a=[passo.id for passo in prima], b=[passo.id for passo in dopo], autojunk=False)
    for verbo, a, fine_a, b, fine_b in confronto.get_opcodes():
        if verbo == "equal":
            yield from map(PassoConfrontato, prima[a:fine_a], dopo[b:fine_b])
        else:
            yield from (PassoConfrontato(passo, None) for passo in prima[a:fine_a])
            yield from (PassoConfrontato(None, passo) for passo in dopo[b:fine_b])
