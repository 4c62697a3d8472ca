"""Assistance: openly, for whom it is meant, for an hour."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from socialabs.registro.models import Evento
from socialabs.utenti.azioni import appartenenze
from socialabs.utenti.enums import RUOLI_ASSISTIBILI, RUOLI_CHE_ASSISTONO, Ruolo
from tests.fabbriche import AppartenenzaFactory


PROFILO = "/utenti/deleghe/"


def apri(client, appartenenza, motivo="chiede aiuto al telefono"):
    return client.post(reverse("utenti:apri_assistenza", args=[appartenenza.pk]), {"motivo": motivo})


def ctx_attuale(client):
    return client.get(PROFILO).wsgi_request.ctx


@pytest.fixture
def azienda(ctx_di):
    return ctx_di("ref_azienda", amministratore=True).appartenenza


@pytest.mark.parametrize("ruolo", sorted(RUOLI_CHE_ASSISTONO))
def test_opened_shown_on_every_page_and_closed(client_di, azienda, ruolo) -> None:
    client = client_di(ruolo)
    assert apri(client, azienda).status_code == 302
    ctx = ctx_attuale(client)
    assert (ctx.utente, ctx.appartenenza, ctx.attore_reale) == (azienda.utente, azienda, client.ctx.utente)
    assert "Assistenza in corso" in client.get(PROFILO).content.decode()
    client.post(reverse("utenti:chiudi_assistenza"))
    assert ctx_attuale(client).attore_reale is None
    aperta, chiusa = (Evento.objects.get(verbo=f"assistenza.{v}") for v in ("aperta", "chiusa"))
    assert aperta.motivo == "chiede aiuto al telefono" and aperta.attore == client.ctx.utente.pk
    assert (chiusa.attore, chiusa.attore_reale) == (azienda.utente_id, client.ctx.utente.pk)


@pytest.mark.parametrize("ruolo", [r for r in Ruolo if r not in RUOLI_CHE_ASSISTONO])
def test_no_other_role_opens_it(client_di, azienda, ruolo) -> None:
    client = client_di(ruolo, amministratore=True)
    assert client.get(reverse("utenti:assistenza")).status_code == 403
    assert apri(client, azienda).status_code == 403
    assert "assistenza" not in client.session


@pytest.mark.parametrize("ruolo", [r for r in Ruolo if r not in RUOLI_ASSISTIBILI])
def test_nobody_else_is_assisted(client_di, ctx_di, ruolo) -> None:
    client = client_di("op_cm")
    assert apri(client, ctx_di(ruolo).appartenenza).status_code == 404


@pytest.mark.parametrize("altro", ["op_cpi", "amm_sistema", "auditor"])
def test_nor_a_colleague_who_also_has_a_company(client_di, azienda, altro) -> None:
    AppartenenzaFactory(utente=azienda.utente, ruolo=altro)
    assert apri(client_di("op_cm"), azienda).status_code == 404


def test_a_reason_is_wanted(client_di, azienda) -> None:
    client = client_di("op_cm")
    assert "motivo" in apri(client, azienda, "").context["form"].errors
    assert ctx_attuale(client).attore_reale is None


def test_it_lends_no_power_over_people_nor_over_the_account(client_di, azienda) -> None:
    client = client_di("op_cm")
    apri(client, azienda)
    assert client.get(reverse("utenti:persone")).status_code == 403
    assert client.get(reverse("utenti:profilo")).status_code == 403
    assert client.get(reverse("utenti:assistenza")).status_code == 403


def test_it_ends_after_an_hour(client_di, azienda) -> None:
    inizio = datetime.datetime.now(datetime.UTC)
    with time_machine.travel(inizio, tick=False) as orologio:
        client = client_di("op_cm")
        apri(client, azienda)
        orologio.shift(datetime.timedelta(minutes=59))
        assert ctx_attuale(client).attore_reale == client.ctx.utente
        orologio.shift(datetime.timedelta(minutes=1))
        assert ctx_attuale(client).attore_reale is None
    assert Evento.objects.get(verbo="assistenza.chiusa").motivo


def test_it_ends_with_the_right_to_give_it(client_di, ctx_di, azienda) -> None:
    client = client_di("op_cm")
    apri(client, azienda)
    appartenenze.disattiva(ctx_di("amm_prov"), client.ctx.appartenenza, motivo="x")
    assert ctx_attuale(client).utente == client.ctx.utente


def test_the_search_lists_only_who_may_be_assisted(client_di, ctx_di, azienda) -> None:
    client = client_di("op_cm")
    ctx_di("op_cpi", utente__nome="Ada")
    cerca = reverse("utenti:assistenza")
    assert list(client.get(cerca).context["pagina"]) == []
    risposta = client.post(cerca, {"q": "ada"})
    assert risposta.status_code == 302 and "ada" not in risposta.url
    assert list(client.get(cerca).context["pagina"]) == [azienda]


def test_the_history_names_who_was_there(client_di, azienda) -> None:
    client = client_di("op_cm")
    apri(client, azienda)
    studio = AppartenenzaFactory(ruolo="consulente").organizzazione
    client.post(reverse("utenti:concedi_delega"), {"delegato": studio.codice_fiscale, "dal": "2026-05-04", "al": ""})
    evento = Evento.objects.get(verbo="delega.concessa")
    assert (evento.attore, evento.attore_reale) == (azienda.utente_id, client.ctx.utente.pk)
    storia = azienda.organizzazione.deleghe_date.get().events.get().pgh_context.metadata
    assert storia["attore_reale"] == str(client.ctx.utente.pk)
