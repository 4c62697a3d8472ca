"""Conventions: what they cover and their limits (arts. 11, 12, 12-bis; D.Lgs. 276/2003 art. 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from collocamento.normativa.arrotondamento import per_difetto, unita_piu_vicina
from collocamento.normativa.enumerazioni import Classe, TipoConvenzione, TipoDestinatario
from collocamento.normativa.parametri import parametro
from collocamento.normativa.tipi import Convenzione


_DIPENDENTI_ART12 = 50
_PERCENTO_ART12 = 30

_COOPERATIVE = frozenset({TipoDestinatario.COOPERATIVA_A, TipoDestinatario.COOPERATIVA_B})
_DESTINATARI = {
    TipoConvenzione.ART12: _COOPERATIVE
    | {TipoDestinatario.IMPRESA_SOCIALE, TipoDestinatario.PROFESSIONISTA, TipoDestinatario.NON_OBBLIGATO},
    TipoConvenzione.ART12BIS: _COOPERATIVE | {TipoDestinatario.IMPRESA_SOCIALE, TipoDestinatario.NON_OBBLIGATO},
    TipoConvenzione.ART14: frozenset({TipoDestinatario.COOPERATIVA_B}),
}
_NUOVI = frozenset({TipoDestinatario.TERZO_SETTORE, TipoDestinatario.SOCIETA_BENEFIT})
_CON_NUOVI = frozenset({TipoConvenzione.ART12BIS, TipoConvenzione.ART14})


def destinatari_ammessi(tipo: TipoConvenzione, data: date) -> frozenset[TipoDestinatario]:
    """Who may take in the people of a convention signed on `data`; nobody for art. 11, which has no such party."""
    ammessi = _DESTINATARI.get(tipo, frozenset())
    if tipo in _CON_NUOVI and parametro("convenzioni", "nuovi_destinatari", data).si:
        ammessi |= _NUOVI
    return ammessi


def previsti_art11(convenzioni: Iterable[Convenzione], data: date) -> int:
    """Hires planned by conventions of art. 11 in force on `data`: not in default while the timetable is kept."""
    return sum(c.previsti for c in convenzioni if c.tipo == TipoConvenzione.ART11 and c.vale(data))


def massimale_art12(dipendenti: int, da_assumere: int) -> int:
    """Most people under art. 12: one up to 50 employees, else 30% of the disabled still to hire, rounded down."""
    if dipendenti <= _DIPENDENTI_ART12:
        return 1
    return per_difetto(Fraction(da_assumere * _PERCENTO_ART12, 100))


def massimale_12bis(classe: Classe | None, quota: int, data: date) -> int:
    """Most positions covered under art. 12-bis on `data`: a dated share of the 7% quota, to the nearest unit.

    Only class A has that quota (art. 12-bis refers to art. 3 c. 1 letter a).
    """
    if classe != Classe.A:
        return 0
    return unita_piu_vicina(Fraction(quota * parametro("convenzioni", "percento_12bis", data).intero, 100))


def copertura_art14(
    classe: Classe | None,
    quota: int,
    commesse: Decimal | int,
    coefficiente: Decimal | int,
    percento_locale: int | None,
) -> int:
    """Positions covered under art. 14 D.Lgs. 276/2003: yearly orders / coefficient, whole workers.

    The percentage ceiling comes from the local framework convention and does not bind class C.
    """
    coperti = per_difetto(Fraction(commesse) / Fraction(coefficiente))
    if classe == Classe.C or percento_locale is None:
        return coperti
    return min(coperti, per_difetto(Fraction(quota * percento_locale, 100)))
