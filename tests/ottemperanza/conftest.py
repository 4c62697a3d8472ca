"""Employers of art. 17: one return, whose inputs each test chooses."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from collocamento.azioni.consegne import importa
from collocamento.models import Calcolo, Consegna, Datore
from collocamento.normativa import DatiProvincia, Tipologia
from collocamento.normativa import Datore as DatoreNormativa
from collocamento.normativa.trasporto import come_dict
from collocamento.ottemperanza.azioni.arrivo import Domanda
from socialabs.base.contesto import Contesto
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import EnteTitolareFactory


SISTEMA = Contesto.sistema("prova")
# The return describes 31 December 2025: the sixty days are over.
OGGI = "2026-06-01 10:00+02:00"
# A quota of four and one: nobody is missing here, everybody there.
IN_REGOLA = DatiProvincia("011", n_totale=64, disabili_ft=4, art18=1)
SCOPERTO = DatiProvincia("011", n_totale=60)
DOMANDA = Domanda("Comune di Prova", "Ufficio gare", "gare@pec.example.org", "CIG 0123", CODICE_FISCALE)

Imposta = Callable[[DatiProvincia], Datore]


@pytest.fixture
def giorno() -> Iterator[None]:
    with time_machine.travel(OGGI, tick=False):
        yield


@pytest.fixture
def datore(db: None, giorno: None, settings: object, tmp_path: Path) -> Datore:
    settings.ARCHIVIO_DIR = tmp_path
    EnteTitolareFactory(responsabile="Ada Prova")
    importa(Consegna.objects.create(nome="consegna.zip"), pacchetto(primo=documento("A1")), ctx=SISTEMA)
    return Datore.objects.select_related("organizzazione").get()


@pytest.fixture
def imposta(datore: Datore) -> Imposta:
    """`imposta(foglio)`: the staff that the employer's return tells."""

    def fai(foglio: DatiProvincia) -> Datore:
        ingressi = come_dict(DatoreNormativa(Tipologia.PRIVATO, foglio.codice), [foglio])
        Calcolo.objects.update(ingressi=ingressi)
        return datore

    return fai
