"""The pages: the tab, the form with its faults, the act with its next step, the steps, the list and the statement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.provvedimenti.azioni import istruttoria, richieste
from collocamento.provvedimenti.enums import Genere, Stato
from collocamento.provvedimenti.models import Allegato, ContoContributo, Provvedimento, TermineContributo, Versamento
from tests.fabbriche import DelegaFactory
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import (
    MOTIVAZIONE,
    compensazione,
    concesso,
    esonero,
    esonero_60,
    gradualita,
    in_istruttoria,
    ora,
    registrato,
    sospensione,
)


pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nprova"


@pytest.fixture(autouse=True)
def archivio(settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path


@pytest.fixture
def di_azienda(datore, client_di):
    return client_di("ref_azienda", organizzazione=datore.organizzazione)


@pytest.fixture
def di_operatore(client_di):
    return client_di("op_cm")


@pytest.fixture
def di_responsabile(client_di):
    return client_di("responsabile")


def url(nome: str, *argomenti: object) -> str:
    return reverse(f"provvedimenti:{nome}", args=argomenti)


def corpo(risposta) -> str:
    return risposta.content.decode()


MODULO = {
    "provincia": "009",
    "percentuale": "13",
    "posizioni": "2",
    "motivi": ["pericolosita"],
    "dal": "2026-04-01",
    "al": "2027-03-31",
    "relazione": "Lavori in quota su impianti.",
}


# --- asking -------------------------------------------------------------------------------------------------------
def test_a_request_goes_from_the_form_to_the_decision(datore, di_azienda, di_operatore, di_responsabile) -> None:
    pagina = di_azienda.get(url("nuovo", datore.pk, "esonero"))
    assert "Ancora concedibili oggi" in corpo(pagina)
    risposta = di_azienda.post(url("nuovo", datore.pk, "esonero"), MODULO)
    atto = Provvedimento.objects.get()
    assert risposta["Location"] == url("dettaglio", atto.pk)
    assert "Presenta la richiesta" in corpo(di_azienda.get(url("dettaglio", atto.pk)))
    assert di_azienda.post(url("passa", atto.pk, "presenta")).status_code == 302
    assert "Prendi in carico" in corpo(di_operatore.get(url("dettaglio", atto.pk)))
    assert di_operatore.post(url("passa", atto.pk, "prendi")).status_code == 302
    decidi = url("passa", atto.pk, "concedi")
    assert di_operatore.get(decidi).status_code == 404
    assert "Massimo al 01/04/2026" in corpo(di_responsabile.get(decidi))
    dati = {"posizioni": "2", "dal": "2026-04-01", "al": "2027-03-31", "motivazione": MOTIVAZIONE}
    assert di_responsabile.post(decidi, dati).status_code == 302
    assert ora(atto).stato == Stato.CONCESSO
    for client in (di_azienda, di_operatore, di_responsabile):
        pagina = corpo(client.get(url("dettaglio", atto.pk)))
        assert MOTIVAZIONE in pagina and "Massimale verificato" in pagina


@pytest.mark.parametrize(
    ("guasto", "campo", "messaggio"),
    [
        ({"al": "2026-03-31"}, "al", "La fine viene prima dell&#x27;inizio."),
        ({"percentuale": "61"}, "percentuale", "Il limite è il 60% della quota."),
        ({"motivi": []}, "motivi", "Indica almeno un motivo."),
        ({"posizioni": "0"}, "posizioni", ""),
        ({"al": "9027-03-31"}, "al", "troppo lontano da oggi"),
        ({"provincia": "999"}, "provincia", ""),
        ({"relazione": ""}, "relazione", ""),
    ],
)
def test_faults_are_told_at_the_field(datore, di_azienda, guasto, campo, messaggio) -> None:
    risposta = di_azienda.post(url("nuovo", datore.pk, "esonero"), MODULO | guasto)
    assert risposta.status_code == 422
    assert list(risposta.context["form"].errors) == [campo]
    assert messaggio in corpo(risposta)
    assert not Provvedimento.objects.exists()


@pytest.mark.parametrize(
    ("genere", "dati", "campo"),
    [
        ("sospensione", {"causa": "CIGS", "provincia": "009", "dal": "2026-04-01", "atto": "x"}, "lavoratori"),
        ("sospensione", {"causa": "CIGS", "lavoratori": "3", "dal": "2026-04-01", "atto": "x"}, "provincia"),
        (
            "sospensione",
            {
                "causa": "CIGS",
                "provincia": "009",
                "lavoratori": "3",
                "percentuale": "5",
                "dal": "2026-04-01",
                "atto": "x",
            },
            "percentuale",
        ),
        (
            "sospensione",
            {"causa": "licenziamento_collettivo", "provincia": "009", "dal": "2026-04-01", "atto": "x"},
            "provincia",
        ),
        (
            "compensazione",
            {"categoria": "D", "provincia": "009", "altra_provincia": "009", "posizioni": "1", "dal": "2026-04-01"},
            "altra_provincia",
        ),
    ],
)
def test_each_kind_tells_its_own_faults(datore, di_azienda, genere, dati, campo) -> None:
    risposta = di_azienda.post(url("nuovo", datore.pk, genere), dati)
    assert risposta.status_code == 422
    assert list(risposta.context["form"].errors) == [campo]


def test_a_proposed_compensation_fills_the_form_in(datore, di_azienda) -> None:
    pagina = di_azienda.get(url("nuovo", datore.pk, "compensazione"))
    scelta = pagina.context["suggerimenti"][0]["scelta"]
    form = di_azienda.get(f"{url('nuovo', datore.pk, 'compensazione')}?{scelta}").context["form"]
    assert (form["provincia"].value(), form["altra_provincia"].value(), form["posizioni"].value()) == (
        "011",
        "009",
        "1",
    )


def test_what_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten_unseen(datore, azienda, di_azienda) -> None:
    bozza = richieste.crea(esonero(datore), ctx=azienda)
    altra = ora(bozza)
    altra.posizioni = 1
    richieste.modifica(altra, versione_letta=1, ctx=azienda)
    risposta = di_azienda.post(url("modifica", bozza.pk), MODULO | {"versione": "1"})
    assert risposta.status_code == 422 and "Un&#x27;altra persona ha cambiato la bozza" in corpo(risposta)
    assert ora(bozza).posizioni == 1
    assert di_azienda.post(url("modifica", bozza.pk), MODULO | {"versione": "2"}).status_code == 302
    assert ora(bozza).posizioni == 2


def test_each_side_begins_only_what_is_its_own(datore, di_azienda, di_operatore, client_di) -> None:
    assert di_azienda.get(url("nuovo", datore.pk, "gradualita")).status_code == 404
    assert di_operatore.get(url("nuovo", datore.pk, "esonero")).status_code == 404
    assert di_operatore.get(url("nuovo", datore.pk, "gradualita")).status_code == 200
    assert client_di("op_cpi").get(url("nuovo", datore.pk, "gradualita")).status_code == 404
    assert client_di("ref_azienda").get(url("nuovo", datore.pk, "esonero")).status_code == 404
    assert di_azienda.get(url("nuovo", datore.pk, "altro")).status_code == 404


# --- the act ------------------------------------------------------------------------------------------------------
def test_a_decision_over_the_ceiling_comes_back_with_its_message(datore, azienda, operatore, di_responsabile) -> None:
    atto = in_istruttoria(esonero(datore, posizioni=11, percentuale=60), parte=azienda, ufficio=operatore)
    decidi = url("passa", atto.pk, "concedi")
    assert "così non possono essere concesse" in corpo(di_responsabile.get(decidi))
    dati = {"posizioni": "11", "dal": "2026-04-01", "al": "2027-03-31", "motivazione": MOTIVAZIONE}
    risposta = di_responsabile.post(decidi, dati)
    assert risposta.status_code == 422 and "superano il massimale" in corpo(risposta)


def test_a_decision_that_overlaps_another_comes_back_with_its_message(
    datore, azienda, responsabile, di_responsabile
) -> None:
    concesso(esonero(datore, posizioni=1), parte=azienda, ufficio=responsabile)
    atto = in_istruttoria(esonero(datore, posizioni=1), parte=azienda, ufficio=responsabile)
    dati = {"posizioni": "1", "dal": "2026-04-01", "al": "2027-03-31", "motivazione": MOTIVAZIONE}
    risposta = di_responsabile.post(url("passa", atto.pk, "concedi"), dati)
    assert risposta.status_code == 422 and "vale già, per la stessa provincia" in corpo(risposta)
    assert ora(atto).stato == Stato.IN_ISTRUTTORIA


def test_a_pending_request_deducts_nothing_and_says_which_reading_would(
    datore, azienda, operatore, di_azienda
) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    pagina = corpo(di_azienda.get(url("dettaglio", atto.pk)))
    assert "Lettura, non applicata alle cifre" in pagina
    assert "passano da" in pagina


def test_papers_are_for_the_parties_and_who_examines(datore, azienda, di_azienda, di_operatore, client_di) -> None:
    bozza = richieste.crea(esonero(datore), ctx=azienda)
    carta = SimpleUploadedFile("relazione.pdf", PDF, "application/pdf")
    assert di_azienda.post(url("allega", bozza.pk), {"file": carta, "titolo": "Relazione"}).status_code == 302
    scarica = Allegato.objects.get().file.get_absolute_url()
    assert di_operatore.get(scarica).status_code in (403, 404)
    richieste.presenta(bozza, ctx=azienda)
    estraneo, sportello = client_di("ref_azienda"), client_di("op_cpi")
    for client, aperto in ((di_azienda, True), (di_operatore, True), (estraneo, False), (sportello, False)):
        risposta = client.get(scarica)
        assert (risposta.status_code == 200) is aperto
        if aperto:
            assert b"".join(risposta.streaming_content) == PDF
    assert "Relazione" not in corpo(sportello.get(url("dettaglio", bozza.pk)))
    # What was presented is not taken back.
    assert di_azienda.post(url("allegato_togli", Allegato.objects.get().pk)).status_code == 404


@pytest.mark.parametrize("nome", ["virus.exe", "pagina.html", "senza_estensione"])
def test_a_paper_of_another_kind_is_refused_at_the_field(datore, azienda, di_azienda, nome) -> None:
    bozza = richieste.crea(esonero(datore), ctx=azienda)
    risposta = di_azienda.post(url("allega", bozza.pk), {"file": SimpleUploadedFile(nome, b"x")})
    assert risposta.status_code == 422 and "Sono ammessi PDF" in corpo(risposta)
    assert not Allegato.objects.exists()


def test_a_paper_is_taken_out_of_a_draft(datore, azienda, di_azienda) -> None:
    bozza = richieste.crea(esonero(datore), ctx=azienda)
    di_azienda.post(url("allega", bozza.pk), {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert di_azienda.post(url("allegato_togli", Allegato.objects.get().pk)).status_code == 302
    assert not Allegato.objects.exists()


def test_a_consultant_asks_while_the_mandate_lasts(datore, client_di, time_machine) -> None:
    consulente = client_di("consulente")
    assert consulente.get(url("nuovo", datore.pk, "esonero")).status_code == 404
    DelegaFactory(
        delegante=datore.organizzazione,
        delegato=consulente.ctx.appartenenza.organizzazione,
        al=OGGI + timedelta(days=30),
    )
    assert consulente.post(url("nuovo", datore.pk, "esonero"), MODULO).status_code == 302
    atto = Provvedimento.objects.get()
    assert Provvedimento.objects.visible_to(consulente.ctx).filter(pk=atto.pk).exists()
    time_machine.move_to(date(2026, 5, 1))
    assert not Provvedimento.objects.visible_to(consulente.ctx).filter(pk=atto.pk).exists()


# --- tab and list -------------------------------------------------------------------------------------------------
def test_the_tab_shows_what_holds_and_what_is_asked_to_each(datore, azienda, responsabile, client_di) -> None:
    concesso(esonero(datore, dal=OGGI, posizioni=1), parte=azienda, ufficio=responsabile)
    richieste.crea(sospensione(datore), ctx=azienda)
    for ruolo, bozze in (("ref_azienda", 1), ("op_cm", 0), ("op_cpi", 0), ("amm_prov", 0)):
        sede = {"organizzazione": datore.organizzazione} if ruolo == "ref_azienda" else {}
        contesto = client_di(ruolo, **sede).get(url("datore", datore.pk)).context
        assert (len(contesto["in_vigore"]), len(contesto["altre"])) == (1, bozze), ruolo
    assert client_di("ref_azienda").get(url("datore", datore.pk)).status_code == 404


def test_the_list_asks_the_same_queries_whatever_its_length(datore, azienda, operatore, di_operatore) -> None:
    def quante() -> int:
        with CaptureQueriesContext(connection) as prese:
            assert di_operatore.get(url("elenco")).status_code == 200
        return len(prese)

    in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    quante()
    una = quante()
    for provincia in ("010", "011"):
        in_istruttoria(esonero(datore, provincia=provincia), parte=azienda, ufficio=operatore)
        in_istruttoria(sospensione(datore, provincia=provincia), parte=azienda, ufficio=operatore)
    assert quante() == una


def test_the_list_filters_by_kind_state_validity_and_term(
    datore, azienda, operatore, responsabile, client_di, time_machine
) -> None:
    di_operatore = client_di("op_cm")
    attesa = in_istruttoria(sospensione(datore), parte=azienda, ufficio=operatore)
    vigente = concesso(esonero(datore, dal=OGGI, al=OGGI + timedelta(days=80)), parte=azienda, ufficio=responsabile)
    registrata = registrato(compensazione(datore, dal=OGGI + timedelta(days=100)), parte=azienda)

    def trovati(**filtri: str) -> set:
        return {r["atto"].pk for r in di_operatore.get(url("elenco"), {"q": "", **filtri}).context["righe"]}

    assert trovati(genere=Genere.SOSPENSIONE) == {attesa.pk}
    assert trovati(stato=Stato.REGISTRATO) == {registrata.pk}
    assert trovati(vigore="in_vigore") == {vigente.pk}
    assert trovati(vigore="futuro") == {registrata.pk}
    assert trovati(termine="fine_90") == {vigente.pk}
    assert trovati(termine="aperti") == {attesa.pk} == trovati(provincia="009", stato=Stato.IN_ISTRUTTORIA)
    assert trovati(termine="oltre") == set()
    time_machine.move_to(OGGI + timedelta(days=31))
    di_operatore = client_di("op_cm")
    assert trovati(termine="oltre") == {attesa.pk}


def test_the_export_has_the_rows_filtered(datore, azienda, operatore, di_operatore) -> None:
    in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    risposta = di_operatore.get(url("esporta", "csv"), {"genere": Genere.ESONERO})
    righe = b"".join(risposta.streaming_content).decode("utf-8-sig").splitlines()
    assert len(righe) == 2 and datore.organizzazione.codice_fiscale in righe[1]
    assert di_operatore.get(url("esporta", "pdf")).status_code == 404


# --- the contribution ---------------------------------------------------------------------------------------------
@pytest.fixture
def conto(datore, azienda, responsabile, di_azienda) -> ContoContributo:
    concesso(esonero(datore, dal=date(2026, 1, 1), al=date(2026, 12, 31)), parte=azienda, ufficio=responsabile)
    di_azienda.post(url("conto_apri", datore.pk, "009", 2026, "esonero"))
    return ContoContributo.objects.get()


def test_the_statement_follows_the_calendar_declared(conto, di_azienda) -> None:
    saldo = di_azienda.get(url("conto", conto.pk)).context["saldo"]
    assert saldo.contributo.minimo == saldo.contributo.massimo > 0
    dati = {"giorni_settimana": "5", "comune": "", "chiusure": "24/12/2026, 31/12/2026", "versione": "1"}
    assert di_azienda.post(url("conto", conto.pk), dati).status_code == 302
    nuovo = di_azienda.get(url("conto", conto.pk)).context["saldo"].contributo
    assert nuovo.massimo == saldo.contributo.massimo
    assert nuovo.massimo - nuovo.minimo == 2 * 2 * Decimal("39.21")
    sbagliata = di_azienda.post(url("conto", conto.pk), dati | {"chiusure": "24/12/2025", "versione": "2"})
    assert sbagliata.status_code == 422 and "Le chiusure sono giorni del 2026" in corpo(sbagliata)
    vecchia = di_azienda.post(url("conto", conto.pk), dati)
    assert vecchia.status_code == 422 and "Un&#x27;altra persona" in corpo(vecchia)


def test_a_payment_counts_once_the_office_has_confirmed_it(conto, di_azienda, di_operatore) -> None:
    dati = {"giorno": "2026-03-09", "importo": "1000,50", "ricevuta": SimpleUploadedFile("f24.pdf", PDF)}
    assert di_azienda.post(url("versamento", conto.pk), dati).status_code == 302
    versamento = Versamento.objects.get()
    assert versamento.importo == Decimal("1000.50")
    saldo = di_operatore.get(url("conto", conto.pk)).context["saldo"]
    assert (saldo.versato, saldo.da_confermare, saldo.stato) == (0, versamento.importo, "da_versare")
    assert di_azienda.post(url("versamento_conferma", versamento.pk)).status_code == 404
    assert di_operatore.post(url("versamento_conferma", versamento.pk)).status_code == 302
    saldo = di_azienda.get(url("conto", conto.pk)).context["saldo"]
    assert (saldo.versato, saldo.da_confermare, saldo.stato) == (versamento.importo, 0, "in_parte")


@pytest.mark.parametrize(
    ("guasto", "campo"),
    [({"importo": "0"}, "importo"), ({"importo": "tanto"}, "importo"), ({"giorno": "2026-03-11"}, "__all__")],
)
def test_an_impossible_payment_is_refused(conto, di_azienda, guasto, campo) -> None:
    dati = {"giorno": "2026-03-09", "importo": "10", "ricevuta": SimpleUploadedFile("f24.pdf", PDF)}
    risposta = di_azienda.post(url("versamento", conto.pk), dati | guasto)
    assert risposta.status_code == 422 and list(risposta.context["versamento"].errors) == [campo]
    assert not Versamento.objects.exists()


def test_no_statement_where_nothing_is_due(datore, di_azienda) -> None:
    risposta = di_azienda.post(url("conto_apri", datore.pk, "009", 2026, "esonero"), follow=True)
    assert "non risulta nessun esonero" in corpo(risposta)
    assert not ContoContributo.objects.exists()


def test_the_body_sets_and_moves_its_due_dates(di_operatore, di_azienda) -> None:
    assert di_azienda.get(url("termini")).status_code == 404
    dati = {"anno": "2026", "entro_il": "2027-02-28", "atto": "Decreto 5/2026"}
    assert di_operatore.post(url("termini"), dati).status_code == 302
    assert di_operatore.post(url("termini"), dati | {"entro_il": "2027-03-15"}).status_code == 302
    assert TermineContributo.objects.get().entro_il == date(2027, 3, 15)
    assert di_operatore.post(url("termini"), dati | {"entro_il": "2025-12-31"}).status_code == 422


# --- every kind, every page ---------------------------------------------------------------------------------------
def test_every_kind_has_its_page(datore, azienda, operatore, responsabile, di_responsabile, di_azienda) -> None:
    atti = [
        registrato(compensazione(datore), parte=azienda),
        concesso(esonero(datore), parte=azienda, ufficio=responsabile),
        registrato(esonero_60(datore, posizioni=1, lavoratori=30), parte=azienda),
        concesso(sospensione(datore, posizioni=None), parte=azienda, ufficio=responsabile),
        registrato(gradualita(datore), parte=operatore),
    ]
    istruttoria.revoca(atti[1], dal=date(2026, 6, 1), motivazione="Venuto meno.", ctx=responsabile)
    for atto in atti:
        for client in (di_responsabile, di_azienda):
            assert client.get(url("dettaglio", atto.pk)).status_code == 200
