"""The archive, a document's page, issue from the page, the letterhead: for whom, and for whom not."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.base.ricerca import cerca
from socialabs.base.riferimenti import risolvi
from socialabs.documenti.azioni.documenti import annulla
from socialabs.documenti.documenti import ATTESTAZIONE
from socialabs.documenti.models import CartaIntestata, Documento
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro
from socialabs.registro.models import Evento
from tests.documenti.conftest import serve_pango
from tests.documenti.test_pdf import LOGO
from tests.documenti.tipi import dichiara
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory


SISTEMA = Contesto.sistema("prova")
ELENCO = "/documenti/"


@pytest.fixture
def documento(emette, azienda):
    return emette(SISTEMA, azienda)


def pagina(documento, verbo="dettaglio"):
    return reverse(f"documenti:{verbo}", args=[documento.pk])


def esegui():
    """The one queued job, run as the worker does."""
    lavoro = Lavoro.objects.get(stato=StatoLavoro.IN_CODA)
    Lavoro.objects.filter(pk=lavoro.pk).update(stato=StatoLavoro.IN_CORSO, battito=lavoro.accodato_il, tentativi=1)
    lavoro.refresh_from_db()
    svolgi(lavoro)
    lavoro.refresh_from_db()
    return lavoro


# --- who sees what ------------------------------------------------------------------------------------------------
def test_company_and_consultant_see_what_is_addressed_to_them_and_nobody_elses(emette, azienda, ctx_di):
    mio, altrui = emette(SISTEMA, azienda), emette(SISTEMA, OrganizzazioneFactory())
    visti = Documento.objects.visible_to
    assert set(visti(ctx_di("op_cpi"))) == {mio, altrui}
    assert set(visti(ctx_di("ref_azienda", organizzazione=azienda))) == {mio}
    studio = OrganizzazioneFactory(tipo="studio")
    consulente = ctx_di("consulente", organizzazione=studio)
    assert not visti(consulente).exists()
    delega = DelegaFactory(delegante=azienda, delegato=studio)
    assert set(visti(consulente)) == {mio}
    delega.al = delega.dal
    delega.save()
    assert not visti(consulente).exists()
    for ruolo in ("tutor", "auditor", "amm_sistema", "persona", "com_tecnico", "ref_coop"):
        assert not visti(ctx_di(ruolo)).exists(), ruolo


def test_a_document_of_a_kind_that_is_gone_is_nobodys(emette, azienda, ctx_di, monkeypatch):
    emette(SISTEMA, azienda)
    monkeypatch.setattr("socialabs.documenti.registro._tipi", {})
    assert not Documento.objects.visible_to(ctx_di("op_cm")).exists()


def test_a_stranger_finds_neither_page_nor_file(documento, client_di):
    for ruolo in ("ref_azienda", "consulente", "tutor"):
        client = client_di(ruolo)
        assert client.get(pagina(documento)).status_code == 404
        assert client.get(documento.file.get_absolute_url()).status_code == 404


def test_the_recipient_downloads_and_the_office_sees_that_they_did(documento, client_di, azienda):
    client = client_di("ref_azienda", organizzazione=azienda)
    risposta = client.get(documento.file.get_absolute_url())
    assert b"".join(risposta).startswith(b"%PDF")
    assert "Chi l" not in client.get(pagina(documento)).text
    assert "Annulla il documento" not in client.get(pagina(documento)).text
    testo = client_di("op_cm").get(pagina(documento)).text
    assert "Referente d&#x27;azienda" in testo and "Annulla il documento" in testo
    assert client.ctx.utente.cognome not in testo


def test_opening_a_document_is_logged_without_personal_data(documento, client_di, azienda):
    client_di("op_cm").get(pagina(documento))
    evento = Evento.objects.get(verbo="documento.letto")
    assert evento.oggetto_id == documento.pk and azienda.denominazione not in evento.etichetta


# --- the list -----------------------------------------------------------------------------------------------------
def nomi(risposta):
    return [d.numero for d in risposta.context["elenco"].pagina]


def test_the_archive_filters_and_searches(emette, azienda, client_di, tipi_di_prova):
    altro = dichiara(chiave="prova.altri", titolo="Lettera degli altri")
    primo = emette(SISTEMA, azienda)
    emette(SISTEMA, azienda, sostituisce=primo.pk, motivo="dati")
    annulla(emette(SISTEMA, OrganizzazioneFactory(denominazione="Vigneto S.r.l.")), motivo="x", ctx=SISTEMA)
    lettera = emette(SISTEMA, azienda, tipo=altro)
    client = client_di("op_cm")
    casi = {
        "condizione=valido": [1, 2],
        "condizione=sostituito": [1],
        "condizione=annullato": [3],
        "tipo=prova.altri": [1],
        "q=3": [3],
        f"q=2/{primo.anno}": [2],
        f"q={lettera.codice_leggibile.lower()}": [1],
        "destinatario=vigneto": [3],
        "anno=2001": [1, 2, 3, 1],
    }
    for query, attesi in casi.items():
        assert sorted(nomi(client.get(f"{ELENCO}?{query}"))) == sorted(attesi), query


def test_the_list_asks_the_database_the_same_for_any_number_of_rows(emette, client_di, azienda):
    client = client_di("op_cm")
    emette(SISTEMA, azienda)
    client.get(f"{ELENCO}?ordine=numero")

    def quante():
        with CaptureQueriesContext(connection) as contate:
            assert client.get(f"{ELENCO}?ordine=numero").status_code == 200
        return len(contate)

    una = quante()
    for _ in range(5):
        emette(SISTEMA, OrganizzazioneFactory())
    assert quante() == una


def test_the_export_has_what_the_list_has(documento, client_di):
    risposta = client_di("op_cm").get("/documenti/esporta/xlsx/?q=1")
    righe = list(load_workbook(BytesIO(risposta.content)).worksheets[0].iter_rows(values_only=True))
    assert len(righe) == 2 and documento.codice_leggibile in righe[1] and "Frutteto S.r.l." in righe[1]
    evento = Evento.objects.get(verbo="esportazione")
    assert evento.dettagli == {"formato": "xlsx", "righe": 1, "filtri": {}}


def test_search_box_and_references_find_documents_in_scope(documento, ctx_di):
    ctx = ctx_di("op_cm")
    trovati = dict(cerca(ctx, documento.codice_leggibile))
    assert [t.url for t in trovati["Documenti"]] == [documento.get_absolute_url()]
    assert risolvi(ctx, "documenti.documento", documento.pk).titolo == str(documento)
    assert risolvi(ctx_di("ref_azienda"), "documenti.documento", documento.pk) is None
    assert "Documenti" not in dict(cerca(ctx_di("ref_azienda"), documento.codice_leggibile))


# --- issue from the page ------------------------------------------------------------------------------------------
def test_the_page_shows_the_document_first_and_a_get_issues_nothing(frutti, ente, azienda, client_di):
    url = reverse("documenti:nuovo", args=[frutti.chiave, azienda.pk])
    risposta = client_di("op_cm").get(url)
    assert risposta.status_code == 200
    assert "Frutteto S.r.l." in risposta.context["prova"].html
    # The preview is an attribute's text: none of its markup belongs to the page.
    assert re.search(r'srcdoc="\s*&lt;!DOCTYPE', risposta.text)
    assert not Documento.objects.exists() and not Lavoro.objects.exists()


@serve_pango
def test_from_the_page_to_the_document(frutti, ente, azienda, archivio, client_di):
    client = client_di("op_cm")
    url = reverse("documenti:nuovo", args=[frutti.chiave, azienda.pk])
    chiave = {"chiave_idempotenza": str(nuovo_id())}
    for _volta in range(2):
        assert client.post(url, chiave).status_code == 302
    lavoro = esegui()
    assert lavoro.stato == StatoLavoro.COMPLETATO, lavoro.errore
    documento = Documento.objects.get()
    assert lavoro.url_risultato == documento.get_absolute_url()
    assert client.get(lavoro.url_risultato).status_code == 200


def test_who_may_not_issue_or_see_the_object_finds_no_page(frutti, ente, azienda, client_di):
    url = reverse("documenti:nuovo", args=[frutti.chiave, azienda.pk])
    assert client_di("op_cpi").get(url).status_code == 404
    assert client_di("ref_azienda").get(url).status_code == 404
    assert client_di("ref_azienda", organizzazione=azienda).get(url).status_code == 200
    assert client_di("op_cm").get(reverse("documenti:nuovo", args=["nessuno", azienda.pk])).status_code == 404


def test_an_object_that_cannot_have_one_is_explained_and_not_issued(frutti, ente, client_di):
    senza = OrganizzazioneFactory(denominazione="Campo senza alberi")
    url = reverse("documenti:nuovo", args=[frutti.chiave, senza.pk])
    client = client_di("op_cm")
    assert "Non ha raccolto frutti." in client.get(url).text
    assert client.post(url).status_code == 409
    assert not Lavoro.objects.exists()


@serve_pango
def test_replacing_from_the_page(documento, client_di):
    client = client_di("responsabile")
    assert client.post(pagina(documento, "sostituisci"), {}).status_code == 422
    assert client.post(pagina(documento, "sostituisci"), {"motivo": "dati"}).status_code == 302
    assert esegui().stato == StatoLavoro.COMPLETATO
    nuovo = Documento.objects.get(sostituisce=documento)
    testo = client.get(pagina(documento)).text
    assert f"Al suo posto vale il n. {nuovo.numero_e_anno}" in testo
    assert client.get(pagina(documento, "sostituisci")).status_code == 404


def test_annulling_from_the_page_wants_a_reason(documento, client_di):
    client = client_di("op_cm")
    assert client.post(pagina(documento, "annulla"), {}).status_code == 422
    assert client.post(pagina(documento, "annulla"), {"motivo": "Doppio"}).status_code == 302
    assert "Doppio" in client.get(pagina(documento)).text
    assert client.get(pagina(documento, "annulla")).status_code == 404


def test_a_job_of_who_lost_the_role_issues_nothing(frutti, ente, azienda, archivio, client_di):
    client = client_di("op_cm")
    client.post(reverse("documenti:nuovo", args=[frutti.chiave, azienda.pk]))
    client.ctx.appartenenza.ruolo = "op_cpi"
    client.ctx.appartenenza.save()
    lavoro = esegui()
    assert lavoro.stato == StatoLavoro.FALLITO and "non può più emetterlo" in lavoro.errore
    assert not Documento.objects.exists()


# --- mandates -----------------------------------------------------------------------------------------------------
def test_the_company_has_its_mandates_certified_and_nobody_elses(ente, azienda, client_di):
    delega = DelegaFactory(delegante=azienda)
    altra = DelegaFactory(delegante=OrganizzazioneFactory())
    client = client_di("ref_azienda", organizzazione=azienda)
    assert ATTESTAZIONE in client.get(ELENCO).text
    html = client.get(reverse("documenti:nuovo", args=[ATTESTAZIONE, azienda.pk])).context["prova"].html
    assert delega.delegato.denominazione in html and "senza scadenza" in html
    assert altra.delegato.denominazione not in html
    assert client.get(reverse("documenti:nuovo", args=[ATTESTAZIONE, altra.delegante_id])).status_code == 404


# --- letterhead ---------------------------------------------------------------------------------------------------
CARTA = {"dal": "2026-01-01", "testo_logo": "Stemma", "firmatario": "Bruna Firma", "qualifica": "La dirigente"}


def con_logo(contenuto=LOGO, **campi):
    return {**CARTA, "logo_nuovo": SimpleUploadedFile("logo.svg", contenuto, "image/svg+xml"), **campi}


def test_the_letterhead_is_seen_before_it_is_written(ente, archivio, client_di):
    client = client_di("amm_prov")
    risposta = client.post("/documenti/carta/nuova/", con_logo(anteprima="1"))
    assert risposta.status_code == 200
    assert "Bruna Firma" in risposta.context["anteprima"] and "data:image/svg+xml" in risposta.context["anteprima"]
    assert not CartaIntestata.objects.exists() and not FilePrivato.objects.exists()
    assert client.post("/documenti/carta/nuova/", con_logo()).status_code == 302
    assert "Bruna Firma" in client.get("/documenti/carta/").context["anteprima"]


def test_the_logo_stays_until_another_takes_its_place(ente, archivio, client_di):
    client = client_di("responsabile")
    client.post("/documenti/carta/nuova/", con_logo())
    client.post("/documenti/carta/nuova/", {**CARTA, "firmatario": "Altra Firma"})
    client.post("/documenti/carta/nuova/", {**CARTA, "senza_logo": "on"})
    senza, stesso, primo = CartaIntestata.objects.order_by("-creato_il")
    assert primo.logo is not None and stesso.logo == primo.logo and senza.logo is None
    assert CartaIntestata.objects.al() == senza


@pytest.mark.parametrize("contenuto", [b"<html>", b"GIF89a"])
def test_a_bad_logo_is_refused_with_a_sentence(ente, archivio, client_di, contenuto):
    risposta = client_di("amm_prov").post("/documenti/carta/nuova/", con_logo(contenuto))
    assert risposta.status_code == 422 and "non è un&#x27;immagine" in risposta.text


def test_only_who_configures_sees_the_letterhead(ente, client_di):
    for ruolo in ("op_cm", "op_cpi", "ref_azienda", "auditor"):
        assert client_di(ruolo).get("/documenti/carta/").status_code == 404
        assert client_di(ruolo).post("/documenti/carta/nuova/", CARTA).status_code == 404
