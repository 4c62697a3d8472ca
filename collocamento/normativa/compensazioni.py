"""Territorial compensations worked out instead of typed by hand (art. 5 c. 8, 8-bis and 8-ter)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from collocamento.normativa.derivazione import Passo, Segnalazione
from collocamento.normativa.enumerazioni import Categoria, Tipologia, Verso
from collocamento.normativa.foglio import termini
from collocamento.normativa.territorio import regione
from collocamento.normativa.tipi import Compensazione


class CifreCompensabili(Protocol):
    """The figures of a province that compensation looks at, under the names of `CifreProvincia`."""

    saldo_disabili: int
    quota_art18: int
    art18_in_forza: int
    esonerati: int
    compensazione_disabili: int
    compensazione_art18: int


@dataclass(frozen=True, slots=True)
class CompensazioneProposta:
    """Posts that the excess of province `da` may cover in province `a`, with the steps that lead to the number.

    `su_autorizzazione`: a public employer has to ask for it, with reasons, and be authorised (art. 5 c. 8-ter).
    """

    categoria: Categoria
    da: str
    a: str
    numero: int
    su_autorizzazione: bool
    passi: tuple[Passo, ...]

    @property
    def righe(self) -> dict[str, Compensazione]:
        """The two rows to declare, by province: `da` takes more (E), `a` takes fewer (R)."""
        return {
            self.da: Compensazione(Verso.ECCEDENZA, self.categoria, self.numero, self.a),
            self.a: Compensazione(Verso.RIDUZIONE, self.categoria, self.numero, self.da),
        }


def proponi_compensazioni(
    tipologia: Tipologia,
    province: Mapping[str, CifreCompensabili],
    *,
    ferme: Collection[tuple[str, Categoria]] = frozenset(),
) -> tuple[CompensazioneProposta, ...]:
    """What excesses may still cover elsewhere, over the rows already declared: largest excess to largest shortfall.

    Equal figures go by ascending code. Private employers and public economic bodies compensate in the whole country,
    public employers inside one region, so that a province of unknown region has no part. A province never gets the
    sign opposite to the one it declares, nor takes more disabled workers where it has exempt positions.
    `ferme`: provinces and categories left alone, because the declaration already holds both signs.
    """
    su_autorizzazione = tipologia == Tipologia.PUBBLICO
    proposte: list[CompensazioneProposta] = []
    for categoria in Categoria:
        codici = [codice for codice in sorted(province) if (codice, categoria) not in ferme]
        tutte = [_Provincia(categoria, codice, province[codice]) for codice in codici]
        for vicine in _per_regione(tutte) if su_autorizzazione else [tutte]:
            proposte += _abbina(vicine, su_autorizzazione)
    return tuple(proposte)


def a_due_versi(anomalie: Iterable[Segnalazione]) -> frozenset[tuple[str, Categoria]]:
    """The provinces and categories to leave alone (`ferme`), out of the faults that the engine found."""
    return frozenset(
        (anomalia.campi["province"], Categoria(anomalia.campi["category"]))
        for anomalia in anomalie
        if anomalia.codice == "compensation_both_directions"
    )


def compensabile(
    tipologia: Tipologia, categoria: Categoria, da: CifreCompensabili, a: CifreCompensabili, *, nomi: tuple[str, str]
) -> CompensazioneProposta:
    """What the excess of `da` may cover of the shortfall of `a`, none included; `nomi` are their codes."""
    prima, seconda = _Provincia(categoria, nomi[0], da), _Provincia(categoria, nomi[1], a)
    return _proposta(prima, seconda, tipologia == Tipologia.PUBBLICO)


class _Provincia:
    """Balance of a province for one category (negative = excess), as declared rows and proposals leave it."""

    def __init__(self, categoria: Categoria, codice: str, cifre: CifreCompensabili) -> None:
        self.categoria, self.codice, self.proposta = categoria, codice, 0
        if categoria == Categoria.DISABILI:
            self.addendi = [("saldo", cifre.saldo_disabili)]
            self.dichiarata, self.esonerati = cifre.compensazione_disabili, cifre.esonerati
        else:
            self.addendi = [("quota_art18", cifre.quota_art18), ("art18_in_forza", -cifre.art18_in_forza)]
            self.dichiarata, self.esonerati = cifre.compensazione_art18, 0

    @property
    def saldo(self) -> int:
        return sum(numero for _, numero in self.addendi) + self.dichiarata + self.proposta

    @property
    def eccedenza(self) -> int:
        """What it may take more (E)."""
        return max(0, -self.saldo) if self.dichiarata >= 0 and not self.esonerati else 0

    @property
    def scopertura(self) -> int:
        """What it may take fewer (R)."""
        return max(0, self.saldo) if self.dichiarata <= 0 else 0

    def passo(self, messaggio: str) -> Passo:
        mossi = (("compensazione", self.dichiarata), ("compensazione_proposta", self.proposta))
        return Passo(messaggio, self.saldo, {"termini": termini(*self.addendi, *mossi)})


def _per_regione(province: list[_Provincia]) -> Iterator[list[_Provincia]]:
    for nota in sorted({codice for provincia in province if (codice := regione(provincia.codice))}):
        yield [provincia for provincia in province if regione(provincia.codice) == nota]


def _abbina(province: list[_Provincia], su_autorizzazione: bool) -> Iterator[CompensazioneProposta]:
    """Move the largest excess to the largest shortfall until one of the two is used up everywhere.

    `province` are in order of code: `max` keeps the first of equals.
    """
    while province:
        da, a = max(province, key=lambda p: p.eccedenza), max(province, key=lambda p: p.scopertura)
        proposta = _proposta(da, a, su_autorizzazione)
        if not proposta.numero:
            return
        yield proposta
        da.proposta += proposta.numero
        a.proposta -= proposta.numero


def _proposta(da: _Provincia, a: _Provincia, su_autorizzazione: bool) -> CompensazioneProposta:
    messaggio = "compensazione_su_autorizzazione" if su_autorizzazione else "compensazione_automatica"
    numero = min(da.eccedenza, a.scopertura)
    passi = (
        da.passo("compensazione_eccedenza"),
        a.passo("compensazione_scopertura"),
        Passo(messaggio, numero, {"eccedenza": da.eccedenza, "scopertura": a.scopertura}),
    )
    return CompensazioneProposta(da.categoria, da.codice, a.codice, numero, su_autorizzazione, passi)
