"""A form sent twice acts once, also when the two arrive together."""

import threading
import time
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import RequestFactory

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.giorni import adesso
from socialabs.base.idempotenza import CAMPO, DURATA, elimina_vecchie, una_volta_sola
from socialabs.base.models import ChiaveIdempotenza
from socialabs.utenti.models import Utente
from tests.fabbriche import OrganizzazioneFactory, UtenteFactory


@pytest.fixture
def fatto():
    """What the view has done, and the view."""
    volte = []

    @una_volta_sola
    def vista(request, esito=302):
        volte.append(request)
        return HttpResponseRedirect(f"/fatto/{len(volte)}/") if esito == 302 else HttpResponse(status=esito)

    return volte, vista


def invio(utente, chiave, percorso="/nuovo/", metodo="post"):
    richiesta = getattr(RequestFactory(), metodo)(percorso, {CAMPO: chiave} if chiave else {})
    richiesta.user = utente
    richiesta._messages = CookieStorage(richiesta)
    return richiesta


@pytest.mark.django_db
def test_second_one_leads_where_the_first_led(fatto):
    volte, vista = fatto
    ada, chiave = UtenteFactory(), str(uuid.uuid4())
    assert [vista(invio(ada, chiave))["Location"] for _n in range(3)] == ["/fatto/1/"] * 3
    assert len(volte) == 1


@pytest.mark.django_db
def test_other_person_address_or_key_is_another_form(fatto):
    volte, vista = fatto
    ada, chiave = UtenteFactory(), str(uuid.uuid4())
    for richiesta in (
        invio(ada, chiave),
        invio(UtenteFactory(), chiave),
        invio(ada, chiave, "/altro/"),
        invio(ada, str(uuid.uuid4())),
        invio(AnonymousUser(), chiave),
        invio(ada, ""),
        invio(ada, ""),
    ):
        vista(richiesta)
    assert len(volte) == 7
    vista(invio(AnonymousUser(), chiave))
    assert len(volte) == 7


@pytest.mark.django_db
def test_form_with_errors_may_be_sent_again(fatto):
    volte, vista = fatto
    ada, chiave = UtenteFactory(), str(uuid.uuid4())
    assert vista(invio(ada, chiave), 422).status_code == 422
    assert vista(invio(ada, chiave)).status_code == 302
    assert len(volte) == 2


@pytest.mark.django_db
def test_failed_view_frees_its_key(fatto):
    volte, vista = fatto
    ada, chiave = UtenteFactory(), str(uuid.uuid4())

    @una_volta_sola
    def rotta(request):
        raise RuntimeError("guasto")

    with pytest.raises(RuntimeError):
        rotta(invio(ada, chiave))
    vista(invio(ada, chiave))
    assert len(volte) == 1


@pytest.mark.django_db
def test_key_that_is_no_uuid_is_refused(fatto):
    with pytest.raises(SuspiciousOperation):
        fatto[1](invio(UtenteFactory(), "' or 1=1"))


@pytest.mark.django_db
def test_reading_is_not_touched(fatto):
    volte, vista = fatto
    for _n in range(2):
        vista(invio(UtenteFactory(), "x", metodo="get"))
    assert len(volte) == 2 and not ChiaveIdempotenza.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_act_once():
    ada, chiave, esiti = UtenteFactory(), str(uuid.uuid4()), []

    @una_volta_sola
    def lenta(request):
        creata = OrganizzazioneFactory(denominazione="Una sola")
        time.sleep(0.3)
        return HttpResponseRedirect(f"/fatto/{creata.pk}/")

    def invia():
        try:
            esiti.append(lenta(invio(Utente.objects.get(pk=ada.pk), chiave))["Location"])
        finally:
            connection.close()

    fili = [threading.Thread(target=invia) for _n in range(3)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join(10)
    assert len(esiti) == 3 and len(set(esiti)) == 1
    assert Organizzazione.objects.filter(denominazione="Una sola").count() == 1


@pytest.mark.django_db
def test_old_keys_are_forgotten(fatto):
    volte, vista = fatto
    ada, chiave = UtenteFactory(), str(uuid.uuid4())
    vista(invio(ada, chiave))
    assert elimina_vecchie() == 0
    ChiaveIdempotenza.objects.update(creato_il=adesso() - DURATA * 2)
    assert elimina_vecchie() == 1


def test_tag_gives_a_new_key_each_time():
    modello = Template("{% load idempotenza %}{% chiave_idempotenza %}")
    primo, secondo = modello.render(Context()), modello.render(Context())
    assert f'name="{CAMPO}"' in primo and 'type="hidden"' in primo and primo != secondo
