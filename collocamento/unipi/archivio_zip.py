"""The files of a zip, each checked before it is unpacked; nothing is ever written to disk."""

import re
import stat
import struct
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO

from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.sorgenti import Sorgente
from collocamento.unipi.zip_indice import IndiceIllegibile, conta_voci


_CIFRATO = 0x1
_INTESTAZIONE_LOCALE = 30  # bytes, before the name
_ILLEGGIBILE = (zipfile.BadZipFile, IndiceIllegibile, NotImplementedError, EOFError, OSError, ValueError, struct.error)
_UNITA = re.compile(r"[A-Za-z]:")


def file_di_zip(file: BinaryIO, limiti: Limiti, aperti: ExitStack) -> list[Sorgente]:
    """What the zip holds, in its order, folders left out. The zip stays open as long as `aperti`.

    Raises Rifiuto when the zip is damaged, has too many entries, or entries that share the same bytes.
    """
    try:
        if conta_voci(file, limiti.entries) > limiti.entries:
            raise Rifiuto(Motivo.TROPPO_GRANDE, f"Lo zip contiene più di {limiti.entries} file.")
        file.seek(0)
        archivio = aperti.enter_context(zipfile.ZipFile(file))
    except _ILLEGGIBILE:
        raise Rifiuto(
            Motivo.ARCHIVIO_DANNEGGIATO,
            "Lo zip è danneggiato o incompleto: scaricarlo di nuovo e ripetere la consegna.",
        ) from None
    voci = [voce for voce in archivio.infolist() if not voce.is_dir()]
    _rifiuta_sovrapposte(voci)
    return _sorgenti(archivio, voci)


def _rifiuta_sovrapposte(voci: Iterable[zipfile.ZipInfo]) -> None:
    """Entries that point into one another's bytes are how a small zip unpacks to terabytes."""
    fine = 0
    for voce in sorted(voci, key=lambda voce: voce.header_offset):
        if voce.header_offset < fine:
            raise Rifiuto(
                Motivo.ARCHIVIO_DANNEGGIATO,
                "Lo zip non è regolare: alcuni file vi occupano lo stesso spazio. Ricrearlo e ripetere la consegna.",
            )
        fine = voce.header_offset + _INTESTAZIONE_LOCALE + voce.compress_size


def _sorgenti(archivio: zipfile.ZipFile, voci: list[zipfile.ZipInfo]) -> list[Sorgente]:
    copie: dict[str, int] = {}
    return [_sorgente(archivio, voce, _unico(_stampabile(voce.filename), copie)) for voce in voci]


def _sorgente(archivio: zipfile.ZipFile, voce: zipfile.ZipInfo, nome: str) -> Sorgente:
    if rifiuto := _rifiuto(voce):
        return Sorgente(nome, None, rifiuto=rifiuto)
    return Sorgente(nome, partial(archivio.open, voce), voce.file_size, voce.compress_size)


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


def _stampabile(nome: str) -> str:
    return "".join(carattere if carattere.isprintable() else "?" for carattere in nome)


def _unico(nome: str, copie: dict[str, int]) -> str:
    """The name, or the name with a number where the zip holds it more than once."""
    copie[nome] = copia = copie.get(nome, 0) + 1
    return nome if copia == 1 else _unico(f"{nome} ({copia})", copie)
