"""The files of a zip, each checked before it is unpacked; nothing is ever written to disk."""

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.sorgenti import Elenco, Sorgente, residuo
from collocamento.unipi.zip_indice import LUNGHEZZA_LOCALE, IndiceIllegibile, apri_voce, leggi_indice


_CIFRATO = 0x1
_ILLEGGIBILE = (IndiceIllegibile, OSError, ValueError, struct.error)
_UNITA = re.compile(r"[A-Za-z]:")


def file_di_zip(file: BinaryIO, limiti: Limiti) -> Elenco:
    """What the zip holds, in its order, folders and leftovers left out. `file` must stay open meanwhile.

    The index is walked twice, here to check it and then to read: it is never all in memory. Raises Rifiuto when the
    zip is damaged, has too many entries, or entries that share the same bytes.
    """
    try:
        return Elenco(_controlla(file, limiti.entries), _sorgenti(file))
    except _ILLEGGIBILE:
        raise Rifiuto(
            Motivo.ARCHIVIO_DANNEGGIATO,
            "Lo zip è danneggiato o incompleto: scaricarlo di nuovo e ripetere la consegna.",
        ) from None


def _controlla(file: BinaryIO, massimo: int) -> int:
    """How many files the zip holds. Raises Rifiuto."""
    utili = 0
    occupati: list[tuple[int, int]] = []
    for numero, voce in enumerate(leggi_indice(file), start=1):
        if numero > massimo:
            raise Rifiuto(Motivo.TROPPO_GRANDE, f"Lo zip contiene più di {massimo} file.")
        if not voce.is_dir():
            inizio = voce.header_offset
            occupati.append((inizio, inizio + LUNGHEZZA_LOCALE + voce.compress_size))
            utili += not residuo(voce.filename)
    _rifiuta_sovrapposte(occupati)
    return utili


def _rifiuta_sovrapposte(occupati: list[tuple[int, int]]) -> None:
    """Entries that point into one another's bytes are how a small zip unpacks to terabytes."""
    fine = 0
    for inizio, fine_voce in sorted(occupati):
        if inizio < fine:
            raise Rifiuto(
                Motivo.ARCHIVIO_DANNEGGIATO,
                "Lo zip non è regolare: alcuni file vi occupano lo stesso spazio. Ricrearlo e ripetere la consegna.",
            )
        fine = fine_voce


def _sorgenti(file: BinaryIO) -> Iterator[Sorgente]:
    for voce in leggi_indice(file):
        if not voce.is_dir() and not residuo(voce.filename):
            yield _sorgente(file, voce)


def _sorgente(file: BinaryIO, voce: zipfile.ZipInfo) -> Sorgente:
    nome = "".join(carattere if carattere.isprintable() else "?" for carattere in voce.filename)
    if rifiuto := _rifiuto(voce):
        return Sorgente(nome, None, rifiuto=rifiuto)
    return Sorgente(nome, partial(apri_voce, file, voce), voce.file_size, voce.compress_size)


def _rifiuto(voce: zipfile.ZipInfo) -> Rifiuto | None:
    """What is wrong with an entry before reading it."""
    if _pericoloso(voce.orig_filename):
        return Rifiuto(
            Motivo.NOME_PERICOLOSO,
            "Il nome del file dentro lo zip porta fuori dalla consegna o non è un nome regolare.",
        )
    if voce.flag_bits & _CIFRATO:
        return Rifiuto(Motivo.CIFRATO, "Il file dentro lo zip è protetto da password: consegnarlo senza.")
    if stat.S_ISLNK(voce.external_attr >> 16):
        return Rifiuto(Motivo.COLLEGAMENTO, "Il file dentro lo zip è un collegamento: consegnare l'originale.")
    return None


def _pericoloso(nome: str) -> bool:
    parti = nome.replace("\\", "/").split("/")
    return not nome.isprintable() or parti[0] == "" or ".." in parti or bool(_UNITA.match(nome))
