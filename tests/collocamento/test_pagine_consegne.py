"""Deliveries by page: upload, progress, outcome of each file, and the package of the demonstration."""

import csv
import uuid
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna
from collocamento.views import consegne as viste
from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.lavori.models import Lavoro
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, pacchetto


pytestmark = pytest.mark.django_db

PAGINA = "/collocamento/consegne/"
CARICA = "/collocamento/consegne/carica/"
IMPORTATORI = ["op_cpi", "op_cm", "responsabile"]


@pytest.fixture(autouse=True)
def archivio(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path


def archivio_zip() -> SimpleUploadedFile:
    return SimpleUploadedFile("prospetti.zip", pacchetto(a=documento("A1")).read(), "application/zip")


@pytest.fixture
def consegna(db) -> Consegna:
    rotto = documento("B1")[:-40]
    files = {"a": documento("A1"), "=rotto": rotto, "vuoto": b""}
    return importa(Consegna.objects.create(nome="consegna.zip"), pacchetto(**files), ctx=Contesto.sistema("prova"))


@pytest.mark.parametrize("ruolo", IMPORTATORI)
def test_an_upload_is_kept_and_leads_to_its_progress(client_di, ruolo):
    risposta = client_di(ruolo).post(CARICA, {"file": archivio_zip()})
    consegna = Consegna.objects.get()
    assert risposta.url == consegna.lavoro.get_absolute_url()
    assert consegna.lavoro.argomenti == {"consegna": str(consegna.pk)}
    with apri(consegna.file) as contenuto:
        assert contenuto.read(2) == b"PK"


def test_the_same_form_sent_twice_loads_once(client_di):
    client, chiave = client_di("op_cpi"), str(uuid.uuid4())
    risposte = [client.post(CARICA, {"file": archivio_zip(), "chiave_idempotenza": chiave}) for _ in range(2)]
    assert Consegna.objects.count() == Lavoro.objects.count() == 1
    assert risposte[0].url == risposte[1].url


@pytest.mark.parametrize(
    ("dati", "errore"),
    [
        ({}, "Scegli l&#x27;archivio da caricare."),
        ({"file": SimpleUploadedFile("vuoto.zip", b"")}, "Il file è vuoto."),
    ],
)
def test_what_is_wrong_with_an_upload_is_said_in_the_form(client_di, dati, errore):
    risposta = client_di("op_cpi").post(CARICA, dati)
    assert risposta.status_code == 422
    assert errore in risposta.text
    assert not Consegna.objects.exists()


def test_the_page_says_what_is_accepted_and_works_without_scripts(client_di):
    testo = client_di("op_cpi").get(PAGINA).text
    assert 'type="file"' in testo
    assert 'enctype="multipart/form-data"' in testo
    assert "20,0" in testo


@pytest.mark.parametrize("ruolo", ["amm_prov", "ref_azienda", "consulente", "auditor"])
def test_nobody_else_may_load(client_di, ruolo):
    client = client_di(ruolo)
    assert client.post(CARICA, {"file": archivio_zip()}).status_code == 404
    assert client.post("/collocamento/consegne/demo/").status_code == 404
    assert not Consegna.objects.exists()


def test_the_province_s_administrator_reads_the_deliveries(client_di, consegna):
    risposta = client_di("amm_prov").get(PAGINA)
    assert "consegna.zip" in risposta.text
    assert CARICA not in risposta.text


@pytest.mark.parametrize("ruolo", ["ref_azienda", "consulente", "auditor", "persona"])
def test_for_outsiders_deliveries_do_not_exist(client_di, consegna, ruolo):
    client = client_di(ruolo)
    for indirizzo in (PAGINA, f"{PAGINA}{consegna.pk}/", f"{PAGINA}{consegna.pk}/rifiutati/"):
        assert client.get(indirizzo).status_code == 404


def test_the_outcome_counts_files_and_lists_the_refused_with_line_and_reason(client_di, consegna):
    risposta = client_di("op_cpi").get(f"{PAGINA}{consegna.pk}/")
    cifre = {str(c["etichetta"]): c["valore"] for c in risposta.context["cifre"]}
    assert (cifre["Accolti"], cifre["Rifiutati"]) == (1, 2)
    voci = {v["file"].nome: v for v in risposta.context["rifiutati"]}
    assert str(voci["vuoto.xml"]["motivo"]) == "File vuoto"
    assert voci["=rotto.xml"]["file"].riga > 1
    assert voci["=rotto.xml"]["file"].messaggio in risposta.text


def test_the_refused_are_downloaded_as_csv_and_logged(client_di, consegna):
    risposta = client_di("op_cpi").get(f"{PAGINA}{consegna.pk}/rifiutati/")
    righe = list(csv.DictReader(StringIO(b"".join(risposta).decode("utf-8-sig")), delimiter=";"))
    assert [r["File"] for r in righe] == ["'=rotto.xml", "vuoto.xml"]
    assert Evento.objects.get(verbo="esportazione").oggetto_id == consegna.pk


def test_a_delivery_under_way_leads_to_its_progress(client_di):
    client = client_di("op_cpi")
    client.post(CARICA, {"file": archivio_zip()})
    consegna = Consegna.objects.get()
    assert client.get(f"{PAGINA}{consegna.pk}/").url == consegna.lavoro.get_absolute_url()


# --- the package of the demonstration -------------------------------------------------------------------------------
@pytest.fixture
def pacchetto_demo(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    percorso = tmp_path / "prospetti_demo.zip"
    percorso.write_bytes(pacchetto(a=documento("A1")).read())
    monkeypatch.setattr(viste, "PACCHETTO_DEMO", percorso)
    return percorso


def test_the_demo_package_is_loaded_in_one_click(client_di, pacchetto_demo):
    client = client_di("op_cpi")
    assert "Carica il pacchetto dimostrativo" in client.get(PAGINA).text
    client.post("/collocamento/consegne/demo/")
    assert Consegna.objects.get().nome == "prospetti_demo.zip"


def test_the_demo_package_can_be_downloaded(client_di, pacchetto_demo):
    risposta = client_di("op_cpi").get("/collocamento/consegne/demo/scarica/")
    assert BytesIO(b"".join(risposta)).read() == pacchetto_demo.read_bytes()


def test_without_the_package_nothing_is_offered(client_di, pacchetto_demo):
    pacchetto_demo.unlink()
    client = client_di("op_cpi")
    assert "pacchetto dimostrativo" not in client.get(PAGINA).text
    assert client.post("/collocamento/consegne/demo/").status_code == 404
    assert client.get("/collocamento/consegne/demo/scarica/").status_code == 404


def test_outside_the_demonstration_there_is_no_package(pacchetto_demo, settings):
    settings.DEMO = False
    with pytest.raises(Http404):
        viste._pacchetto_demo()
