"""The position of a day starts from the latest return of then, in a fixed number of queries."""

import datetime

import pytest
from django.utils import timezone

from collocamento.azioni.consegne import importa
from collocamento.models import Calcolo, Consegna, Datore
from collocamento.posizione.calcolo import posizione, posizioni
from collocamento.posizione.ingressi import Origine
from socialabs.base.contesto import Contesto
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")


@pytest.fixture
def datore() -> Datore:
    importa(Consegna.objects.create(nome="prova.zip"), pacchetto(uno=documento("1")), ctx=SISTEMA)
    return Datore.objects.get(organizzazione__codice_fiscale=CODICE_FISCALE)


def test_the_latest_return_computed_today_owes_what_it_owed(datore: Datore) -> None:
    calcolo = Calcolo.objects.select_related("prospetto").get(prospetto__datore=datore)
    oggi = posizione(datore.pk, calcolo.prospetto.data_riferimento)
    assert oggi.ingressi.origine == Origine.PROSPETTO
    assert oggi.ingressi.situazione == calcolo.prospetto.data_riferimento
    assert oggi.risultato.nazionale.quota_disabili == calcolo.quota_disabili
    assert oggi.risultato.nazionale.scopertura_disabili == calcolo.scopertura_disabili
    assert set(oggi.risultato.province) == set(calcolo.prospetto.province.values_list("provincia", flat=True))


def test_before_its_day_a_return_tells_nothing(datore: Datore) -> None:
    assert posizione(datore.pk, datetime.date(2001, 1, 1)) is None


def test_a_return_computed_before_its_inputs_were_kept_waits(datore: Datore) -> None:
    Calcolo.objects.update(ingressi={})
    assert posizione(datore.pk, timezone.localdate()) is None


def test_many_employers_take_as_many_queries_as_one(datore: Datore, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert len(posizioni(list(Datore.objects.values_list("pk", flat=True)), timezone.localdate())) == 1
