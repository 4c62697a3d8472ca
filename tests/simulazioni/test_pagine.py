"""A scenario from its birth to its deletion: what is kept, who reads it, two pages that write at once."""

import re
import uuid

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna, Datore
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.variazioni import Assunzione, Personale, come_lista
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import ComuneFactory, DelegaFactory, OrganizzazioneFactory


pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _giorno():
    with time_machine.travel("2026-03-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def datore(db) -> Datore:
    ComuneFactory()
    importa(Consegna.objects.create(nome="prova.zip"), pacchetto(uno=documento("1")), ctx=Contesto.sistema("prova"))
    return Datore.objects.get(organizzazione__codice_fiscale=CODICE_FISCALE)


@pytest.fixture
def azienda(datore: Datore, client_di) -> Client:
    return client_di("ref_azienda", organizzazione=datore.organizzazione)


@pytest.fixture
def scenario(datore: Datore, azienda: Client) -> Scenario:
    dati = {"nome": "Crescita", "partenza": "posizione", "tipologia": "A", "sede": "011"}
    response = azienda.post(reverse("simulazioni:nuova", args=[datore.pk]), dati)
    assert response.status_code == 302, response.context["form"].errors
    return Scenario.objects.get()


def pagina(scenario: Scenario) -> str:
    return reverse("simulazioni:scenario", args=[scenario.pk])


def modulo(scenario: Scenario, *righe: tuple[str, dict], pagina: uuid.UUID | None = None, **altri: str) -> dict:
    """What the page sends: each row a kind of change and its fields."""
    dati = {
        "nome": scenario.nome,
        "giorno": f"{scenario.giorno:%Y-%m-%d}",
        "versione": scenario.versione,
        "pagina": str(pagina or uuid.uuid4()),
        "riga": [f"{numero}-{tipo}" for numero, (tipo, _campi) in enumerate(righe)],
    }
    for numero, (_tipo, campi) in enumerate(righe):
        dati |= {f"v{numero}-{nome}": valore for nome, valore in campi.items()}
    return dati | altri


def personale(differenza: int | str) -> tuple[str, dict]:
    campi = {"provincia": "011", "gruppo": "ordinari", "differenza": differenza, "svolto": "", "contratto": "40:00"}
    return "personale", campi


def assunzione(**altri: str) -> tuple[str, dict]:
    campi = {"provincia": "011", "categoria": "D", "numero": "1", "svolto": "40:00", "contratto": "40:00"}
    return "assunzione", campi | {"percentuale": "", "fascia": "", "retribuzione": ""} | altri


def in_riga(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def come_mostrato(response) -> dict[str, list[str]]:
    """The form of the page as a browser would send it."""
    form = lxml.html.fromstring(response.content).get_element_by_id("simulazione")
    dati: dict[str, list[str]] = {}
    for nome, valore in form.form_values():
        dati.setdefault(nome, []).append(valore)
    return dati


# --- birth ---
def test_it_starts_from_the_position_of_today(scenario, azienda):
    assert scenario.partenza["province"] and scenario.origine == "prospetto"
    response = azienda.get(pagina(scenario))
    assert "Nessuna cifra cambia." in in_riga(response)
    assert not response.context["confronto"].cambiato


def test_it_may_start_from_nothing_also_where_no_staff_is_known(client_di):
    ComuneFactory()
    datore = Datore.objects.create(organizzazione=OrganizzazioneFactory())
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    assert "dalla posizione di oggi" not in in_riga(client.get(reverse("simulazioni:elenco", args=[datore.pk])))
    dati = {"nome": "Nascita", "partenza": "zero", "tipologia": "A", "sede": "011"}
    client.post(reverse("simulazioni:nuova", args=[datore.pk]), dati)
    scenario = Scenario.objects.get()
    assert scenario.da_zero
    client.post(pagina(scenario), modulo(scenario, personale(51)))
    response = client.get(pagina(scenario))
    assert response.context["confronto"].dopo.nazionale.quota_disabili == 4
    assert "mancano 4 persone con disabilità" in in_riga(response)


# --- writing ---
def test_changes_are_kept_and_every_changed_step_is_said_in_words(scenario, azienda):
    righe = [personale(200), assunzione(fascia="oltre_79", retribuzione="1500")]
    response = azienda.post(pagina(scenario), modulo(scenario, *righe))
    assert response.status_code == 302
    scenario.refresh_from_db()
    assert [riga["tipo"] for riga in scenario.variazioni] == ["personale", "assunzione"]
    response = azienda.get(pagina(scenario))
    prima, dopo = response.context["confronto"].prima.nazionale, response.context["confronto"].dopo.nazionale
    assert (dopo.lavoratori - prima.lavoratori, dopo.disabili_in_forza - prima.disabili_in_forza) == (201, 1)
    assert '<span class="distintivo distintivo-warning">cambia</span>' in in_riga(response)
    assert "37.800,00" in in_riga(response)
    assert "Sanzione per i posti scoperti" in in_riga(response)


def test_with_htmx_only_the_result_comes_and_the_version_beside_it(scenario, azienda):
    response = azienda.post(pagina(scenario), modulo(scenario, personale(5)), headers=HTMX)
    assert response.status_code == 200
    assert "<form" not in in_riga(response) and 'id="esito"' in in_riga(response)
    assert 'name="versione" value="2" hx-swap-oob="true"' in in_riga(response)


def test_what_cannot_be_computed_is_kept_as_it_was_typed(scenario, azienda):
    azienda.post(pagina(scenario), modulo(scenario, personale(5)))
    scenario.refresh_from_db()
    response = azienda.post(pagina(scenario), modulo(scenario, personale(5), personale("molte")))
    assert response.status_code == 422
    scenario.refresh_from_db()
    assert len(scenario.variazioni) == 1
    assert [riga["dati"]["differenza"] for riga in scenario.bozza] == ["5", "molte"]
    riaperta = in_riga(azienda.get(pagina(scenario)))
    assert 'value="molte"' in riaperta and "si può ancora calcolare" in riaperta
    azienda.post(pagina(scenario), modulo(scenario, personale(5), personale(7)))
    scenario.refresh_from_db()
    assert (len(scenario.variazioni), scenario.bozza) == (2, [])


def test_more_than_there_is_cannot_be_taken_away(scenario, azienda):
    response = azienda.post(pagina(scenario), modulo(scenario, personale(-100_000)))
    assert response.status_code == 422
    assert "Non si può togliere più di quanto c" in in_riga(response)


def test_a_row_is_added_and_removed_without_javascript(scenario, azienda):
    dati = modulo(scenario, aggiungi="1", tipo="assunzione")
    response = azienda.post(pagina(scenario), dati)
    assert response.url.endswith("#riga-0")
    scenario.refresh_from_db()
    assert scenario.variazioni == [] and scenario.bozza == [{"tipo": "assunzione", "dati": {}}]
    riaperta = in_riga(azienda.get(pagina(scenario)))
    assert 'name="v0-numero"' in riaperta and "errore-campo" not in riaperta
    vuota = assunzione(numero="")
    azienda.post(pagina(scenario), modulo(scenario, vuota, personale(3), togli="0"))
    scenario.refresh_from_db()
    assert [riga["tipo"] for riga in scenario.variazioni] == ["personale"]
    assert scenario.bozza == []


def test_a_day_before_the_start_is_refused_and_the_rows_are_kept(scenario, azienda):
    response = azienda.post(pagina(scenario), modulo(scenario, personale(3), giorno="2025-01-01"))
    assert response.status_code == 422
    scenario.refresh_from_db()
    assert f"{scenario.giorno:%Y}" == "2026" and len(scenario.variazioni) == 1


@pytest.mark.parametrize(
    "riga",
    [
        (
            "orario",
            {"provincia": "011", "gruppo": "ordinari", "numero": 2, "da": "40", "a": "20,5", "contratto": 40},
        ),
        ("art11", {"provincia": "011", "previsti": 2, "scadenza": "2027-12-31"}),
        ("con_terzi", {"provincia": "011", "istituto": "art12bis", "unita": 1}),
        ("esonero", {"provincia": "011", "numero": 1, "fino_al": ""}),
        ("esonero_60", {"provincia": "011", "addetti": 30, "esonerati": 1}),
        ("compensazione", {"da": "010", "a": "011", "numero": 1, "categoria": "D"}),
        ("sospensione", {"provincia": "011", "causa": "licenziamento_collettivo", "percentuale": "", "fine": ""}),
        ("cessazione", {"provincia": "011", "istituto": "esoneri"}),
    ],
)
def test_every_kind_of_change_is_written_read_again_and_told(scenario, azienda, riga):
    from tests.fabbriche import ProvinciaFactory

    ProvinciaFactory(codice="010", sigla="GE", nome="Genova")
    response = azienda.post(pagina(scenario), modulo(scenario, riga))
    assert response.status_code == 302, response.context["scrittura"].errori
    scenario.refresh_from_db()
    assert [voce["tipo"] for voce in scenario.variazioni] == [riga[0]]
    response = azienda.get(pagina(scenario))
    assert response.status_code == 200 and len(response.context["frasi"]) == 1
    # Sent again as the page shows it, nothing changes.
    prima = scenario.variazioni
    assert azienda.post(pagina(scenario), come_mostrato(response)).status_code == 302
    scenario.refresh_from_db()
    assert (scenario.variazioni, scenario.versione) == (prima, 2)


def test_what_was_typed_wrong_comes_back_as_the_page_shows_it(scenario, azienda):
    azienda.post(pagina(scenario), modulo(scenario, personale("molte"), assunzione()))
    prima = Scenario.objects.get().bozza
    azienda.post(pagina(scenario), come_mostrato(azienda.get(pagina(scenario))))
    assert Scenario.objects.get().bozza == prima


def test_a_row_of_an_unknown_kind_is_refused_and_nothing_is_lost(scenario, azienda):
    azienda.post(pagina(scenario), modulo(scenario, personale(5)))
    assert azienda.post(pagina(scenario), modulo(scenario) | {"riga": "0-"}).status_code == 400
    assert len(Scenario.objects.get().variazioni) == 1


# --- two at once ---
def test_two_pages_that_write_at_once_see_both_versions_and_neither_is_lost(scenario, azienda):
    azienda.post(pagina(scenario), modulo(scenario, personale(5)))
    response = azienda.post(pagina(scenario), modulo(scenario, personale(9)))
    assert response.status_code == 422
    assert "5 in più" in in_riga(response) and "9 in più" in in_riga(response)
    assert "La tua" in in_riga(response)
    adesso = Scenario.objects.get()
    assert adesso.variazioni[0]["differenza"] == 5
    azienda.post(pagina(scenario), modulo(scenario, personale(9), copia="1"))
    assert sorted(s.variazioni[0]["differenza"] for s in Scenario.objects.all()) == [5, 9]
    azienda.post(pagina(scenario), modulo(adesso, personale(9)))
    assert Scenario.objects.get(pk=scenario.pk).variazioni[0]["differenza"] == 9


def test_a_page_does_not_conflict_with_itself(scenario, azienda):
    mia = uuid.uuid4()
    azienda.post(pagina(scenario), modulo(scenario, personale(5), pagina=mia), headers=HTMX)
    assert azienda.post(pagina(scenario), modulo(scenario, personale(6), pagina=mia)).status_code == 302
    assert Scenario.objects.get().variazioni[0]["differenza"] == 6
    assert Evento.objects.filter(verbo="scenario.modificato").count() == 1


def test_the_same_changes_sent_twice_are_no_conflict(scenario, azienda):
    for _volta in range(2):
        assert azienda.post(pagina(scenario), modulo(scenario, personale(5))).status_code == 302
    assert Scenario.objects.get().versione == 2


# --- the start that moves ---
def test_it_says_when_the_start_has_changed_and_may_start_again(scenario, azienda, datore):
    azienda.post(pagina(scenario), modulo(scenario, personale(5)))
    assert "La posizione di partenza è cambiata" not in in_riga(azienda.get(pagina(scenario)))
    scenario.refresh_from_db()
    scenario.partenza["province"][0]["n_totale"] = 3
    scenario.save()
    assert "La posizione di partenza è cambiata" in in_riga(azienda.get(pagina(scenario)))
    azienda.post(reverse("simulazioni:riparti", args=[scenario.pk]))
    scenario.refresh_from_db()
    assert scenario.partenza["province"][0].get("n_totale") != 3
    assert len(scenario.variazioni) == 1
    assert "La posizione di partenza è cambiata" not in in_riga(azienda.get(pagina(scenario)))


def test_changes_no_longer_possible_are_told_and_kept(scenario, azienda):
    scenario.variazioni = come_lista([Personale("058", "ordinari", -2)])
    scenario.save()
    response = azienda.get(pagina(scenario))
    assert response.status_code == 200
    assert "Non si può togliere più di quanto c" in in_riga(response)
    assert "2 in meno" in in_riga(response)


# --- sharing ---
def test_the_office_reads_what_is_shared_until_it_is_revoked(scenario, azienda, client_di):
    ufficio = client_di("op_cm")
    assert ufficio.get(pagina(scenario)).status_code == 404
    azienda.post(reverse("simulazioni:condividi", args=[scenario.pk]), {"messaggio": "Che ne pensate?"})
    letta = ufficio.get(pagina(scenario))
    assert "Che ne pensate?" in in_riga(letta) and 'id="simulazione"' not in in_riga(letta)
    assert ufficio.post(pagina(scenario), modulo(scenario, personale(5))).status_code == 404
    assert "Crescita" in in_riga(ufficio.get(reverse("simulazioni:condivise")))
    assert "Crescita" in in_riga(ufficio.get(reverse("base:cruscotto")))
    azienda.post(reverse("simulazioni:revoca", args=[scenario.pk]))
    assert ufficio.get(pagina(scenario)).status_code == 404
    assert "Crescita" not in in_riga(ufficio.get(reverse("simulazioni:condivise")))


def test_it_is_shared_once(scenario, azienda):
    for status in (302, 422):
        response = azienda.post(reverse("simulazioni:condividi", args=[scenario.pk]), {"messaggio": ""})
        assert response.status_code == status
    assert "è già condivisa" in in_riga(response)


def test_the_office_copies_a_shared_one_on_its_own_side(scenario, azienda, client_di):
    ufficio = client_di("responsabile")
    azienda.post(reverse("simulazioni:condividi", args=[scenario.pk]), {"messaggio": ""})
    response = ufficio.post(reverse("simulazioni:duplica", args=[scenario.pk]))
    copia = Scenario.objects.get(parte="ufficio")
    assert response.url == pagina(copia)
    assert ufficio.post(pagina(copia), modulo(copia, personale(5))).status_code == 302
    assert azienda.get(pagina(copia)).status_code == 404
    assert copia.nome not in in_riga(azienda.get(reverse("simulazioni:elenco", args=[copia.datore_id])))


def test_a_consultant_works_on_the_companys_scenarios_while_the_mandate_lasts(scenario, datore, client_di):
    studio = OrganizzazioneFactory(tipo="studio")
    delega = DelegaFactory(delegante=datore.organizzazione, delegato=studio)
    consulente = client_di("consulente", organizzazione=studio)
    assert consulente.post(pagina(scenario), modulo(scenario, personale(5))).status_code == 302
    delega.al = "2026-03-01"
    delega.save()
    assert consulente.get(pagina(scenario)).status_code == 404


def test_another_company_finds_nothing(scenario, client_di):
    estranea = client_di("ref_azienda")
    for verbo in ("duplica", "elimina", "riparti", "condividi", "revoca"):
        assert estranea.post(reverse(f"simulazioni:{verbo}", args=[scenario.pk])).status_code == 404
    assert estranea.get(pagina(scenario)).status_code == 404
    assert estranea.get(reverse("simulazioni:elenco", args=[scenario.datore_id])).status_code == 404


# --- the rest ---
def test_deleting_takes_the_shares_too(scenario, azienda):
    azienda.post(reverse("simulazioni:condividi", args=[scenario.pk]), {"messaggio": ""})
    azienda.post(reverse("simulazioni:elimina", args=[scenario.pk]))
    assert not Scenario.objects.exists()
    assert Evento.objects.filter(verbo="scenario.eliminato", oggetto_id=scenario.pk).exists()


def test_the_list_asks_as_much_for_many_as_for_one(scenario, azienda, django_assert_max_num_queries):
    indirizzo = reverse("simulazioni:elenco", args=[scenario.datore_id])
    for numero in range(5):
        Scenario.objects.create(
            datore=scenario.datore,
            parte="azienda",
            nome=f"Altra {numero}",
            giorno=scenario.giorno,
            giorno_partenza=scenario.giorno,
            partenza=scenario.partenza,
            variazioni=come_lista([Assunzione("011", 1)]),
        )
    azienda.get(indirizzo)
    with django_assert_max_num_queries(16):
        assert "Altra 4" in in_riga(azienda.get(indirizzo))
