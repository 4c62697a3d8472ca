"""What an app has just made due is read at the next turn, and only if it was committed."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from socialabs.promemoria import azioni, turno
from socialabs.promemoria.models import Scadenza
from socialabs.promemoria.registro import persona
from tests.fabbriche import UtenteFactory


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ora():
    with time_machine.travel("2027-03-01T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def tipo(dichiara):
    """A kind read a moment ago, of which something more has become due since."""
    tipo = dichiara()
    turno.fai_un_turno()
    tipo.aggiungi(persona(UtenteFactory().pk), base=date(2027, 3, 1))
    return tipo


def test_what_nobody_announced_waits_for_the_hour(tipo) -> None:
    turno.fai_un_turno()
    assert not Scadenza.objects.exists()


def test_what_was_announced_is_read_at_the_next_turn(tipo, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        azioni.rileggi("prova.tipo")
    turno.fai_un_turno()
    assert Scadenza.objects.exists()


def test_what_was_rolled_back_asks_for_nothing(tipo, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        azioni.rileggi("prova.tipo")
        raise ZeroDivisionError
    turno.fai_un_turno()
    assert not Scadenza.objects.exists()
