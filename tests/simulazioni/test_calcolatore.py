"""The public calculator: right answers in plain words, and nothing kept of what one types."""

import re
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.normativa import RigaOraria, Tipologia
from collocamento.simulazioni.calcolatore import Risposte, rispondi
from collocamento.simulazioni.frasi import frasi
from collocamento.simulazioni.opportunita import mostrate
from socialabs.base.middleware import scrive_altro
from tests.fabbriche import EnteTitolareFactory


INDIRIZZO = "/simulazioni/calcolatore/"
GIORNO = date(2026, 3, 2)
PRIVATO = Tipologia.PRIVATO


@pytest.fixture(autouse=True)
def _giorno():
    with time_machine.travel("2026-03-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def _contatore():
    cache.clear()
    yield
    cache.clear()


def risposte(**altre: object) -> dict:
    dati = {"tipologia": "A", "dipendenti": "16", "orario": "40", "piu_province": "no"}
    return dati | {nome: str(valore) for nome, valore in altre.items()}


def in_riga(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def dette(**campi: object) -> dict:
    date_ = Risposte(**{"tipologia": PRIVATO, **campi})
    return frasi(date_, rispondi(date_, GIORNO))


# --- the answers --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("campi", "quota", "mancano"),
    [
        ({"dipendenti": 14}, (0, 0), 0),
        ({"dipendenti": 15}, (1, 0), 1),
        ({"dipendenti": 20, "esclusi": 6}, (0, 0), 0),
        # Four half-timers are two: 13 that count.
        ({"dipendenti": 15, "part_time": (RigaOraria(4, 2400, 1200),)}, (0, 0), 0),
        ({"dipendenti": 36, "disabili": 1}, (1, 0), 0),
        ({"dipendenti": 40, "disabili": 1}, (2, 0), 1),
        # Whoever works half time or less leaves the base and covers nothing here.
        ({"dipendenti": 36, "disabili": 1, "disabili_ridotto": 1}, (1, 0), 1),
        ({"dipendenti": 51}, (4, 1), 5),
        ({"dipendenti": 200, "disabili": 5, "art18": 2}, (14, 2), 9),
    ],
)
def test_what_a_firm_owes(campi: dict, quota: tuple[int, int], mancano: int) -> None:
    esito = rispondi(Risposte(**{"tipologia": PRIVATO, **campi}), GIORNO)
    assert (esito.cifre.quota_disabili, esito.cifre.quota_art18) == quota
    assert esito.mancano == mancano


def test_below_the_threshold_it_says_what_happens_at_the_fifteenth() -> None:
    parole = dette(dipendenti=12)
    assert parole["obbligo"] == "Non dovete assumere nessuno: contano 12 lavoratori, e l'obbligo comincia a 15."
    assert parole["seguito"] == [
        "Con 3 lavoratori in più che contano, alla 15ª persona, dovrete avere 1 persona con disabilità: da quel "
        "giorno avrete 60 giorni."
    ]
    assert parole["termine"] == parole["costo"] == []


def test_who_is_short_is_told_by_when_and_what_it_costs_not_to() -> None:
    parole = dette(dipendenti=16)
    assert parole["obbligo"] == "Dovete assumere 1 persona con disabilità."
    assert parole["termine"] == [
        "Dal giorno in cui siete arrivati a questo numero avete 60 giorni per chiedere o assumere."
    ]
    assert dette(dipendenti=16, dal=date(2026, 2, 1))["termine"] == [
        "Dovete chiedere all'ufficio o assumere entro il 2 aprile 2026."
    ]
    assert "è passato" in dette(dipendenti=16, dal=date(2025, 6, 1))["termine"][0]
    assert "dal 61º giorno la sanzione è di 196,05\xa0€" in parole["costo"][0]
    assert parole["seguito"][0].startswith("Alla 36ª persona che conta")


def test_who_is_in_order_is_told_so() -> None:
    assert dette(dipendenti=20, disabili=1)["obbligo"].startswith("Siete in regola")
    assert dette(dipendenti=40, disabili=1)["obbligo"] == (
        "Dovete assumere ancora 1 persona con disabilità, su 2 persone con disabilità dovute."
    )


def test_a_public_body_hears_of_no_fine_and_2027_of_no_amount() -> None:
    assert dette(dipendenti=16, tipologia=Tipologia.PUBBLICO)["costo"] == []
    risposta = Risposte(PRIVATO, 16)
    assert "non sono ancora verificati" in frasi(risposta, rispondi(risposta, date(2027, 1, 4)))["costo"][0]


def test_what_was_not_read_again_in_its_source_is_marked() -> None:
    punti = [punto for voce in mostrate(GIORNO) for punto in voce["punti"]]
    assert any(punto["da_verificare"] for punto in punti)
    incentivo = next(punto for punto in punti if "70%" in punto["frase"])
    assert "35% per 36 mesi" in incentivo["frase"] and not incentivo["da_verificare"]
    # The months of the third kind are not verified: no number is given for them.
    assert not any("60 mesi" in punto["frase"] for punto in punti)


# --- the page -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_anyone_asks_and_is_answered() -> None:
    EnteTitolareFactory(email="collocamento@example.org")
    client = Client()
    assert "Le domande" in in_riga(client.get(INDIRIZZO))
    response = client.post(INDIRIZZO, risposte(dipendenti=52, quanti_1=2, ore_1="20,5"))
    assert response.status_code == 200
    assert response.context["esito"].cifre.base_art3 == 51
    assert "Dovete assumere 4 persone con disabilità e 1 di categoria protetta." in in_riga(response)
    assert "mailto:collocamento@example.org" in in_riga(response)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_nothing_is_kept() -> None:
    client = Client()
    client.get(INDIRIZZO)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(INDIRIZZO, risposte(dipendenti=4321))
    assert response.status_code == 200
    assert not any(scrive_altro(q["sql"]) or "django_session" in q["sql"] for q in queries)
    assert set(client.cookies) <= {"csrftoken"}
    # What was typed comes back in the page only: neither in an address nor in the cache.
    assert "4321" not in response.request["QUERY_STRING"] and "4321" not in str(response.headers)


@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_a_post_without_the_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(INDIRIZZO, risposte()).status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_wrong_answers_are_told_at_their_question() -> None:
    response = Client().post(INDIRIZZO, risposte(dipendenti=10, disabili=6, art18=5, quanti_1=3, ore_2="50"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"dipendenti", "ore_1", "quanti_2", "ore_2"}
    assert "esito" not in response.context
    di_piu = Client().post(INDIRIZZO, risposte(disabili=1, disabili_ridotto=2))
    assert di_piu.context["form"].errors.keys() == {"disabili_ridotto"}
    assert Client().post(INDIRIZZO, risposte(dal="2027-01-01")).context["form"].errors.keys() == {"dal"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_too_many_questions_from_one_address_wait() -> None:
    client = Client()
    esiti = [client.post(INDIRIZZO, risposte()).status_code for _volta in range(31)]
    assert esiti == [200] * 30 + [429]
    assert client.get(INDIRIZZO).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("_contatore")
def test_it_is_named_at_the_foot_of_every_page() -> None:
    assert reverse("simulazioni:calcolatore") in in_riga(Client().get(reverse("base:privacy")))
