"""The secret address of one's calendar: given once, read by programs, taken away."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from socialabs.promemoria.models import IndirizzoCalendario
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.registro import membri
from socialabs.promemoria.views.indirizzo import RICHIESTE, TENTATIVI
from socialabs.registro.models import Evento
from tests.fabbriche import OrganizzazioneFactory


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("primo_marzo")]
PAGINA, NUOVO = reverse("promemoria:indirizzo"), reverse("promemoria:nuovo_indirizzo")


@pytest.fixture
def primo_marzo():
    cache.clear()
    with time_machine.travel("2027-03-01T12:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def azienda(dichiara, client_di):
    """A company with a deadline on 10 March; another company has one too."""
    client = client_di("ref_azienda", organizzazione__denominazione="Ditta Riservata")
    tipo = dichiara()
    tipo.aggiungi(membri(client.ctx.organizzazione_id, "ref_azienda"), parametri={"nome": "Ditta Riservata"})
    tipo.aggiungi(membri(OrganizzazioneFactory().pk, "ref_azienda"))
    prepara(tipo.tipo)
    return client


def nuovo(client):
    """The path of a new address, as its page shows it."""
    return re.search(r"(/scadenze/calendario/[\w-]{40,}\.ics)</textarea>", client.post(NUOVO).text)[1]


def test_it_is_shown_once_and_kept_only_as_a_digest(azienda):
    assert "Crea l" in azienda.get(PAGINA).text
    risposta = azienda.post(NUOVO)
    assert "webcal://" in risposta.text and "no-store" in risposta["Cache-Control"]
    segreto = re.search(r"calendario/([\w-]{40,})\.ics", risposta.text)[1]
    assert segreto not in azienda.get(PAGINA).text
    assert segreto not in str(IndirizzoCalendario.objects.values())
    assert segreto not in str(Evento.objects.values())


def test_a_program_reads_ones_own_deadlines_without_any_name(azienda):
    risposta = Client().get(nuovo(azienda), headers={"Accept-Language": "en"})
    assert risposta.status_code == 200 and risposta["Content-Type"].startswith("text/calendar")
    assert "private" in risposta["Cache-Control"]
    [evento] = Calendar.from_ical(risposta.content).walk("VEVENT")
    assert str(evento["summary"]) == "Cosa da fare" and f"{evento['dtstart'].dt:%d/%m/%Y}" == "10/03/2027"
    assert "Ditta Riservata" not in risposta.text


def test_what_did_not_change_is_not_sent_again(azienda):
    indirizzo = nuovo(azienda)
    etichetta = Client().get(indirizzo)["ETag"]
    di_nuovo = Client().get(indirizzo, headers={"If-None-Match": etichetta})
    assert di_nuovo.status_code == 304 and di_nuovo.content == b""


def test_a_new_one_or_a_revocation_closes_the_old(azienda):
    primo, secondo = nuovo(azienda), nuovo(azienda)
    assert [Client().get(x).status_code for x in (primo, secondo)] == [404, 200]
    azienda.post(reverse("promemoria:revoca_indirizzo"))
    assert Client().get(secondo).status_code == 404


def test_who_left_reads_no_more(azienda):
    indirizzo = nuovo(azienda)
    azienda.ctx.utente.is_active = False
    azienda.ctx.utente.save()
    assert Client().get(indirizzo).status_code == 404


def test_it_says_when_it_was_last_read_with_one_row_a_day(azienda, primo_marzo):
    indirizzo = nuovo(azienda)
    assert "nessun programma lo ha ancora letto" in azienda.get(PAGINA).text
    for _giorno in range(2):
        for _volta in range(3):
            Client().get(indirizzo)
        primo_marzo.shift(timedelta(days=1))
    assert Evento.objects.filter(verbo="calendario.letto").count() == 2
    # The session is over meanwhile.
    azienda.force_login(azienda.ctx.utente)
    assert re.search(r"Ultima lettura.*?02/03/2027", azienda.get(PAGINA).text, re.S)


def test_who_tries_secrets_is_stopped_and_the_true_one_still_opens(azienda):
    indirizzo = nuovo(azienda)
    esiti = [Client().get(f"/scadenze/calendario/{n}.ics").status_code for n in range(TENTATIVI + 1)]
    assert esiti == [404] * TENTATIVI + [429]
    assert Client().get(indirizzo).status_code == 200


def test_a_program_that_never_rests_is_told_to_wait(azienda):
    indirizzo = nuovo(azienda)
    esiti = {Client().get(indirizzo).status_code for _volta in range(RICHIESTE)}
    stanco = Client().get(indirizzo)
    assert esiti == {200} and stanco.status_code == 429 and stanco["Retry-After"]
