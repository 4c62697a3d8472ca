"""The minutes in one file: sealed documents, attachments, attendance, and the digest of each."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from socialabs.archivio.azioni import apri, deposita
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Formato, scrivi_csv
from socialabs.documenti.models import Documento
from tavolo.documenti import DESERTA, PUBBLICO
from tavolo.models import DocumentoPunto, Presenza, Verbale
from tavolo.permessi import puo_scrivere


ORIGINE = "tavolo.archivio_verbale"
IMPRONTE = "SHA256SUMS"
PEZZO = 1024**2

PRESENZE = [
    Colonna("ente", _("Ente"), lambda p: str(p.seggio or "")),
    Colonna("persona", _("Persona"), lambda p: str(p.partecipante)),
    Colonna("qualita", _("In qualità di"), lambda p: p.get_qualita_display() or _("Invitato")),
    Colonna("remoto", _("A distanza"), lambda p: p.remoto, Formato.SI_NO),
    Colonna("arrivo", _("Arrivo"), lambda p: p.arrivo, Formato.ORA),
    Colonna("uscita", _("Uscita"), lambda p: p.uscita, Formato.ORA),
]


def documenti_di(verbale: Verbale) -> list[Documento]:
    """The valid sealed documents of the minutes, by number."""
    validi = Documento.objects.validi().filter(riferimento_tipo="tavolo.verbale", riferimento_id=verbale.pk)
    return list(validi.select_related("file", "copia").defer("dati").order_by("emesso_il"))


def versione_pubblica(verbale: Verbale) -> Documento | None:
    """The sealed minutes without internal items; None until the secretariat issues them."""
    voluto = DESERTA if verbale.deserta else PUBBLICO
    return next((documento for documento in documenti_di(verbale) if documento.tipo == voluto), None)


def raccogli(verbale: Verbale, *, ctx: Contesto) -> FilePrivato:
    """The zip of `verbale`, deposited. Whoever checks it needs `sha256sum -c SHA256SUMS` only."""
    with tempfile.TemporaryFile() as uscita:
        with zipfile.ZipFile(uscita, "w", zipfile.ZIP_DEFLATED) as raccolta:
            righe = [f"{_aggiungi(raccolta, nome, file)}  {nome}" for nome, file in _file(verbale)]
            presenze = "".join(scrivi_csv(PRESENZE, _presenze(verbale))).encode()
            raccolta.writestr("presenze.csv", presenze)
            righe.append(f"{hashlib.sha256(presenze).hexdigest()}  presenze.csv")
            raccolta.writestr(IMPRONTE, "\n".join(righe) + "\n")
        uscita.seek(0)
        seduta = verbale.seduta
        return deposita(
            uscita,
            nome=f"verbale-{seduta.numero}-{seduta.anno}.zip",
            tipo_mime="application/zip",
            ctx=ctx,
            origine=ORIGINE,
        )


def _file(verbale: Verbale) -> Iterator[tuple[str, FilePrivato]]:
    """Name in the archive and file: no two alike, attachments in the order of the agenda."""
    for documento in documenti_di(verbale):
        yield documento.file.nome, documento.file
        if documento.copia:
            yield documento.copia.nome, documento.copia
    allegati = DocumentoPunto.objects.filter(punto__seduta=verbale.seduta_id).select_related("file")
    for numero, allegato in enumerate(allegati.order_by("punto__posizione", "creato_il"), 1):
        yield f"allegati/{numero:02d}-{get_valid_filename(allegato.file.nome)}", allegato.file


def _aggiungi(raccolta: zipfile.ZipFile, nome: str, file: FilePrivato) -> str:
    """Copy in pieces, digesting on the way."""
    impronta = hashlib.sha256()
    with apri(file) as contenuto, raccolta.open(nome, "w") as destinazione:
        while pezzo := _pezzo(contenuto):
            impronta.update(pezzo)
            destinazione.write(pezzo)
    return impronta.hexdigest()


def _pezzo(contenuto: IO[bytes]) -> bytes:
    return contenuto.read(PEZZO)


def _presenze(verbale: Verbale) -> Iterator[Presenza]:
    righe = Presenza.objects.filter(seduta=verbale.seduta_id)
    return righe.select_related("partecipante", "seggio__ente__organizzazione").iterator(chunk_size=500)


registra(ORIGINE, lambda ctx, file: puo_scrivere(ctx))
