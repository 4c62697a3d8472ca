"""Rows out of a workbook that anybody may have made: within limits, read as it goes, nothing in it is ever run."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook


MASSIMO_BYTE = 5 * 1024 * 1024
MASSIMO_APERTO = 30 * 1024 * 1024
MASSIMO_PARTI = 200
# Rows that say something, and rows that the file claims to have, empty ones included.
MASSIMO_RIGHE = 5_000
MASSIMO_RIGHE_FISICHE = 20_000
# Room for columns that somebody added beside ours.
MASSIMO_COLONNE = 60


class FileNonLeggibile(Exception):
    """The file is not a workbook that the portal takes; the message says why and what to do."""


def righe_del_libro(file: BinaryIO) -> list[tuple[int, tuple[Any, ...]]]:
    """The rows of the first sheet that say something, with their number. Raises FileNonLeggibile.

    Formulas count for the value that the spreadsheet last gave them.
    """
    _controlla(file)
    try:
        libro = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            return list(_piene(libro.worksheets[0]))
        finally:
            libro.close()
    except FileNonLeggibile:
        raise
    # openpyxl answers a damaged part with whatever its depths raise: the file is at fault, whichever it is.
    except Exception as errore:
        raise FileNonLeggibile(
            _("Il file è danneggiato: aprilo con il foglio di calcolo e salvalo di nuovo.")
        ) from errore


def _piene(foglio: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    trovate = 0
    for numero, valori in enumerate(foglio.iter_rows(max_col=MASSIMO_COLONNE, values_only=True), start=1):
        if numero > MASSIMO_RIGHE_FISICHE:
            raise FileNonLeggibile(
                _("Il foglio ha troppe righe, anche vuote: copia solo quelle piene in un modello nuovo.")
            )
        if all(valore is None or str(valore).strip() == "" for valore in valori):
            continue
        trovate += 1
        # The header is a row too.
        if trovate > MASSIMO_RIGHE + 1:
            raise FileNonLeggibile(_("Il foglio ha più di 5.000 lavoratori: dividilo in più file."))
        yield numero, valori


def _controlla(file: BinaryIO) -> None:
    """Refuse, before anything is unpacked, what is not a plain workbook or would fill the memory."""
    file.seek(0, 2)
    if file.tell() > MASSIMO_BYTE:
        raise FileNonLeggibile(_("Il file supera i 5 MB: usa il modello senza immagini e senza altri fogli."))
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archivio:
            _controlla_parti(archivio)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as errore:
        raise FileNonLeggibile(_("Il file non è un foglio Excel (.xlsx): salvalo in questo formato.")) from errore
    file.seek(0)


def _controlla_parti(archivio: zipfile.ZipFile) -> None:
    parti = archivio.infolist()
    nomi = {parte.filename for parte in parti}
    if "[Content_Types].xml" not in nomi:
        raise FileNonLeggibile(_("Il file non è un foglio Excel (.xlsx): salvalo in questo formato."))
    if any(parte.flag_bits & 1 for parte in parti):
        raise FileNonLeggibile(_("Il file è protetto da una password: salvalo senza."))
    if any(nome.lower().endswith(("vbaproject.bin", ".xlsb")) for nome in nomi):
        raise FileNonLeggibile(_("Il file contiene delle macro: salvalo come .xlsx, senza macro."))
    # zipfile never gives out more than a part declares, so that the declared sizes are enough to add up.
    if len(parti) > MASSIMO_PARTI or sum(parte.file_size for parte in parti) > MASSIMO_APERTO:
        raise FileNonLeggibile(_("Il file, una volta aperto, è troppo grande: usa il modello, senza altri contenuti."))
    for parte in parti:
        if parte.filename.lower().endswith((".xml", ".rels", ".vml")):
            _controlla_xml(archivio.read(parte))


def _controlla_xml(contenuto: bytes) -> None:
    """No spreadsheet declares a document type, nor writes its parts in wide characters: who does hides entities."""
    if b"<!DOCTYPE" in contenuto or b"<!ENTITY" in contenuto or contenuto[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileNonLeggibile(
            _("Il file contiene definizioni XML non ammesse: salvalo di nuovo dal foglio di calcolo.")
        )
    if b"\x00" in contenuto[:64]:
        raise FileNonLeggibile(
            _("Il file contiene definizioni XML non ammesse: salvalo di nuovo dal foglio di calcolo.")
        )
