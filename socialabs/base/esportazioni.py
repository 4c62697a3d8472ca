"""Lists that leave the house: typed XLSX and streamed CSV, where no text can turn into a formula."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from io import BytesIO
from numbers import Number
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from socialabs.base.templatetags.socialabs import numero, percento


class Formato(StrEnum):
    """How a value is written: the type of the cell, and its text where there are no types."""

    TESTO = "testo"
    INTERO = "intero"
    DECIMALE = "decimale"
    PERCENTO = "percento"
    DATA = "data"
    ORA = "ora"
    SI_NO = "si_no"


NUMERICI = frozenset({Formato.INTERO, Formato.DECIMALE, Formato.PERCENTO})
FORMATI_XLSX = {
    Formato.INTERO: "#,##0",
    Formato.DECIMALE: "#,##0.00",
    Formato.PERCENTO: "0.0%",
    Formato.DATA: "dd/mm/yyyy",
    Formato.ORA: "dd/mm/yyyy hh:mm",
}
DA_LEGGERE = {Formato.INTERO: numero, Formato.DECIMALE: partial(numero, decimali=2), Formato.PERCENTO: percento}
LARGHEZZE = {Formato.TESTO: 28, Formato.ORA: 17}
LARGHEZZA = 13

# Full-width twins are included: some spreadsheets read them as the plain sign.
INNESCHI = frozenset("=+-@＝＋－＠\t\r")
SPAZI = re.compile(r"^[\s']*")
INTESTAZIONE = PatternFill("solid", fgColor="FF003366")


@dataclass(frozen=True, slots=True)
class Colonna:
    """A column of a list, declared once for page, XLSX, CSV and PDF: `valore` takes the row.

    A PERCENTO value is a ratio (0.5 is 50 %). `nota` explains the column to its readers. `persone` tells that it
    counts people: where a table leaves the office, a small count is hidden.
    """

    chiave: str
    titolo: str
    valore: Callable[[Any], Any]
    formato: Formato = Formato.TESTO
    nota: str = ""
    persone: bool = False

    @property
    def numerica(self) -> bool:
        return self.formato in NUMERICI

    def testo(self, riga: Any) -> str:
        """The value of `riga` as a page shows it, in the reader's language; empty when there is none."""
        valore = self.valore(riga)
        mostra = DA_LEGGERE.get(self.formato)
        return mostra(valore) if mostra and isinstance(valore, Number) else in_testo(valore, self.formato)


@dataclass(frozen=True, slots=True)
class Foglio:
    """A sheet of a workbook."""

    titolo: str
    colonne: Sequence[Colonna]
    righe: Iterable[Any]


def in_testo(valore: Any, formato: Formato) -> str:
    """A value as a file for Italian readers has it."""
    if valore is None or valore == "":
        return ""
    if formato == Formato.SI_NO:
        return _("Sì") if valore else _("No")
    if formato == Formato.PERCENTO and isinstance(valore, Number):
        return f"{float(valore) * 100:.1f} %".replace(".", ",")
    if formato == Formato.DECIMALE and isinstance(valore, Number):
        return f"{float(valore):.2f}".replace(".", ",")
    if isinstance(valore, datetime):
        return f"{_locale(valore):%d/%m/%Y %H:%M}" if formato == Formato.ORA else f"{_locale(valore):%d/%m/%Y}"
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}"
    return str(valore)


def _locale(istante: datetime) -> datetime:
    return timezone.localtime(istante) if timezone.is_aware(istante) else istante


def ripulisci(testo: str) -> str:
    """`testo` without invisible control and format characters; tabs and line ends stay."""
    if testo.isprintable():
        return testo
    return "".join(c for c in testo if c in "\t\r\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def sembra_formula(testo: str) -> bool:
    """True when a spreadsheet might run `testo`, also behind spaces, quotes and invisible characters."""
    pulito = ripulisci(testo)
    return pulito[:1] in INNESCHI or SPAZI.sub("", pulito)[:1] in INNESCHI


def innocuo(testo: str) -> str:
    """`testo` as a CSV cell that no spreadsheet runs."""
    pulito = ripulisci(testo)
    return f"'{pulito}" if pulito and sembra_formula(pulito) else pulito


# --- CSV ----------------------------------------------------------------------------------------------------------
class _Eco:
    """A file that hands back what is written to it: csv.writer becomes a generator of lines."""

    def write(self, testo: str) -> str:
        return testo


def scrivi_csv(colonne: Sequence[Colonna], righe: Iterable[Any]) -> Iterator[str]:
    """Lines of a CSV for Italian spreadsheets: byte order mark, semicolons, decimal commas."""
    scrittore = csv.writer(_Eco(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + scrittore.writerow([innocuo(str(colonna.titolo)) for colonna in colonne])
    for riga in righe:
        yield scrittore.writerow([_cella_csv(colonna, riga) for colonna in colonne])


def _cella_csv(colonna: Colonna, riga: Any) -> str:
    # A negative number is a number: only texts can hide a formula, also where a number was expected.
    valore = colonna.valore(riga)
    testo = in_testo(valore, colonna.formato)
    return testo if colonna.numerica and isinstance(valore, Number) else innocuo(testo)


# --- XLSX ---------------------------------------------------------------------------------------------------------
def scrivi_xlsx(fogli: Sequence[Foglio], note: Iterable[tuple[str, Any]] = ()) -> bytes:
    """A workbook of typed cells, header frozen and filterable; `note` (what, value) go to a last sheet."""
    libro = Workbook(write_only=True)
    for foglio in fogli:
        _aggiungi(libro, foglio)
    note = [(str(voce), str(valore)) for voce, valore in note]
    note += [(str(c.titolo), str(c.nota)) for foglio in fogli for c in foglio.colonne if c.nota]
    if note:
        colonne = [Colonna("voce", _("Voce"), lambda n: n[0]), Colonna("valore", _("Contenuto"), lambda n: n[1])]
        _aggiungi(libro, Foglio(_("Note e filtri"), colonne, note), larghezze=(32, 90))
    uscita = BytesIO()
    libro.save(uscita)
    return uscita.getvalue()


def _aggiungi(libro: Workbook, foglio: Foglio, larghezze: Sequence[int] = ()) -> None:
    pagina = libro.create_sheet(_nome_foglio(foglio.titolo))
    pagina.freeze_panes = "A2"
    for posizione, colonna in enumerate(foglio.colonne):
        larga = larghezze[posizione] if larghezze else LARGHEZZE.get(colonna.formato, LARGHEZZA)
        pagina.column_dimensions[get_column_letter(posizione + 1)].width = larga
    pagina.append([_intestazione(pagina, str(colonna.titolo)) for colonna in foglio.colonne])
    righe, modelli = 1, [_modello(pagina, colonna.formato) for colonna in foglio.colonne]
    for riga in foglio.righe:
        pagina.append([_cella(m, c.valore(riga), c.formato) for m, c in zip(modelli, foglio.colonne, strict=True)])
        righe += 1
    pagina.auto_filter.ref = f"A1:{get_column_letter(len(foglio.colonne))}{righe}"


def _nome_foglio(titolo: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", str(titolo))[:31].strip()


def _intestazione(pagina: Any, testo: str) -> WriteOnlyCell:
    cella = _cella(_modello(pagina, Formato.TESTO), testo, Formato.TESTO)
    cella.font = Font(bold=True, color="FFFFFFFF")
    cella.fill = INTESTAZIONE
    cella.alignment = Alignment(wrap_text=True, vertical="top")
    return cella


def _modello(pagina: Any, formato: Formato) -> WriteOnlyCell:
    """The one cell of a column, filled again for each row: a sheet is written as it goes, and styles are dear."""
    cella = WriteOnlyCell(pagina)
    cella.number_format = FORMATI_XLSX.get(formato, "General")
    return cella


def _cella(modello: WriteOnlyCell, valore: Any, formato: Formato) -> WriteOnlyCell:
    if formato == Formato.SI_NO and valore is not None:
        valore = in_testo(valore, formato)
    if isinstance(valore, datetime):
        valore = _locale(valore).replace(tzinfo=None)
    if isinstance(valore, Fraction):
        valore = float(valore)
    if valore is None or isinstance(valore, int | float | Decimal | date):
        # A date would give the cell its own format: keep the column's.
        formato_colonna, modello.value = modello.number_format, valore
        if modello.number_format != formato_colonna:
            modello.number_format = formato_colonna
        return modello
    return _cella_di_testo(modello, ripulisci(str(valore)))


def _cella_di_testo(modello: WriteOnlyCell, testo: str) -> WriteOnlyCell:
    if not sembra_formula(testo):
        modello.value = testo
        return modello
    # openpyxl takes "=..." for a formula: say that it is text, and mark it so for whoever edits the cell.
    cella = WriteOnlyCell(modello.parent, testo)
    cella.data_type = "s"
    cella.quotePrefix = True
    return cella
