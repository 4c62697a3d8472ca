"""The public page: right, wrong, annulled, replaced, the very file, a changed one, what is no PDF, what is huge."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from socialabs.archivio.azioni import apri
from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.documenti import verifica as modulo
from socialabs.documenti.azioni.documenti import annulla
from socialabs.documenti.models import Documento
from socialabs.documenti.views.verifica import CODICI_AL_MINUTO, FILE_AL_MINUTO


SISTEMA = Contesto.sistema("prova")
PAGINA = "/documenti/verifica/"


@pytest.fixture(autouse=True)
def senza_conti_precedenti():
    cache.clear()


@pytest.fixture
def documento(emette, azienda):
    return emette(SISTEMA, azienda)


def per_codice(documento, client=None):
    return (client or Client()).get(reverse("documenti:esito", args=[documento.codice_leggibile]))


def per_file(contenuto, nome="documento.pdf"):
    return Client().post(PAGINA, {"file": SimpleUploadedFile(nome, contenuto, "application/pdf")})


def contenuto(documento):
    with apri(documento.file) as aperto:
        return aperto.read()


def test_a_right_code_tells_what_it_is_and_nothing_personal(documento, azienda):
    risposta = per_codice(documento)
    assert risposta.status_code == 200
    frasi = ("autentico e valido", "Certificato dei frutti", "Provincia della Spezia", "F. S.")
    for atteso in (*frasi, documento.numero_e_anno):
        assert atteso in risposta.text, atteso
    assert azienda.denominazione not in risposta.text and azienda.codice_fiscale not in risposta.text
    assert documento.etichetta not in risposta.text


def test_a_code_typed_by_hand_leads_to_its_page(documento):
    scritto = documento.codice_leggibile.lower().replace("-", " ").replace("0", "o")
    risposta = Client().get(PAGINA, {"codice": scritto})
    assert risposta.status_code == 302
    assert risposta.url == reverse("documenti:esito", args=[documento.codice_leggibile])


def test_a_wrong_code_finds_nothing(documento):
    risposta = Client().get(reverse("documenti:esito", args=["7K3M-9QXW-2BTD-H0A5"]))
    assert risposta.status_code == 404
    assert "Nessun documento ha questo codice" in risposta.text
    risposta = Client().get(PAGINA, {"codice": "troppo corto"})
    assert risposta.status_code == 422 and "sedici" in risposta.text


def test_an_annulled_document_says_so(documento):
    annulla(documento, motivo="Motivo riservato", ctx=SISTEMA)
    risposta = per_codice(documento)
    assert "annullato" in risposta.text and "Motivo riservato" not in risposta.text
    assert "autentico e valido" not in risposta.text


def test_a_replaced_document_names_the_number_that_counts(documento, emette, azienda):
    secondo = emette(SISTEMA, azienda, sostituisce=documento.pk, motivo="dati")
    risposta = per_codice(documento)
    assert "sostituito" in risposta.text and f"n. {secondo.numero_e_anno}" in risposta.text
    assert secondo.codice_leggibile not in risposta.text


def test_the_very_file_is_recognised_and_kept_nowhere(documento):
    file = FilePrivato.objects.count()
    risposta = per_file(contenuto(documento))
    assert risposta.status_code == 200 and "identico a quello emesso" in risposta.text
    assert FilePrivato.objects.count() == file


def test_a_file_changed_by_one_byte_is_not(documento):
    pdf = bytearray(contenuto(documento))
    pdf[-1] ^= 1
    risposta = per_file(bytes(pdf))
    assert risposta.status_code == 404 and "non corrisponde" in risposta.text


@pytest.mark.parametrize(("dati", "frase"), [(b"GIF89a", "non è un PDF"), (b"", "vuoto")])
def test_what_is_no_pdf_is_refused(documento, dati, frase):
    risposta = per_file(dati)
    assert risposta.status_code == 422 and frase in risposta.text


def test_no_file_at_all_is_explained(db):
    risposta = Client().post(PAGINA, {})
    assert risposta.status_code == 422 and "Scegli il PDF" in risposta.text


def test_a_huge_file_is_not_read_to_its_end(documento, monkeypatch):
    monkeypatch.setattr(modulo, "MASSIMO_BYTE", 100_000)
    risposta = per_file(b"%PDF-" + b"0" * 300_000)
    assert risposta.status_code == 422 and "supera" in risposta.text


def test_an_upload_never_touches_the_disk(documento, monkeypatch, settings):
    def proibito(*args, **kwargs):
        raise AssertionError("a temporary file")

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    monkeypatch.setattr("tempfile.NamedTemporaryFile", proibito)
    assert per_file(contenuto(documento)).status_code == 200


def test_who_asks_too_often_waits(documento):
    client = Client()
    for _ in range(CODICI_AL_MINUTO):
        assert per_codice(documento, client).status_code == 200
    risposta = per_codice(documento, client)
    assert risposta.status_code == 429 and risposta["Retry-After"] == "60"
    assert "Troppe richieste" in risposta.text
    for _ in range(FILE_AL_MINUTO):
        assert per_file(b"x").status_code == 422
    assert per_file(b"x").status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(PAGINA).status_code == 200


def test_verifying_changes_nothing(documento):
    prima = Documento.objects.values().get()
    per_codice(documento)
    per_file(contenuto(documento))
    assert Documento.objects.values().get() == prima


def test_a_signed_in_stranger_sees_no_more(documento, client_di):
    risposta = per_codice(documento, client_di("ref_azienda"))
    assert risposta.status_code == 200 and "Frutteto" not in risposta.text
