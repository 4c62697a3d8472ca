"""The office's list and the page of an episode: who is late and since when, requests recorded, checks."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.models import Datore
from collocamento.posizione.azioni.atti import annulla_richiesta, registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.enums import EsitoVerifica
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.errori import NonPossibile
from collocamento.posizione.models import Episodio, Richiesta, Verifica
from socialabs.anagrafica.models import CentroImpiego, Comune
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.registro.models import Evento
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory
from tests.posizione.scena_episodi import SITUAZIONE, SP, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
OGGI = SITUAZIONE + timedelta(days=70)
ELENCO = reverse("posizione:episodi")


@pytest.fixture(autouse=True)
def adesso():
    with time_machine.travel(f"{OGGI}T10:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def tardivo() -> Datore:
    """Two posts short and ten days past the term."""
    EnteTitolareFactory()
    uno = datore("Tardiva S.r.l.")
    con_prospetto(uno)
    ricalcola([uno.pk], OGGI, SISTEMA)
    return uno


def episodio(di: Datore) -> Episodio:
    return Episodio.objects.in_corso().get(datore=di)


def pagina(di: Datore, verbo: str = "episodio") -> str:
    return reverse(f"posizione:{verbo}", args=[episodio(di).pk])


# --- the list ------------------------------------------------------------------------------------------------------
def test_the_list_shows_who_is_short_and_how_late(tardivo, client_di) -> None:
    in_regola = datore("In regola S.p.A.")
    con_prospetto(in_regola, in_forza=4)
    ricalcola([in_regola.pk], OGGI, SISTEMA)
    client = client_di("op_cpi")
    risposta = client.get(ELENCO)
    assert "Tardiva S.r.l." in risposta.text and "In regola S.p.A." not in risposta.text
    assert risposta.context["totali"] == {
        "datori": 1,
        "oltre": 1,
        "da_verificare": 1,
        "scoperti": 2,
        "scoperti_art18": 0,
    }
    assert "In regola S.p.A." in client.get(ELENCO, {"stato": "tutti"}).text


@pytest.mark.parametrize(
    ("filtri", "trovato"),
    [
        ({"ritardo": "1"}, True),
        ({"ritardo": "30"}, False),
        ({"posti": "2"}, True),
        ({"posti": "5"}, False),
        ({"stato": S.SCOPERTA_OLTRE}, True),
        ({"stato": S.SCOPERTA_NEI_TERMINI}, False),
        ({"provincia": "tutte"}, True),
        ({"comune": "E463"}, True),
        ({"q": "tardiva"}, True),
        ({"q": "altra"}, False),
    ],
)
def test_each_filter_narrows_the_list(tardivo, client_di, filtri: dict, trovato: bool) -> None:
    assert ("Tardiva S.r.l." in client_di("op_cm").get(ELENCO, filtri).text) is trovato


def test_a_job_centre_finds_the_employers_of_its_comuni(tardivo, client_di) -> None:
    comune = Comune.objects.get(pk="E463")
    suo, altro = (
        CentroImpiego.objects.create(organizzazione=OrganizzazioneFactory(tipo="cpi"), provincia=comune.provincia)
        for _n in range(2)
    )
    suo.comuni.add(comune)
    client = client_di("op_cpi")
    assert "Tardiva S.r.l." in client.get(ELENCO, {"cpi": suo.pk}).text
    assert "Tardiva S.r.l." not in client.get(ELENCO, {"cpi": altro.pk}).text


def test_the_export_has_the_rows_filtered_and_leaves_a_trace(tardivo, client_di) -> None:
    risposta = client_di("op_cm").get(reverse("posizione:esporta", args=["csv"]))
    testo = b"".join(risposta.streaming_content).decode()
    assert "Tardiva S.r.l." in testo and "Scoperta oltre il termine" in testo and "La Spezia" in testo
    assert Evento.objects.filter(verbo="esportazione", tipo="posizione.episodi").exists()
    assert client_di("op_cm").get(reverse("posizione:esporta", args=["pdf"])).status_code == 404


def test_a_longer_list_asks_no_more_of_the_database(tardivo, client_di, django_assert_num_queries) -> None:
    client = client_di("op_cm")
    client.get(ELENCO, {"stato": "tutti"})
    with CaptureQueriesContext(connection) as per_uno:
        client.get(ELENCO, {"stato": "tutti"})
    for n in range(4):
        con_prospetto(altro := datore(f"Altra {n}"))
        ricalcola([altro.pk], OGGI, SISTEMA)
    with django_assert_num_queries(len(per_uno)):
        client.get(ELENCO, {"stato": "tutti"})


@pytest.mark.parametrize("ruolo", ["ref_azienda", "consulente", "auditor", "tutor"])
def test_the_list_and_the_episodes_are_the_offices(tardivo, client_di, ruolo: str) -> None:
    client = client_di(ruolo, organizzazione=tardivo.organizzazione)
    for url in (ELENCO, pagina(tardivo), reverse("posizione:esporta", args=["csv"])):
        assert client.get(url).status_code == 404


# --- a request -----------------------------------------------------------------------------------------------------
def chiedi(client, di: Datore, **campi):
    dati = {"giorno": "2026-03-05", "protocollo": "12/2026", "disabili": "2", "art18": "0"} | campi
    return client.post(pagina(di, "richiesta"), dati)


def test_a_request_recorded_closes_the_gap_and_tells_when(tardivo, client_di) -> None:
    client = client_di("op_cm")
    risposta = chiedi(client, tardivo)
    attuale = episodio(tardivo)
    assert (attuale.stato, attuale.scoperti, attuale.dal) == (S.RICHIESTA_PRESENTATA, 0, OGGI)
    assert risposta.url == reverse("posizione:episodio", args=[attuale.pk])
    testo = client.get(risposta.url).text
    assert "protocollo 12/2026" in testo and "Scoperta oltre il termine" in testo
    assert Richiesta.objects.get().registrata_da == client.ctx.utente


@pytest.mark.parametrize(
    ("campi", "errore"),
    [
        ({"giorno": "2026-06-01"}, "dopo oggi"),
        ({"giorno": ""}, "obbligatorio"),
        ({"disabili": "0"}, "quante persone"),
        ({"protocollo": ""}, "obbligatorio"),
    ],
)
def test_a_request_that_says_too_little_is_refused_at_its_field(tardivo, client_di, campi, errore) -> None:
    risposta = chiedi(client_di("op_cm"), tardivo, **campi)
    assert risposta.status_code == 422 and errore in risposta.text
    assert not Richiesta.objects.exists()


def test_the_same_protocol_is_refused_and_the_same_form_acts_once(tardivo, client_di) -> None:
    client, chiave = client_di("op_cm"), str(nuovo_id())
    parziale = {"disabili": "1", "chiave_idempotenza": chiave}
    assert chiedi(client, tardivo, **parziale).url == chiedi(client, tardivo, **parziale).url
    doppia = chiedi(client, tardivo, disabili="1")
    assert doppia.status_code == 422 and "protocollo è già registrata" in doppia.text
    assert Richiesta.objects.count() == 1


def test_a_request_entered_by_mistake_is_annulled_and_stays_on_file(tardivo, client_di, ctx_di) -> None:
    client = client_di("responsabile")
    chiedi(client, tardivo)
    url = reverse("posizione:richiesta_annulla", args=[Richiesta.objects.get().pk])
    client.post(url, {"motivo": ""})
    assert episodio(tardivo).stato == S.RICHIESTA_PRESENTATA, "no reason, no annulment"
    assert client.post(url, {"motivo": "Era di un'altra azienda"}).status_code == 302
    assert episodio(tardivo).stato == S.SCOPERTA_OLTRE
    with pytest.raises(NonPossibile):
        annulla_richiesta(Richiesta.objects.get(), "di nuovo", ctx=ctx_di("op_cm"))


@pytest.mark.parametrize("ruolo", ["op_cpi", "amm_prov", "ref_azienda", "consulente"])
def test_who_does_not_decide_records_nothing(tardivo, client_di, ruolo: str) -> None:
    client = client_di(ruolo)
    assert chiedi(client, tardivo).status_code == 404
    assert client.post(pagina(tardivo, "verifica"), {"esito": "confermata"}).status_code == 404
    assert not Richiesta.objects.exists() and not Verifica.objects.exists()


# --- a check -------------------------------------------------------------------------------------------------------
def test_a_check_is_recorded_with_its_outcome_and_counts_in_the_list(tardivo, client_di) -> None:
    client = client_di("op_cm")
    assert client.post(pagina(tardivo, "verifica"), {"esito": ""}).status_code == 422
    client.post(pagina(tardivo, "verifica"), {"esito": "in_copertura", "nota": "Selezione in corso"})
    assert Verifica.objects.get().autore == client.ctx.utente
    assert "Selezione in corso" in client.get(pagina(tardivo)).text
    risposta = client.get(ELENCO)
    assert risposta.context["totali"]["da_verificare"] == 0 and "Copertura in corso" in risposta.text
    assert "nota" not in str(Evento.objects.get(verbo="episodio.verificato").dettagli)


def test_only_a_gap_past_its_term_is_checked(tardivo, ctx_di, client_di) -> None:
    concluso = episodio(tardivo)
    chiedi(client_di("op_cm"), tardivo)
    for chi in (concluso, episodio(tardivo)):
        if chi.stato == S.SCOPERTA_OLTRE and chi.al is None:
            continue
        with pytest.raises(NonPossibile):
            registra_verifica(chi, EsitoVerifica.CONFERMATA, "", ctx=ctx_di("op_cm"))


def test_checks_are_not_rewritten_not_even_by_the_portal(tardivo, ctx_di) -> None:
    registra_verifica(episodio(tardivo), EsitoVerifica.CONFERMATA, "", ctx=ctx_di("op_cm"))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Verifica.objects.update(esito=EsitoVerifica.DATI_ERRATI)


def test_the_page_says_since_when_and_leads_to_the_quota(tardivo, client_di) -> None:
    testo = client_di("amm_prov").get(pagina(tardivo)).text
    assert "passato da 10 giorni" in testo and date(2026, 3, 1).strftime("%d/%m/%Y") in testo
    assert reverse("posizione:datore", args=[tardivo.pk]) in testo
    assert "Registra la" not in testo, "who only reads is offered nothing"
    assert episodio(tardivo).provincia == SP
