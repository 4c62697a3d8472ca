"""My quota: who opens it, what it answers today and on another day, what it links to; reading it writes nothing."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.models import Campagna, Datore, Prospetto
from collocamento.normativa import Convenzione, Esonero, Stato, TipoConvenzione
from collocamento.posizione import apporti
from collocamento.posizione.apporti import Apporto
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.models import Episodio
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import euro
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory
from tests.posizione.scena_episodi import SITUAZIONE, SP, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
GIORNO = date(2026, 2, 20)


@pytest.fixture(autouse=True)
def oggi():
    with time_machine.travel("2026-02-20T10:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def scoperto() -> Datore:
    uno = datore()
    con_prospetto(uno)
    return uno


def pagina(di: Datore, giorno: str = "") -> str:
    return reverse("posizione:datore", args=[di.pk]) + (f"?giorno={giorno}" if giorno else "")


def test_the_company_its_consultant_and_the_office_read_it_a_stranger_does_not(scoperto, client_di) -> None:
    azienda, studio = scoperto.organizzazione, OrganizzazioneFactory(tipo="studio")
    DelegaFactory(delegante=azienda, delegato=studio)
    entro = "entro il 1 marzo 2026"
    assert (
        f"Dovete assumere 2 persone con disabilità {entro}"
        in client_di("ref_azienda", organizzazione=azienda).get(pagina(scoperto)).text
    )
    for client in (client_di("consulente", organizzazione=studio), client_di("op_cpi"), client_di("amm_prov")):
        assert "L&#x27;azienda deve assumere 2 persone" in client.get(pagina(scoperto)).text
    for ruolo in ("ref_azienda", "consulente", "auditor", "tutor", "amm_sistema"):
        assert client_di(ruolo).get(pagina(scoperto)).status_code == 404


def test_it_leads_the_company_and_the_consultant_and_the_office_keeps_its_return(scoperto, client_di) -> None:
    azienda = client_di("ref_azienda", organizzazione=scoperto.organizzazione)
    assert azienda.get(reverse("collocamento:mia_azienda")).url == pagina(scoperto)
    studio = OrganizzazioneFactory(tipo="studio")
    DelegaFactory(delegante=scoperto.organizzazione, delegato=studio)
    elenco = reverse("collocamento:elenco")
    assert pagina(scoperto) in client_di("consulente", organizzazione=studio).get(elenco).text
    ufficio = client_di("op_cm").get(elenco).text
    assert reverse("collocamento:datore", args=[scoperto.pk]) in ufficio and pagina(scoperto) not in ufficio


def test_every_figure_of_both_quotas_opens_into_its_steps(scoperto, client_di) -> None:
    contesto = client_di("op_cm").get(pagina(scoperto)).context
    for figure in (contesto["art3"], contesto["art18"], contesto["fogli"][0]["art3"], contesto["fogli"][0]["art18"]):
        assert figure and all(figura["passi"] for figura in figure)
    valori = {str(f["etichetta"]): f["valore"] for f in contesto["art3"]}
    assert valori["Quota di persone con disabilità"] == 4 and valori["Persone con disabilità dovute ora"] == 2
    assert contesto["soglie"][0] == "Alla 65ª persona computabile l'obbligo passa da 4 a 5."


def test_what_the_return_declares_in_force_covers_and_is_said(client_di) -> None:
    uno = datore()
    fine = date(2026, 12, 31)
    con_prospetto(
        uno,
        esoneri=(Esonero(Stato.CONCESSO, 1, fino_al=fine),),
        convenzioni=(Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 1, scadenza=fine),),
    )
    testo = client_di("op_cm").get(pagina(uno)).text
    assert "Esonero parziale autorizzato: 1 posizione." in testo
    assert "Convenzione dell&#x27;art. 11: 1 assunzione prevista." in testo
    assert "una convenzione copre i posti che mancano" in testo and "Contributo per le posizioni esonerate" in testo


def test_an_act_of_the_portal_takes_the_place_of_what_was_declared(client_di, monkeypatch) -> None:
    uno = datore()
    con_prospetto(uno, esoneri=(Esonero(Stato.CONCESSO, 1),))
    atto = Apporto(
        "esoneri",
        SP,
        (Esonero(Stato.CONCESSO, 2),),
        "Esonero di due posizioni.",
        ("collocamento.datore", uno.pk),
        date(2026, 8, 31),
    )
    monkeypatch.setattr(apporti, "_fonti", [lambda datori, giorno: {uno.pk: [atto]}])
    risposta = client_di("op_cm").get(pagina(uno))
    assert "l&#x27;esonero parziale copre i posti che mancano" in risposta.text
    assert "Esonero di due posizioni." in risposta.text and "Esonero parziale autorizzato" not in risposta.text
    assert risposta.context["atti"][0]["atto"].url == reverse("collocamento:datore", args=[uno.pk])


def test_another_day_is_computed_and_a_day_too_far_is_refused_at_its_field(scoperto, client_di) -> None:
    client = client_di("ref_azienda", organizzazione=scoperto.organizzazione)
    dopo = client.get(pagina(scoperto, "2026-04-10"))
    somma = euro(dopo.context["esposizione"][0]["stima"].euro)
    assert "Dovevate assumere 2 persone" in dopo.text and f"{somma}, stima" in dopo.text and somma != euro(0)
    lontano = client.get(pagina(scoperto, "2027-03-01"))
    assert "entro un anno da oggi" in lontano.text and "Dovete assumere" in lontano.text
    assert "Nessun organico noto al 01/01/2025" in client.get(pagina(scoperto, "2025-01-01")).text
    assert client.get(pagina(scoperto, "boh")).status_code == 200


def test_the_past_is_told_by_the_episode_of_then(scoperto, client_di) -> None:
    ricalcola([scoperto.pk], GIORNO, SISTEMA)
    Episodio.objects.update(nascite=[date(2026, 1, 10), date(2026, 2, 15)], t0=date(2026, 1, 10))
    contesto = client_di("op_cm").get(pagina(scoperto, "2026-02-01")).context
    assert contesto["fogli"][0]["esito"].nascite[-1] <= date(2026, 2, 1)


@pytest.mark.parametrize(("giorno", "passato"), [("2026-03-01", False), ("2026-03-02", True)])
def test_the_dashboard_says_by_when_and_that_a_term_has_passed(scoperto, client_di, oggi, giorno, passato) -> None:
    oggi.move_to(f"{giorno}T10:00:00+01:00")
    ricalcola([scoperto.pk], date.fromisoformat(giorno), SISTEMA)
    testo = client_di("ref_azienda", organizzazione=scoperto.organizzazione).get("/").text
    assert "richiesta entro il 01/03/2026" in testo and ("termine passato" in testo) == passato
    assert "richiesta entro il" not in client_di("ref_azienda").get("/").text


def test_the_dashboard_does_not_hurry_who_has_asked(client_di) -> None:
    uno = datore()
    con_prospetto(uno, dichiarati=2)
    ricalcola([uno.pk], GIORNO, SISTEMA)
    testo = client_di("ref_azienda", organizzazione=uno.organizzazione).get("/").text
    assert "Richiesta presentata" in testo and "termine passato" not in testo


def test_who_has_no_known_staff_is_told_how_to_begin(client_di, monkeypatch) -> None:
    uno = datore("Nuova S.r.l.")
    client = client_di("ref_azienda", organizzazione=uno.organizzazione)
    assert "Nessun organico noto" in client.get(pagina(uno)).text
    monkeypatch.setattr("collocamento.posizione.quota.ORGANICO", "collocamento:datore")
    assert reverse("collocamento:datore", args=[uno.pk]) in client.get(pagina(uno)).text
    assert "Comincia dall'organico" in client.get(pagina(uno)).text


def test_a_return_sent_late_is_estimated(scoperto, client_di) -> None:
    Campagna.objects.create(anno=SITUAZIONE.year, scadenza=date(2026, 1, 18))
    Prospetto.objects.update(in_ritardo=True, giorni_ritardo=2)
    (voce,) = client_di("op_cm").get(pagina(scoperto)).context["esposizione"]
    assert "inviato dopo la scadenza" in voce["etichetta"] and voce["passi"]


def test_more_provinces_and_more_episodes_ask_no_more_of_the_database(scoperto, client_di) -> None:
    client = client_di("op_cm")
    client.get(pagina(scoperto))
    with CaptureQueriesContext(connection) as prima:
        client.get(pagina(scoperto))
    for n in range(5):
        ricalcola([scoperto.pk], GIORNO + timedelta(days=30 * n), SISTEMA)
    with CaptureQueriesContext(connection) as dopo:
        client.get(pagina(scoperto))
    assert len(dopo) <= len(prima)
