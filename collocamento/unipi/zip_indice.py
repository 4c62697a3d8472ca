"""The index of a zip, read a slice at a time: `zipfile` would keep it all, however large a hostile zip makes it.

Records and fields are those of APPNOTE 4.3.7 and 4.3.12 - 4.3.16, 4.5.3.
"""

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO


_FINE = b"PK\x05\x06"
_FINE_64 = b"PK\x06\x06"
_LOCALIZZATORE_64 = b"PK\x06\x07"
_VOCE = b"PK\x01\x02"
_LOCALE = b"PK\x03\x04"
_LUNGHEZZA_FINE = 22
_LUNGHEZZA_VOCE = 46
LUNGHEZZA_LOCALE = 30  # bytes, before the name
_COMMENTO_MASSIMO = 65_535
_FETTA = 500  # entries read at once, so that reading index and files in turn does not jump about for each file
_UTF8 = 0x800
_EXTRA_64 = 1
_NEL_64 = 0xFFFFFFFF


class IndiceIllegibile(ValueError):
    """The index of the zip, or the records that describe it, are missing or false."""


def leggi_indice(file: BinaryIO) -> Iterator[zipfile.ZipInfo]:
    """The entries really written in the index of `file`, in its order and in constant memory.

    `file` may be moved between one entry and the next. Raises IndiceIllegibile.
    """
    posizione, fine, spostamento = _indice(file)
    while posizione < fine:
        file.seek(posizione)
        fetta = []
        while posizione < fine and len(fetta) < _FETTA:
            voce, lunghezza = _leggi_voce(file, spostamento)
            if voce.header_offset > fine:
                raise IndiceIllegibile
            fetta.append(voce)
            posizione += lunghezza
        yield from fetta


def apri_voce(file: BinaryIO, voce: zipfile.ZipInfo) -> zipfile.ZipExtFile:
    """The content of an entry, checked against its CRC at the end. Raises BadZipFile and NotImplementedError."""
    file.seek(voce.header_offset)
    intestazione = file.read(LUNGHEZZA_LOCALE)
    if len(intestazione) < LUNGHEZZA_LOCALE or not intestazione.startswith(_LOCALE):
        raise zipfile.BadZipFile
    nome, extra = struct.unpack_from("<HH", intestazione, 26)
    file.seek(nome + extra, 1)
    return zipfile.ZipExtFile(file, "r", voce)


def _leggi_voce(file: BinaryIO, spostamento: int) -> tuple[zipfile.ZipInfo, int]:
    """The entry that begins here, and the bytes that it takes in the index."""
    fissa = file.read(_LUNGHEZZA_VOCE)
    if len(fissa) < _LUNGHEZZA_VOCE or not fissa.startswith(_VOCE):
        raise IndiceIllegibile
    lunghezze = struct.unpack_from("<HHH", fissa, 28)
    variabile = file.read(sum(lunghezze))
    if len(variabile) < sum(lunghezze):
        raise IndiceIllegibile
    nome, extra = variabile[: lunghezze[0]], variabile[lunghezze[0] : lunghezze[0] + lunghezze[1]]
    bandiere = struct.unpack_from("<H", fissa, 8)[0]
    voce = zipfile.ZipInfo(nome.decode("utf-8" if bandiere & _UTF8 else "cp437"))
    voce.flag_bits = bandiere
    voce.compress_type = struct.unpack_from("<H", fissa, 10)[0]
    voce.CRC, compressi, estesi = struct.unpack_from("<LLL", fissa, 16)
    voce.external_attr, inizio = struct.unpack_from("<LL", fissa, 38)
    voce.file_size, voce.compress_size, inizio = _in_64(extra, (estesi, compressi, inizio))
    voce.header_offset = inizio + spostamento
    return voce, _LUNGHEZZA_VOCE + len(variabile)


def _in_64(extra: bytes, campi: tuple[int, ...]) -> list[int]:
    """The fields, those too large for the index taken from the extra record that has them in the same order."""
    if _NEL_64 not in campi:
        return list(campi)
    while len(extra) >= 4:
        tipo, lunghezza = struct.unpack_from("<HH", extra)
        if tipo == _EXTRA_64:
            grandi = iter(struct.unpack_from(f"<{campi.count(_NEL_64)}Q", extra, 4))
            return [next(grandi) if campo == _NEL_64 else campo for campo in campi]
        extra = extra[4 + lunghezza :]
    return list(campi)


def _indice(file: BinaryIO) -> tuple[int, int, int]:
    """Where the index begins and ends, and by how many bytes what precedes the zip moves everything on."""
    lunghezza_file = file.seek(0, 2)
    inizio_coda = max(0, lunghezza_file - _LUNGHEZZA_FINE - _COMMENTO_MASSIMO)
    file.seek(inizio_coda)
    coda = file.read()
    posto = coda.rfind(_FINE)
    if posto < 0 or len(coda) - posto < _LUNGHEZZA_FINE:
        raise IndiceIllegibile
    lunghezza, dichiarato = struct.unpack_from("<LL", coda, posto + 12)
    fine = inizio_coda + posto
    if coda[max(0, posto - 20) : posto].startswith(_LOCALIZZATORE_64):
        fine, lunghezza, dichiarato = _indice_64(file, fine)
    # Data put before the zip moves everything on by the same distance: the index ends where its end record begins.
    inizio = fine - lunghezza
    if inizio < 0 or inizio < dichiarato:
        raise IndiceIllegibile
    return inizio, fine, inizio - dichiarato


def _indice_64(file: BinaryIO, localizzatore_fine: int) -> tuple[int, int, int]:
    posto = localizzatore_fine - 20 - 56
    if posto < 0:
        raise IndiceIllegibile
    file.seek(posto)
    record = file.read(56)
    if not record.startswith(_FINE_64):
        raise IndiceIllegibile
    lunghezza, dichiarato = struct.unpack_from("<QQ", record, 40)
    return posto, lunghezza, dichiarato
