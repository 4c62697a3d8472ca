"""The electronic seal (PAdES), when the installation has a certificate; without one nothing is sealed nor claimed."""

import logging
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


CAMPO = "Sigillo"
logger = logging.getLogger(__name__)


def sigillo_configurato() -> bool:
    return bool(settings.SIGILLO_PKCS12)


def titolare() -> str:
    """Whose seal it is, as its certificate says; empty without one. Raises ImproperlyConfigured as `sigilla`."""
    if not sigillo_configurato():
        return ""
    return _firmatario(*_configurazione()).signing_cert.subject.human_friendly[:200]


def sigilla(pdf: bytes) -> bytes:
    """`pdf` with the seal added (an incremental update: what it says is untouched).

    Raises ImproperlyConfigured when certificate or passphrase do not work.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, signers
    from pyhanko.sign.fields import SigSeedSubFilter

    metadati = PdfSignatureMetadata(
        field_name=CAMPO, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="Sigillo elettronico"
    )
    uscita = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        metadati,
        signer=_firmatario(*_configurazione()),
        timestamper=_marcatempo(settings.SIGILLO_TSA_URL),
    )
    return uscita.getvalue()


def _configurazione() -> tuple[str, str]:
    return settings.SIGILLO_PKCS12, settings.SIGILLO_PASSWORD


@cache
def _firmatario(percorso: str, parola: str) -> Any:
    """The key, read once a process."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        with open(percorso, "rb") as file:
            contenuto = file.read()
        return SimpleSigner.load_pkcs12_data(contenuto, other_certs=[], passphrase=parola.encode() or None)
    except (OSError, ValueError) as errore:
        logger.error("the seal's certificate cannot be read: %s", type(errore).__name__)
        raise ImproperlyConfigured("SIGILLO_PKCS12 or SIGILLO_PASSWORD do not open a certificate") from errore


@cache
def _marcatempo(indirizzo: str) -> Any:
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(indirizzo) if indirizzo else None
