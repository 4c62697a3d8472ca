"""The demonstration's accounts: one per role, one click, and nothing of it in production."""

import pytest
from django.test import Client
from django.urls import reverse

from socialabs.anagrafica.models import Organizzazione
from socialabs.utenti import demo
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza, Utente
from tests.fabbriche import OrganizzazioneFactory, UtenteFactory


@pytest.fixture
def organizzazioni(db: None) -> dict[str, Organizzazione]:
    return {chiave: OrganizzazioneFactory(tipo=tipo) for chiave, tipo in demo.ORGANIZZAZIONI.items()}


def test_every_role_has_an_account() -> None:
    assert {conto.ruolo for conto in demo.CONTI} == set(Ruolo)
    assert len({conto.chiave for conto in demo.CONTI}) == len({conto.email for conto in demo.CONTI}) == len(demo.CONTI)


def test_accounts_are_made_once(organizzazioni) -> None:
    primi = demo.crea_conti(organizzazioni)
    primi[0].is_active = False
    primi[0].save()
    assert demo.crea_conti(organizzazioni) == primi
    assert Utente.objects.filter(di_prova=True, is_active=True).count() == len(demo.CONTI)
    assert Appartenenza.objects.count() == sum(1 + len(conto.altre) for conto in demo.CONTI)
    assert not any(utente.has_usable_password() for utente in primi)


@pytest.mark.parametrize("conto", demo.CONTI, ids=lambda conto: conto.chiave)
def test_one_click_enters(organizzazioni, conto) -> None:
    demo.crea_conti(organizzazioni)
    client = Client()
    response = client.post(reverse("demo_entra", args=[conto.chiave]))
    assert response.status_code == 302 and response.url == reverse("base:cruscotto")
    pagina = client.get(reverse("utenti:profilo"))
    assert pagina.status_code == 200
    assert pagina.wsgi_request.ctx.ruolo == conto.ruolo


def test_one_click_goes_where_the_visitor_was_going_but_not_elsewhere(organizzazioni) -> None:
    demo.crea_conti(organizzazioni)
    indirizzo = reverse("demo_entra", args=["azienda"])
    assert Client().post(indirizzo, {"next": "/utenti/deleghe/"}).url == "/utenti/deleghe/"
    assert Client().post(indirizzo, {"next": "https://altrove.example/"}).url == reverse("base:cruscotto")


def test_the_two_hats_switch(organizzazioni) -> None:
    utente = next(u for u in demo.crea_conti(organizzazioni) if u.cognome == "Castellani")
    client = Client()
    client.post(reverse("demo_entra", args=["due-incarichi"]))
    altra = utente.appartenenze.get(ruolo=Ruolo.COMPONENTE_TAVOLO)
    client.post(reverse("utenti:cambia_appartenenza"), {"appartenenza": altra.pk})
    assert client.get(reverse("utenti:profilo")).wsgi_request.ctx.ruolo == Ruolo.COMPONENTE_TAVOLO


def test_production_has_no_such_door(organizzazioni, settings) -> None:
    demo.crea_conti(organizzazioni)
    settings.DEMO = False
    assert Client().post(reverse("demo_entra", args=["operatore-cm"])).status_code == 404
    pagina = Client().get(reverse("account_login"))
    assert "conti_demo" not in pagina.context or not pagina.context["conti_demo"]


def test_a_real_account_is_never_entered_by_a_click(db) -> None:
    UtenteFactory(email=demo.CONTI[0].email, di_prova=False)
    client = Client()
    assert client.post(reverse("demo_entra", args=[demo.CONTI[0].chiave])).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_click_wants_its_token(organizzazioni) -> None:
    demo.crea_conti(organizzazioni)
    assert Client(enforce_csrf_checks=True).post(reverse("demo_entra", args=["azienda"])).status_code == 403
    assert Client().get(reverse("demo_entra", args=["azienda"])).status_code == 405
