"""The files of a folder, subfolders included; links are never followed."""

import os
import stat
from functools import partial
from pathlib import Path
from typing import BinaryIO

from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.sorgenti import Elenco, Sorgente, residuo


def file_di_cartella(cartella: Path, limiti: Limiti) -> Elenco:
    """What the folder holds, in the order of names, leftovers left out. Raises Rifiuto for too many files."""
    trovati: list[str] = []
    for radice, cartelle, nomi in os.walk(cartella, followlinks=False):
        cartelle.sort()
        collegate = [nome for nome in cartelle if Path(radice, nome).is_symlink()]
        # As plain text: 200,000 paths are then 25 MB instead of a hundred.
        trovati += [os.path.join(radice, nome) for nome in sorted([*nomi, *collegate]) if not residuo(nome)]
        if len(trovati) > limiti.entries:
            raise Rifiuto(Motivo.TROPPO_GRANDE, f"La cartella contiene più di {limiti.entries} file.")
    return Elenco(len(trovati), (_sorgente(Path(percorso), cartella) for percorso in trovati))


def _sorgente(percorso: Path, cartella: Path) -> Sorgente:
    nome = percorso.relative_to(cartella).as_posix().encode("utf-8", "replace").decode()
    stato = percorso.lstat()
    if stat.S_ISLNK(stato.st_mode):
        rifiuto = Rifiuto(Motivo.COLLEGAMENTO, "Il file è un collegamento a un altro file: consegnare l'originale.")
        return Sorgente(nome, None, rifiuto=rifiuto)
    if not stat.S_ISREG(stato.st_mode):
        return Sorgente(nome, None, rifiuto=Rifiuto(Motivo.NON_LEGGIBILE, "Non è un file di dati."))
    return Sorgente(nome, partial(_apri, percorso), stato.st_size)


def _apri(percorso: Path) -> BinaryIO:
    """Open without following a link put there in the meantime."""
    return os.fdopen(os.open(percorso, os.O_RDONLY | os.O_NOFOLLOW), "rb")
