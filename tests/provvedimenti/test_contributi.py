"""The office's list of contributions: what every employer owes, what is late first, as the statements say."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.models import Datore
from collocamento.provvedimenti.azioni import contributo
from collocamento.provvedimenti.models import Provvedimento, TermineContributo
from socialabs.registro.models import Evento
from tests.fabbriche import OrganizzazioneFactory
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import esonero, esonero_60, sospensione


pytestmark = pytest.mark.django_db
ELENCO = reverse("provvedimenti:contributi")
# 2025: 251 working days from Monday to Friday; 39.21 euro a day for each position.
GIORNI_2025, AL_GIORNO = 251, Decimal("39.21")


@pytest.fixture(autouse=True)
def archivio(settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path


@pytest.fixture
def di_operatore(client_di):
    return client_di("op_cm")


def valido(datore: Datore, anno: int = 2025, **campi) -> Provvedimento:
    """An exemption that held for a whole year, as the office had granted it."""
    decisa = {"stato": "concesso", "posizioni_concesse": 2, "presentata_il": OGGI, "deciso_il": OGGI}
    atto = esonero(datore, dal=date(anno, 1, 1), al=date(anno, 12, 31), motivazione="x", **{**decisa, **campi})
    atto.save()
    return atto


def altra(nome: str) -> Datore:
    return Datore.objects.create(organizzazione=OrganizzazioneFactory(denominazione=nome))


def righe(client, **filtri) -> list:
    risposta = client.get(ELENCO, {"ordine": "urgenza", **filtri})
    assert risposta.status_code == 200
    return risposta.context["elenco"].righe


def pagato(conto, importo: Decimal, azienda, operatore=None) -> None:
    versamento = contributo.registra_versamento(
        conto, giorno=OGGI, importo=importo, ricevuta=b"%PDF-", nome="f.pdf", tipo_mime="application/pdf", ctx=azienda
    )
    if operatore:
        contributo.conferma_versamento(versamento, ctx=operatore)


def test_each_row_says_what_the_statement_of_the_employer_says(datore, azienda, di_operatore) -> None:
    valido(datore)
    sospesa = sospensione(datore, dal=date(2025, 6, 1), al=date(2025, 6, 30), stato="concesso", deciso_il=OGGI)
    sospesa.presentata_il, sospesa.motivazione = OGGI, "x"
    sospesa.save()
    prima = righe(di_operatore)[0]
    assert (prima.posizioni, prima.giorni, prima.dovuto) == (2, GIORNI_2025, 2 * GIORNI_2025 * AL_GIORNO)
    assert not prima.preparato and "conto da preparare" in di_operatore.get(f"{ELENCO}?anno=2025").content.decode()
    conto = contributo.apri(datore, ("009", 2025, "esonero"), ctx=azienda)
    conto.giorni_settimana, conto.chiusure = 6, [date(2025, 12, 24)]
    contributo.aggiorna_calendario(conto, versione_letta=conto.versione, ctx=azienda)
    pagina = di_operatore.get(conto.get_absolute_url()).context["saldo"]
    [riga] = righe(di_operatore)
    assert riga.preparato and riga.saldo == pagina and riga.dovuto_al_massimo - riga.dovuto == 2 * AL_GIORNO


def test_what_is_late_comes_first_and_nothing_is_late_without_a_day_set_by_the_body(
    datore, azienda, operatore, di_operatore
) -> None:
    puntuale, tardo = altra("Alfa S.r.l."), altra("Zeta S.r.l.")
    valido(datore)
    valido(puntuale, 2026)
    valido(tardo)
    conto = contributo.apri(datore, ("009", 2025, "esonero"), ctx=azienda)
    assert not any(riga.in_ritardo for riga in righe(di_operatore))
    TermineContributo.objects.create(anno=2025, entro_il=date(2026, 2, 28), atto="Decreto")
    TermineContributo.objects.create(anno=2026, entro_il=date(2027, 2, 28), atto="Decreto")
    pagato(conto, 2 * GIORNI_2025 * AL_GIORNO, azienda)
    assert [r.in_ritardo for r in righe(di_operatore)] == [True, True, False]
    contributo.conferma_versamento(conto.versamenti.get(), ctx=operatore)
    assert [(r.azienda, r.in_ritardo, r.resta > 0) for r in righe(di_operatore)] == [
        ("Zeta S.r.l.", True, True),
        ("Alfa S.r.l.", False, True),
        (datore.organizzazione.denominazione, False, False),
    ]


def test_filters_choose_what_is_due_and_are_remembered(datore, azienda, operatore, di_operatore) -> None:
    for anno in (2024, 2025):
        valido(datore, anno)
    esonero_60(altra("Alfa S.r.l."), stato="registrato", presentata_il=OGGI, al=date(2026, 12, 31)).save()
    conto = contributo.apri(datore, ("009", 2024, "esonero"), ctx=azienda)
    pagato(conto, Decimal(10), azienda)
    quante = {
        "": 3,
        "anno=2025": 1,
        "genere=esonero_60": 1,
        "q=alfa": 1,
        "provincia=009": 3,
        "stato=da_confermare": 1,
        "stato=versato": 0,
        "stato=da_versare": 3,
        "stato=da_preparare": 2,
    }
    for filtri, attese in quante.items():
        di_operatore.get(f"{ELENCO}?azzera=1")
        assert len(di_operatore.get(f"{ELENCO}?{filtri or 'ordine=anno'}").context["elenco"].righe) == attese, filtri
    assert di_operatore.get(ELENCO)["Location"] == f"{ELENCO}?stato=da_preparare"


def test_every_order_sorts_both_ways(datore, di_operatore) -> None:
    valido(datore)
    valido(altra("Alfa S.r.l."), 2024, posizioni_concesse=1)
    for ordine in ("urgenza", "denominazione", "anno", "giorni", "dovuto", "versato", "resta"):
        assert len(righe(di_operatore, ordine=ordine)) == len(righe(di_operatore, ordine=f"-{ordine}")) == 2
    assert [r.anno for r in righe(di_operatore, ordine="dovuto")] == [2024, 2025]
    assert [r.anno for r in righe(di_operatore, ordine="-dovuto")] == [2025, 2024]


def test_an_amount_that_is_not_verified_is_not_written_as_nothing(datore, client_di, time_machine) -> None:
    time_machine.move_to("2027-03-10T09:00:00+01:00")
    valido(datore, 2027)
    di_operatore = client_di("op_cm")
    [riga] = righe(di_operatore)
    assert not riga.verificato and riga.distintivo["testo"] == "Importo non verificato"
    testo = b"".join(di_operatore.get(reverse("provvedimenti:contributi_esporta", args=["csv"])).streaming_content)
    [voce] = csv.DictReader(io.StringIO(testo.decode("utf-8-sig")), delimiter=";")
    assert voce["Dovuto (euro)"] == voce["Resta da versare"] == ""


def test_the_export_is_the_list_as_filtered_and_is_on_record(datore, di_operatore) -> None:
    valido(datore)
    valido(altra("Alfa S.r.l."), 2024)
    esporta = reverse("provvedimenti:contributi_esporta", args=["csv"])
    testo = b"".join(di_operatore.get(esporta, {"q": "alfa", "anno": "2024"}).streaming_content).decode("utf-8-sig")
    [voce] = csv.DictReader(io.StringIO(testo), delimiter=";")
    assert (voce["Azienda"], voce["Anno"], voce["Giorni lavorativi"]) == ("Alfa S.r.l.", "2024", "254")
    evento = Evento.objects.get(verbo="esportazione")
    assert evento.dettagli == {"formato": "csv", "righe": 1, "filtri": {"anno": ["2024"]}}
    cartella = di_operatore.get(reverse("provvedimenti:contributi_esporta", args=["xlsx"]))
    assert cartella.content.startswith(b"PK")


def test_the_list_asks_the_same_queries_whatever_its_rows(datore, azienda, di_operatore) -> None:
    def quante() -> int:
        with CaptureQueriesContext(connection) as viste:
            di_operatore.get(ELENCO, {"ordine": "anno"})
        return len(viste)

    valido(datore)
    contributo.apri(datore, ("009", 2025, "esonero"), ctx=azienda)
    quante()
    prima = quante()
    for n in range(6):
        suo = altra(f"Azienda {n}")
        for anno in (2024, 2025):
            valido(suo, anno)
    pagato(contributo.apri(datore, ("009", 2025, "esonero"), ctx=azienda), Decimal(10), azienda)
    assert quante() == prima


@pytest.mark.parametrize("ruolo", ["ref_azienda", "consulente", "ref_coop", "auditor"])
def test_the_list_is_the_offices(datore, client_di, ruolo) -> None:
    valido(datore)
    assert client_di(ruolo, organizzazione=datore.organizzazione).get(ELENCO).status_code == 404
