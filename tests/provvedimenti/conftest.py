"""An employer with a computed return, who speaks for it, and the office."""

import datetime
from collections.abc import Callable

import pytest

from collocamento.azioni.consegne import importa
from collocamento.models import Consegna, Datore
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import Ruolo
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto


OGGI = datetime.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def giorno_fermo(time_machine) -> None:
    time_machine.move_to(datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC))


@pytest.fixture
def datore(db: None) -> Datore:
    importa(Consegna.objects.create(nome="prova.zip"), pacchetto(uno=documento("1")), ctx=Contesto.sistema("prova"))
    return Datore.objects.select_related("organizzazione").get(organizzazione__codice_fiscale=CODICE_FISCALE)


@pytest.fixture
def azienda(datore: Datore, ctx_di: Callable) -> Contesto:
    return ctx_di(Ruolo.REFERENTE_AZIENDA, organizzazione=datore.organizzazione)


@pytest.fixture
def operatore(ctx_di: Callable) -> Contesto:
    return ctx_di(Ruolo.OPERATORE_CM)


@pytest.fixture
def responsabile(ctx_di: Callable) -> Contesto:
    return ctx_di(Ruolo.RESPONSABILE)
