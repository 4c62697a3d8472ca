"""The judgement read from the database: the obligation episodes tell since when people are missing."""

from datetime import date

import pytest
import time_machine

from collocamento.normativa import Categoria
from collocamento.ottemperanza.enums import Condizione
from collocamento.ottemperanza.valutazioni import sorti, valutazione_di
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.calcolo import posizione
from collocamento.posizione.models import Episodio, Richiesta
from socialabs.base.contesto import Contesto
from tests.posizione.scena_episodi import SP, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PRIMA, DOPO = date(2026, 1, 10), date(2026, 3, 20)


@pytest.fixture(autouse=True)
def oggi():
    with time_machine.travel("2026-04-01T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def scoperto():
    """Two posts missing since the day of the return, 31 December, and sixty days gone by."""
    uno = datore()
    con_prospetto(uno)
    return uno


def nati(di, *giorni: date) -> None:
    """An episode whose posts were born on these days."""
    ricalcola([di.pk], date(2026, 4, 1), SISTEMA)
    Episodio.objects.filter(datore=di).update(nascite=list(giorni), t0=min(giorni))


def test_without_an_episode_the_day_is_that_of_the_data(scoperto) -> None:
    assert sorti(posizione(scoperto.pk, date(2026, 4, 1))) == {}
    assert valutazione_di(scoperto).condizione == Condizione.SCOPERTO
    assert any("giorno dei dati" in motivo for motivo in valutazione_di(scoperto).motivi)


def test_the_oldest_post_of_the_episode_decides(scoperto) -> None:
    nati(scoperto, DOPO, DOPO)
    assert valutazione_di(scoperto).condizione == Condizione.NEI_TERMINI
    nati(scoperto, PRIMA, DOPO)
    valutazione = valutazione_di(scoperto)
    assert valutazione.condizione == Condizione.SCOPERTO
    assert any("contato dal 10/01/2026, scadeva il 11/03/2026" in motivo for motivo in valutazione.motivi)


def test_a_post_asked_for_leaves_the_day_of_the_others(scoperto) -> None:
    nati(scoperto, PRIMA, DOPO)
    Richiesta.objects.create(datore=scoperto, provincia=SP, giorno=date(2026, 1, 20), protocollo="1", disabili=1)
    assert sorti(posizione(scoperto.pk, date(2026, 4, 1))) == {(SP, Categoria.DISABILI): DOPO}


def test_an_episode_that_was_in_order_when_newer_staff_came_gives_the_day_it_is_seen(scoperto) -> None:
    Episodio.objects.create(
        datore=scoperto, provincia=SP, stato="soggetta", dal=PRIMA, situazione=DOPO, origine="prospetto"
    )
    assert sorti(posizione(scoperto.pk, date(2026, 4, 1))) == {(SP, Categoria.DISABILI): date(2026, 4, 1)}
