"""The seal: made with a certificate of today, validated by pyHanko's own validator, broken by one byte."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.documenti import sigillo
from socialabs.documenti.officina import Officina
from tests.documenti.conftest import serve_pango
from tests.documenti.tipi import dichiara


SISTEMA = Contesto.sistema("prova")
PAROLA = "parola di prova"


@pytest.fixture
def certificato(settings, tmp_path):
    """A self-signed certificate on disk, configured; given back as pyHanko's validator takes its roots."""
    chiave = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nome = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Provincia di prova - sigillo")])
    ora = datetime.now(UTC)
    certificato = (
        x509.CertificateBuilder()
        .subject_name(nome)
        .issuer_name(nome)
        .public_key(chiave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ora - timedelta(days=1))
        .not_valid_after(ora + timedelta(days=1))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(chiave, hashes.SHA256())
    )
    file = tmp_path / "sigillo.p12"
    cifratura = BestAvailableEncryption(PAROLA.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"sigillo", chiave, certificato, None, cifratura))
    settings.SIGILLO_PKCS12, settings.SIGILLO_PASSWORD = str(file), PAROLA
    return asn1_x509.Certificate.load(certificato.public_bytes(Encoding.DER))


@pytest.fixture
def sigillato(certificato, emette, azienda):
    tipo = dichiara(chiave="prova.sigillo", copia_lunga=True)
    with Officina(1) as officina:
        return emette(SISTEMA, azienda, tipo=tipo, officina=officina)


def contenuto(file):
    with apri(file) as aperto:
        return aperto.read()


def esame(pdf, radice):
    firma = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    return validate_pdf_signature(firma, ValidationContext(trust_roots=[radice], allow_fetching=False))


@serve_pango
def test_a_sealed_document_validates_and_covers_the_whole_file(sigillato, certificato):
    for file in (sigillato.file, sigillato.copia):
        esito = esame(contenuto(file), certificato)
        assert esito.bottom_line, esito.pretty_print_details()
        assert esito.coverage.name == "ENTIRE_FILE"
    assert "Provincia di prova" in sigillato.sigillo
    assert sigillato.sha256 == sigillato.file.sha256


@serve_pango
def test_one_changed_byte_is_seen(sigillato, certificato):
    pdf = bytearray(contenuto(sigillato.file))
    posto = pdf.index(b"/Lang")
    pdf[posto + 7] ^= 1
    assert not esame(bytes(pdf), certificato).bottom_line


@serve_pango
def test_the_sealed_file_says_so_and_an_unsealed_one_does_not(sigillato, emette, azienda, settings):
    assert sigillato.contenuto["atto"]["sigillo"] is True
    settings.SIGILLO_PKCS12 = ""
    semplice = emette(SISTEMA, azienda)
    assert semplice.contenuto["atto"]["sigillo"] is False and semplice.sigillo == ""
    assert b"sigillo elettronico" not in contenuto(semplice.file)


def test_a_wrong_passphrase_stops_the_issue(certificato, settings):
    settings.SIGILLO_PASSWORD = "un'altra"
    with pytest.raises(ImproperlyConfigured, match="SIGILLO"):
        sigillo.titolare()
