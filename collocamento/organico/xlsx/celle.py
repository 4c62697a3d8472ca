"""What a cell says, whatever the spreadsheet made of what was typed; what is wrong is said in words."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from collocamento.organico.xlsx.colonne import COLONNE, PER_CAMPO, Colonna, Genere
from socialabs.base.esportazioni import ripulisci


SI = frozenset({"si", "sì", "s", "x", "vero", "true", "1", "yes"})
NO = frozenset({"no", "n", "falso", "false", "0"})
DATE = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
_ORE = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)
_DECIMALE = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)
_SPAZI = re.compile(r"\s+")


class CellaErrata(ValueError):
    """The cell cannot be understood; the message says what to write."""


def piatto(testo: object) -> str:
    """A text as it is compared: no case, no double spaces, none of the marks of a header."""
    return _SPAZI.sub(" ", str(testo)).strip(" *:").casefold()


def leggi_cella(colonna: Colonna, valore: Any, province: Mapping[str, str]) -> Any:
    """The value of a cell of `colonna`, None when it is empty. Raises CellaErrata.

    `province` gives the code of a province by its abbreviation, name or code, written as `piatto` does.
    """
    if isinstance(valore, str):
        valore = ripulisci(valore).strip()
    if valore is None or valore == "":
        return None
    match colonna.genere:
        case Genere.TESTO:
            return _testo(colonna, valore)
        case Genere.INTERO:
            return _intero(colonna, valore)
        case Genere.ORE:
            return minuti(valore)
        case Genere.DATA:
            return _data(valore)
        case Genere.SI_NO:
            return _si_no(valore)
        case Genere.PROVINCIA:
            return _provincia(valore, province)
        case Genere.SCELTA:
            return _scelta(colonna, valore)


def _testo(colonna: Colonna, valore: Any) -> str:
    if isinstance(valore, float) and valore.is_integer():
        valore = int(valore)
    if isinstance(valore, datetime | date | time | timedelta | bool):
        raise CellaErrata(_("Serve un testo, non una data o un'ora: formatta la cella come testo."))
    testo = str(valore)
    if len(testo) > colonna.massimo:
        raise CellaErrata(_("Il testo è troppo lungo: al massimo %(n)s caratteri.") % {"n": colonna.massimo})
    return testo.upper().replace(" ", "") if colonna.campo == "codice_fiscale" else testo


def _intero(colonna: Colonna, valore: Any) -> int:
    testo = str(valore).removesuffix(".0")
    if isinstance(valore, bool) or not re.fullmatch(r"\d{1,9}", testo, re.ASCII) or int(testo) > colonna.massimo:
        raise CellaErrata(_("Serve un numero intero da 0 a %(n)s.") % {"n": colonna.massimo})
    return int(testo)


def minuti(valore: Any) -> int:
    """Minutes of a number of hours: 37.5, "37,5", "37:30", or the time of day that a spreadsheet made of it."""
    if isinstance(valore, timedelta):
        secondi = valore.total_seconds()
    elif isinstance(valore, time):
        secondi = valore.hour * 3600 + valore.minute * 60
    elif not isinstance(valore, bool | datetime | date) and (trovata := _ORE.fullmatch(str(valore).strip())):
        secondi = int(trovata[1]) * 3600 + int(trovata[2]) * 60
    elif not isinstance(valore, bool | datetime | date) and _DECIMALE.fullmatch(str(valore).strip()):
        secondi = round(Fraction(str(valore).strip().replace(",", ".")) * 60) * 60
    else:
        raise CellaErrata(_("Scrivi le ore settimanali come 37:30 o 37,5."))
    return int(secondi // 60)


def _data(valore: Any) -> date:
    if isinstance(valore, datetime):
        return valore.date()
    if isinstance(valore, date):
        return valore
    for forma in DATE:
        try:
            return datetime.strptime(str(valore), forma).date()
        except ValueError:
            continue
    raise CellaErrata(_("Scrivi la data come 31/12/2026."))


def _si_no(valore: Any) -> bool:
    testo = "si" if valore is True else "no" if valore is False else piatto(valore)
    if testo not in SI | NO:
        raise CellaErrata(_("Scrivi Sì o No."))
    return testo in SI


def _provincia(valore: Any, province: Mapping[str, str]) -> str:
    codice = province.get(piatto(valore))
    if codice is None:
        raise CellaErrata(_("La provincia non esiste: scrivi la sigla, come SP."))
    return codice


def _scelta(colonna: Colonna, valore: Any) -> StrEnum:
    voce = _ammessi(colonna.campo).get(piatto(valore))
    if voce is None:
        ammesse = "; ".join(str(etichetta) for etichetta in colonna.scelte.values())
        raise CellaErrata(_("Il valore non è fra quelli ammessi: %(ammesse)s.") % {"ammesse": ammesse})
    return voce


@cache
def _ammessi(campo: str) -> dict[str, StrEnum]:
    """What may be written in a column for each of its values: the value itself, its name in any of the languages."""
    scelte = PER_CAMPO[campo].scelte
    ammessi = {piatto(voce): voce for voce in scelte}
    for lingua in _lingue():
        with override(lingua):
            ammessi |= {piatto(etichetta): voce for voce, etichetta in scelte.items()}
    return ammessi


def _lingue() -> Iterable[str]:
    return [codice for codice, _nome in settings.LANGUAGES]


def titoli() -> dict[str, str]:
    """The field of each header, in every language of the portal: a file may have been made under another one."""
    trovati = {}
    for lingua in _lingue():
        with override(lingua):
            trovati |= {piatto(colonna.titolo): colonna.campo for colonna in COLONNE}
    return trovati
