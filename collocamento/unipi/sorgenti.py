"""One file of a delivery that can be read: counting the bytes that really come out, whatever its header says."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from collocamento.unipi import formati
from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto


_PEZZO = 256 * 1024
_INIZIO = 512
_RESIDUI = {".ds_store", "thumbs.db", "desktop.ini"}
_ROTTO = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Sorgente:
    """A file still to be read. `compressi` are its packed bytes, None where it is not packed; `rifiuto` is a reason
    known before reading."""

    nome: str
    apri: Callable[[], AbstractContextManager[BinaryIO]] | None
    dichiarati: int = 0
    compressi: int | None = None
    rifiuto: Rifiuto | None = None

    def leggi(self, limiti: Limiti, rimasti: int) -> bytes | Rifiuto:
        """The bytes, or why not. `rimasti` is what the whole delivery may still unpack."""
        if self.rifiuto or self.apri is None:
            return self.rifiuto or Rifiuto(Motivo.NON_LEGGIBILE, "Il file non si può leggere.")
        try:
            with self.apri() as file:
                return self._conta_e_leggi(file, limiti, rimasti)
        except Rifiuto as rifiuto:
            return rifiuto
        except NotImplementedError:
            return Rifiuto(Motivo.NON_LEGGIBILE, "Il file è compresso con un metodo che il portale non legge.")
        except _ROTTO:
            return Rifiuto(Motivo.NON_LEGGIBILE, "Il file è danneggiato dentro la consegna e non si può leggere.")

    def _conta_e_leggi(self, file: BinaryIO, limiti: Limiti, rimasti: int) -> bytes:
        letti = bytearray(file.read(_INIZIO))
        if tipo := formati.archivio(letti, self.nome):
            raise formati.archivio_annidato(tipo)
        self._controlla(self.dichiarati, limiti, rimasti)
        while pezzo := file.read(_PEZZO):
            letti += pezzo
            self._controlla(len(letti), limiti, rimasti)
        return bytes(letti)

    def _controlla(self, lunghezza: int, limiti: Limiti, rimasti: int) -> None:
        if lunghezza > limiti.xml_bytes:
            raise formati.troppo_grande(limiti.xml_bytes)
        if lunghezza > rimasti:
            raise Rifiuto(
                Motivo.TROPPO_GRANDE,
                "La consegna, una volta estratta, supera il limite complessivo: dividerla in più consegne.",
            )
        if self.compressi is not None and lunghezza > max(limiti.ratio_da, self.compressi * limiti.ratio):
            raise Rifiuto(
                Motivo.TROPPO_GRANDE,
                f"Il file è compresso oltre {limiti.ratio} volte: per sicurezza non viene estratto.",
            )


@dataclass(frozen=True, slots=True)
class Elenco:
    """`totale` files will come out of `sorgenti`, each made when its turn comes."""

    totale: int
    sorgenti: Iterator[Sorgente]


def residuo(nome: str) -> bool:
    """What operating systems leave in archives and folders."""
    percorso = PurePosixPath(nome)
    ultimo = percorso.name.lower()
    return "__MACOSX" in percorso.parts or ultimo in _RESIDUI or ultimo.startswith("._")
