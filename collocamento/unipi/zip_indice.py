"""Counting the entries of a zip before opening it, so that a hostile index never fills the memory.

Only the two records at the end of the file and the fixed part of each entry are read (APPNOTE 4.3.12 - 4.3.16).
"""

import struct
from typing import BinaryIO


_FINE = b"PK\x05\x06"
_FINE_64 = b"PK\x06\x06"
_LOCALIZZATORE_64 = b"PK\x06\x07"
_VOCE = b"PK\x01\x02"
_LUNGHEZZA_FINE = 22
_LUNGHEZZA_VOCE = 46
_COMMENTO_MASSIMO = 65_535


class IndiceIllegibile(ValueError):
    """The end of the zip, where its index is described, is missing or false."""


def conta_voci(file: BinaryIO, massimo: int) -> int:
    """Entries really written in the index of `file`, counting no further than `massimo` + 1.

    Raises IndiceIllegibile.
    """
    posizione, lunghezza = _indice(file)
    fine = posizione + lunghezza
    voci = 0
    while posizione + _LUNGHEZZA_VOCE <= fine and voci <= massimo:
        file.seek(posizione)
        intestazione = file.read(_LUNGHEZZA_VOCE)
        if not intestazione.startswith(_VOCE) or len(intestazione) < _LUNGHEZZA_VOCE:
            raise IndiceIllegibile
        nome, extra, commento = struct.unpack_from("<HHH", intestazione, 28)
        posizione += _LUNGHEZZA_VOCE + nome + extra + commento
        voci += 1
    return voci


def _indice(file: BinaryIO) -> tuple[int, int]:
    """Where the index begins and its length, in bytes."""
    lunghezza_file = file.seek(0, 2)
    inizio_coda = max(0, lunghezza_file - _LUNGHEZZA_FINE - _COMMENTO_MASSIMO)
    file.seek(inizio_coda)
    coda = file.read()
    posto = coda.rfind(_FINE)
    if posto < 0 or len(coda) - posto < _LUNGHEZZA_FINE:
        raise IndiceIllegibile
    lunghezza, dichiarato = struct.unpack_from("<LL", coda, posto + 12)
    fine_indice = inizio_coda + posto
    if coda[max(0, posto - 20) : posto].startswith(_LOCALIZZATORE_64):
        fine_indice, lunghezza, dichiarato = _indice_64(file, fine_indice)
    # Data put before the zip moves everything on by the same distance: the index ends where its end record begins.
    inizio = fine_indice - lunghezza
    if inizio < 0 or inizio < dichiarato:
        raise IndiceIllegibile
    return inizio, lunghezza


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
