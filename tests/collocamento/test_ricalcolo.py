"""A corrected code table reaches the figures of the returns already here."""

import pytest

from collocamento.azioni.consegne import importa
from collocamento.azioni.ricalcolo import Ricalcolo, datori_da_ricalcolare, ricalcola
from collocamento.models import Consegna, Prospetto, TabellaCodici
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, pacchetto


pytestmark = pytest.mark.django_db

SISTEMA = Contesto.sistema("prova")


@pytest.fixture
def prospetto(db: None) -> Prospetto:
    ignoto = {"<categoria>0001</categoria><numero>3</numero>": "<categoria>0877</categoria><numero>3</numero>"}
    pacco = pacchetto(primo=documento("A1", invio="2026-02-10T10:00:00", sostituzioni=ignoto))
    importa(Consegna.objects.create(nome="consegna.zip"), pacco, ctx=SISTEMA)
    return Prospetto.objects.get()


def test_nothing_changes_while_tables_and_engine_are_the_same(prospetto: Prospetto) -> None:
    assert datori_da_ricalcolare() == 0
    assert ricalcola(ctx=SISTEMA) == Ricalcolo()


def test_a_code_that_becomes_known_is_deducted(prospetto: Prospetto) -> None:
    base, versione = prospetto.calcolo.base_art3, prospetto.calcolo.motore
    assert any(anomalia["code"] == "unknown_code" for anomalia in prospetto.anomalie)
    TabellaCodici.objects.create(tabella="categorie_escluse", codice="0877", ambito="D", descrizione="Prova")
    assert datori_da_ricalcolare() == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo(prospetti=1, datori_cambiati=1)
    assert datori_da_ricalcolare() == 0
    prospetto = Prospetto.objects.get()
    assert prospetto.calcolo.base_art3 == base - 3
    assert sum(riga.base_art3 for riga in prospetto.province.all()) == base - 3
    assert prospetto.calcolo.motore != versione
    assert not any(anomalia["code"] == "unknown_code" for anomalia in prospetto.anomalie)
    assert (prospetto.stato, prospetto.in_ritardo, prospetto.giorni_ritardo) == ("valido", True, 10)
    assert Evento.objects.get(verbo="prospetti.ricalcolati").dettagli["prospetti"] == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo()


def test_a_table_that_no_figure_depends_on_changes_no_employer(prospetto: Prospetto) -> None:
    TabellaCodici.objects.create(tabella="tipo_delegato", codice="099", descrizione="Prova")
    assert datori_da_ricalcolare() == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo(prospetti=1)
