"""Is this document authentic? By code or by the file itself, which is digested as it comes in and kept nowhere."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from socialabs.documenti.models import Documento


# What the office issues is far smaller: larger files are not even read to their end.
MASSIMO_BYTE = 20 * 1024**2
INIZIO_PDF = b"%PDF-"


class Impronta(UploadedFile):
    """An upload of which only size, beginning and digest are left."""

    def __init__(self, nome: str, dimensione: int, sha256: str, *, e_pdf: bool):
        super().__init__(BytesIO(), nome, "application/pdf", dimensione)
        self.sha256 = sha256
        self.e_pdf = e_pdf


class SoloImpronta(FileUploadHandler):
    """Digest an upload chunk by chunk: neither memory nor disk ever holds it. Beyond the limit the reading stops."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._impronta = hashlib.sha256()
        self._inizio = b""
        self._letti = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._letti += len(raw_data)
        if self._letti > MASSIMO_BYTE:
            self.request.troppo_grande = True
            raise StopUpload(connection_reset=False)
        self._inizio = (self._inizio + raw_data)[: len(INIZIO_PDF)]
        self._impronta.update(raw_data)

    def file_complete(self, file_size: int) -> Impronta:
        return Impronta(self.file_name, file_size, self._impronta.hexdigest(), e_pdf=self._inizio == INIZIO_PDF)


def trova_per_codice(codice: str) -> Documento | None:
    return Documento.objects.per_elenco().filter(codice=codice).first()


def trova_per_impronta(sha256: str) -> Documento | None:
    return Documento.objects.per_elenco().con_impronta(sha256).first()
