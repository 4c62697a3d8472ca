import datetime

import pytest
from django.urls import reverse

from socialabs.anagrafica.models import CentroImpiego, EnteTitolare, SantoPatrono
from socialabs.registro.models import Evento
from tests.fabbriche import ComuneFactory, EnteTitolareFactory, OrganizzazioneFactory


@pytest.fixture
def centri(db) -> list[CentroImpiego]:
    comune = ComuneFactory()
    return [
        CentroImpiego.objects.create(
            organizzazione=OrganizzazioneFactory(tipo="cpi", denominazione=nome), provincia=comune.provincia
        )
        for nome in ("CPI Golfo", "CPI Magra")
    ]


@pytest.mark.parametrize("ruolo", ["op_cm", "op_cpi", "ref_azienda", "amm_sistema", "auditor"])
def test_others_do_not_even_learn_that_the_page_exists(client_di, ruolo) -> None:
    assert client_di(ruolo).get(reverse("anagrafica:territorio")).status_code == 404


def test_an_empty_installation_says_how_to_begin(client_di) -> None:
    assert "Nessun ente configurato" in client_di("amm_prov").get(reverse("anagrafica:territorio")).content.decode()


def test_a_new_configuration_starts_from_the_one_in_force_and_leaves_it_be(client_di) -> None:
    vecchia = EnteTitolareFactory(ufficio="Servizio lavoro")
    client = client_di("amm_prov")
    pagina = client.get(reverse("anagrafica:ente_nuovo")).content.decode()
    assert "Servizio lavoro" in pagina
    dati = {"denominazione": "Regione", "ufficio": "Ufficio nuovo", "provincia": "011", "dal": "2026-06-01"}
    assert client.post(reverse("anagrafica:ente_nuovo"), dati).status_code == 302
    assert EnteTitolare.objects.al(datetime.date(2026, 5, 31)) == vecchia
    assert EnteTitolare.objects.al(datetime.date(2026, 6, 1)).ufficio == "Ufficio nuovo"
    assert Evento.objects.filter(verbo="ente.configurato").count() == 1


def test_two_configurations_cannot_start_the_same_day(client_di) -> None:
    EnteTitolareFactory(dal=datetime.date(2026, 6, 1))
    dati = {"denominazione": "Regione", "ufficio": "Ufficio", "provincia": "011", "dal": "2026-06-01"}
    risposta = client_di("amm_prov").post(reverse("anagrafica:ente_nuovo"), dati)
    assert risposta.status_code == 422
    assert "già una configurazione" in risposta.content.decode()


def test_a_municipality_is_served_by_one_centre(client_di, centri) -> None:
    golfo, magra = centri
    golfo.comuni.add(ComuneFactory())
    client_di("responsabile").post(reverse("anagrafica:cpi_comuni", args=[magra.pk]), {"comuni": ["E463"]})
    assert [c.pk for c in magra.comuni.all()] == ["E463"]
    assert not golfo.comuni.exists()


def test_a_patrons_day_is_set_and_taken_away(client_di) -> None:
    comune = ComuneFactory(belfiore="B838", nome="Carrara")
    client = client_di("amm_prov")
    url = reverse("anagrafica:patrono", args=[comune.pk])
    assert client.post(url, {"nome": "San Ceccardo", "giorno": 16, "mese": 6}).status_code == 302
    assert SantoPatrono.objects.get(comune=comune).giorno == 16
    risposta = client.post(url, {"nome": "San Ceccardo", "giorno": 31, "mese": 6})
    assert risposta.status_code == 422 and "non esiste nel mese" in risposta.content.decode()
    client.post(reverse("anagrafica:patrono_togli", args=[comune.pk]))
    assert not SantoPatrono.objects.filter(comune=comune).exists()


def test_the_page_costs_the_same_with_many_municipalities(client_di, centri, django_assert_max_num_queries) -> None:
    EnteTitolareFactory()
    for centro in centri:
        centro.comuni.add(ComuneFactory(), ComuneFactory(belfiore="A261", nome="Ameglia"))
    client = client_di("amm_prov")
    with django_assert_max_num_queries(14):
        client.get(reverse("anagrafica:territorio"))
