"""The sealed file: content in chunks of 64 KB, each AES-256-GCM, readable from any point in constant memory.

Layout: 8 bytes of mark, then the chunks, each followed by its 16-byte tag. The nonce of a chunk is its number and
whether it is the last, so that none can be moved, dropped or added; the key is the file's own, so that no nonce is
used twice.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


SEGNO = b"SLABS\x00\x00\x01"
PEZZO = 64 * 1024
TAG = 16


class FileAlterato(OSError):
    """The sealed file is not what was written: cut, changed, or of another file."""


def _nonce(numero: int, ultimo: bool) -> bytes:
    return numero.to_bytes(11, "big") + bytes([ultimo])


def _pezzi(sorgente: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The chunks of `sorgente`, all full but the last; an empty source is one empty chunk."""
    pezzo = _pieno(sorgente)
    while True:
        seguente = _pieno(sorgente) if len(pezzo) == PEZZO else b""
        yield pezzo, not seguente
        if not seguente:
            return
        pezzo = seguente


def _pieno(sorgente: BinaryIO) -> bytes:
    """Exactly PEZZO bytes, fewer only at the end: a stream may give less than it is asked for."""
    parti, manca = [], PEZZO
    while manca and (parte := sorgente.read(manca)):
        parti.append(parte)
        manca -= len(parte)
    return b"".join(parti)


def sigilla(sorgente: BinaryIO, destinazione: BinaryIO, chiave: bytes, legame: bytes) -> Iterator[bytes]:
    """Write `sorgente` sealed and give each clear chunk, to be measured. `legame` ties the file to its row."""
    cifra = AESGCM(chiave)
    destinazione.write(SEGNO)
    for numero, (pezzo, ultimo) in enumerate(_pezzi(sorgente)):
        destinazione.write(cifra.encrypt(_nonce(numero, ultimo), pezzo, SEGNO + legame))
        yield pezzo


class Lettore(io.RawIOBase):
    """The clear content of a sealed file, to read and seek. Raises FileAlterato at a chunk that is not genuine."""

    def __init__(self, sigillato: BinaryIO, chiave: bytes, legame: bytes):
        super().__init__()
        self._file, self._cifra, self._dati = sigillato, AESGCM(chiave), SEGNO + legame
        corpo = sigillato.seek(0, io.SEEK_END) - len(SEGNO)
        self._pezzi = max(1, -(-corpo // (PEZZO + TAG)))
        self._lunghezza = corpo - self._pezzi * TAG
        self._posizione = 0
        sigillato.seek(0)
        if sigillato.read(len(SEGNO)) != SEGNO or self._lunghezza < 0:
            raise FileAlterato

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._posizione

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._posizione, io.SEEK_END: self._lunghezza}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._posizione = base + offset
        return self._posizione

    def readinto(self, buffer: bytearray) -> int:
        """Fill from one chunk: with no buffer in front a short read is right, BufferedReader asks again."""
        if self._posizione >= self._lunghezza and self._lunghezza:
            return 0
        numero, inizio = divmod(self._posizione, PEZZO)
        parte = self._pezzo(numero)[inizio : inizio + len(buffer)]
        buffer[: len(parte)] = parte
        self._posizione += len(parte)
        return len(parte)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _pezzo(self, numero: int) -> bytes:
        if numero >= self._pezzi:
            return b""
        self._file.seek(len(SEGNO) + numero * (PEZZO + TAG))
        cifrato = self._file.read(PEZZO + TAG)
        try:
            return self._cifra.decrypt(_nonce(numero, numero == self._pezzi - 1), cifrato, self._dati)
        except InvalidTag as errore:
            raise FileAlterato from errore
