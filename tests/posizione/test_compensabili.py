"""Provinces that lack more than the company: the page says why, proposes what to declare, and leads to the form."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from collocamento.enums import StatoProspetto
from collocamento.models import Calcolo, Datore
from collocamento.normativa import (
    Categoria,
    Causa,
    Compensazione,
    DatiProvincia,
    Esonero,
    Sospensione,
    Stato,
    Tipologia,
    Verso,
)
from collocamento.normativa import Datore as DatoreNormativo
from collocamento.normativa.trasporto import come_dict
from collocamento.posizione.calcolo import posizione
from collocamento.posizione.compensabili import possibili
from tests.fabbriche import ProvinciaFactory
from tests.posizione.scena_episodi import SP, con_prospetto, datore


pytestmark = pytest.mark.django_db
GE, MI = "010", "015"
GIORNO = date(2026, 2, 20)
# The quota is 4 in the first, which has 1 person, and 4 in the second, which has 6.
SCOPERTA = DatiProvincia(SP, n_totale=61, disabili_ft=1, art18=1)
ECCEDENTE = DatiProvincia(GE, n_totale=66, disabili_ft=6)


@pytest.fixture(autouse=True)
def oggi():
    with time_machine.travel("2026-02-20T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def due(db) -> Datore:
    uno = datore()
    con_prospetto(uno)
    ProvinciaFactory(codice=GE, nome="Genova")
    return uno


def dichiara(di: Datore, *fogli: DatiProvincia, tipologia: Tipologia = Tipologia.PRIVATO) -> None:
    valido = Calcolo.objects.filter(prospetto__datore=di, prospetto__stato=StatoProspetto.VALIDO)
    valido.update(ingressi=come_dict(DatoreNormativo(tipologia, SP), fogli))


def pagina(di: Datore, client: Any) -> Any:
    return client.get(reverse("posizione:datore", args=[di.pk]))


def test_the_page_says_both_sums_and_leads_the_company_to_the_form_filled_in(due, client_di) -> None:
    dichiara(due, SCOPERTA, ECCEDENTE)
    azienda = client_di("ref_azienda", organizzazione=due.organizzazione)
    risposta = pagina(due, azienda)
    nazionale = risposta.context["nota"].risultato.nazionale
    assert nazionale.scopertura_dovuta_ora == 1
    assert "Dovete assumere 3 persone con disabilità" in risposta.text
    (divario,) = risposta.context["divari"]
    assert divario.startswith(
        "Sommando le province mancano 3 persone con disabilità; contando l'azienda intera, 1 persona con disabilità."
    )
    assert "art. 5 c. 8" in divario
    (proposta,) = risposta.context["compensazioni"]
    assert (proposta["da"], proposta["numero"]) == ("Genova", 2) and proposta["passi"]
    assert reverse("dichiarazioni:datore", args=[due.pk]) in risposta.text
    form = azienda.get(proposta["indirizzo"]).context["form"]
    assert {nome: form[nome].value() for nome in ("provincia", "altra_provincia", "categoria", "posizioni")} == {
        "provincia": GE,
        "altra_provincia": SP,
        "categoria": "D",
        "posizioni": "2",
    }


def test_the_office_reads_the_same_and_is_offered_no_form_it_may_not_open(due, client_di) -> None:
    dichiara(due, SCOPERTA, ECCEDENTE)
    risposta = pagina(due, client_di("op_cm"))
    assert risposta.context["divari"] and "Compensazione territoriale possibile" in risposta.text
    assert reverse("provvedimenti:nuovo", args=[due.pk, "compensazione"]) not in risposta.text


def test_nothing_is_said_once_it_is_declared_or_where_no_province_has_an_excess(due, client_di) -> None:
    compensa = {
        SP: Compensazione(Verso.RIDUZIONE, Categoria.DISABILI, 2, GE),
        GE: Compensazione(Verso.ECCEDENZA, Categoria.DISABILI, 2, SP),
    }
    for fogli in (
        [replace(foglio, compensazioni=(compensa[foglio.codice],)) for foglio in (SCOPERTA, ECCEDENTE)],
        [SCOPERTA, replace(ECCEDENTE, disabili_ft=4)],
    ):
        dichiara(due, *fogli)
        risposta = pagina(due, client_di("op_cm"))
        assert (risposta.context["divari"], risposta.context["compensazioni"]) == ([], [])


def test_a_public_body_asks_and_only_inside_its_region(due, client_di) -> None:
    dichiara(due, SCOPERTA, ECCEDENTE, tipologia=Tipologia.PUBBLICO)
    testo = pagina(due, client_di("op_cm")).text
    assert "autorizzazione a compensare (art. 5 c. 8-ter)" in testo and "in via automatica" not in testo
    dichiara(due, SCOPERTA, replace(ECCEDENTE, codice=MI), tipologia=Tipologia.PUBBLICO)
    risposta = pagina(due, client_di("op_cm"))
    assert risposta.context["compensazioni"] == []
    assert "per un ente pubblico, la regione è un'altra" in risposta.context["divari"][0]


def test_an_excess_that_exempt_positions_make_is_named_and_not_proposed(due, client_di) -> None:
    dichiara(due, SCOPERTA, replace(ECCEDENTE, disabili_ft=5, esoneri=(Esonero(Stato.CONCESSO, 1),)))
    risposta = pagina(due, client_di("op_cm"))
    assert risposta.context["compensazioni"] == []
    (divario,) = risposta.context["divari"]
    assert "Genova ne ha 2 più di quante ne deve ora, ma con posizioni esonerate" in divario


def test_people_over_what_a_suspension_leaves_due_are_no_excess_to_compensate(due, client_di) -> None:
    sospesa = Sospensione(Stato.CONCESSO, Causa.CIGS, percentuale=50, fine=date(2026, 12, 31))
    dichiara(due, SCOPERTA, replace(ECCEDENTE, disabili_ft=4, sospensioni=(sospesa,)))
    risposta = pagina(due, client_di("op_cm"))
    assert risposta.context["compensazioni"] == []
    assert "per una sospensione o per assunzioni programmate" in risposta.context["divari"][0]


def test_posts_that_a_suspension_covers_want_no_compensation_today(due) -> None:
    sospesa = Sospensione(Stato.CONCESSO, Causa.CIGS, percentuale=100, fine=date(2026, 12, 31))
    dichiara(due, replace(SCOPERTA, sospensioni=(sospesa,)), ECCEDENTE)
    assert possibili(posizione(due.pk, GIORNO)) == []
