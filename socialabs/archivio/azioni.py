"""Put a file away, open it, throw it away."""

import hashlib
import io
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from socialabs.archivio.models import FilePrivato
from socialabs.archivio.sigillo import PEZZO, Lettore, sigilla
from socialabs.base.cifratura import cifra, decifra
from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento


PROVVISORIO = ".parte"


@transaction.atomic
def deposita(
    contenuto: BinaryIO | bytes,
    *,
    nome: str,
    tipo_mime: str,
    ctx: Contesto,
    origine: str = "",
    scade_il: datetime | None = None,
) -> FilePrivato:
    """Seal `contenuto` on disk and write its row, in constant memory. Raises OSError when the disk refuses."""
    sorgente = io.BytesIO(contenuto) if isinstance(contenuto, bytes) else contenuto
    chiave = os.urandom(32)
    file = FilePrivato(
        nome=Path(nome.replace("\\", "/")).name[-255:] or "file",
        tipo_mime=tipo_mime,
        chiave=cifra(chiave),
        origine=origine,
        proprietario=ctx.utente,
        organizzazione_id=ctx.organizzazione_id,
        scade_il=scade_il,
    )
    file.dimensione, file.sha256 = _scrivi(sorgente, file, chiave)
    file.save(force_insert=True)
    registra_evento(ctx, "file.depositato", tipo="archivio.file", oggetto_id=file.pk, etichetta=origine)
    return file


def _scrivi(sorgente: BinaryIO, file: FilePrivato, chiave: bytes) -> tuple[int, str]:
    """Seal to a temporary name, then rename: what has its own name is whole. Gives the content's size and SHA-256."""
    percorso = file.percorso
    percorso.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    provvisorio = percorso.with_suffix(PROVVISORIO)
    impronta, dimensione = hashlib.sha256(), 0
    try:
        with open(provvisorio, "xb", opener=_riservato) as destinazione:
            for pezzo in sigilla(sorgente, destinazione, chiave, file.pk.bytes):
                impronta.update(pezzo)
                dimensione += len(pezzo)
            destinazione.flush()
            os.fsync(destinazione.fileno())
        provvisorio.rename(percorso)
    except BaseException:
        provvisorio.unlink(missing_ok=True)
        raise
    return dimensione, impronta.hexdigest()


def _riservato(nome: str, flags: int) -> int:
    return os.open(nome, flags, 0o600)


def apri(file: FilePrivato) -> BinaryIO:
    """The clear content, readable and seekable (zipfile reads it in place). Close it.

    Raises FileNotFoundError when the disk lost it, FileAlterato when it is not what was written, ChiaveMancante when
    its key is no longer configured.
    """
    chiave = decifra(file.chiave)
    sigillato = open(file.percorso, "rb")  # noqa: SIM115  closed by the reader
    try:
        return io.BufferedReader(Lettore(sigillato, chiave, file.pk.bytes), PEZZO)
    except OSError:
        sigillato.close()
        raise


@transaction.atomic
def elimina(file: FilePrivato, *, ctx: Contesto, motivo: str = "") -> None:
    """Delete the row now and the content once that is committed. Raises ProtectedError while another row needs it."""
    percorso = file.percorso
    registra_evento(
        ctx, "file.eliminato", tipo="archivio.file", oggetto_id=file.pk, etichetta=file.origine, motivo=motivo
    )
    file.delete()
    transaction.on_commit(lambda: _togli(percorso))


def _togli(percorso: Path) -> None:
    # What cannot be removed now is unreadable already, its key went with the row; the orphans' command finds it.
    with suppress(OSError):
        percorso.unlink(missing_ok=True)
