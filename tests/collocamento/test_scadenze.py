"""The deadlines of the returns: to whom, on which days, and silent as soon as the thing is done."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from collocamento.azioni.consegne import importa
from collocamento.models import Campagna, Consegna, Datore, Prospetto
from collocamento.scadenze import prospetti
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.promemoria import registro
from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.preparazione import finestra, prepara
from tests.collocamento.documenti import documento, pacchetto
from tests.fabbriche import AppartenenzaFactory, DelegaFactory, EnteTitolareFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def gennaio():
    with time_machine.travel("2027-01-05T12:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def parti():
    """An employer with a return on the situation of 2025, its person, its consultant, an operator, two strangers."""
    EnteTitolareFactory()
    importa(Consegna.objects.create(nome="c.zip"), pacchetto(a=documento("A1")), ctx=Contesto.sistema("prova"))
    azienda = Datore.objects.get().organizzazione
    AppartenenzaFactory(ruolo="ref_azienda"), AppartenenzaFactory(ruolo="consulente")
    consulente = AppartenenzaFactory(ruolo="consulente")
    DelegaFactory(delegante=azienda, delegato=consulente.organizzazione)
    return {
        "azienda": AppartenenzaFactory(ruolo="ref_azienda", organizzazione=azienda).utente,
        "consulente": consulente.utente,
        "ufficio": AppartenenzaFactory(ruolo="op_cm").utente,
    }


def leggi(chiave):
    prepara(registro.tipo(chiave))


def attesi(chiave):
    righe = Promemoria.objects.filter(scadenza__tipo=chiave).order_by("giorno")
    return {(riga.utente, riga.pubblico, riga.giorno) for riga in righe}


def campagna(**campi):
    return Campagna.objects.create(
        **{"anno": 2026, "apertura": date(2027, 1, 2), "scadenza": date(2027, 1, 31)} | campi
    )


def test_the_return_on_its_four_days_to_employer_and_consultant(gennaio, parti):
    campagna()
    leggi("collocamento.prospetto")
    giorni = [date(2027, 1, giorno) for giorno in (2, 15, 25, 31)]
    assert attesi("collocamento.prospetto") == {
        (parti[chi], chi, giorno) for chi in ("azienda", "consulente") for giorno in giorni
    }
    testo = Scadenza.objects.get().testo("azienda")
    nome = Datore.objects.get().organizzazione.denominazione
    assert all(parola in testo for parola in ("31 dicembre 2026", "31/01/2027", nome))


def test_a_due_date_that_the_ministry_moves_moves_the_usual_days(gennaio, parti):
    quella = campagna()
    leggi("collocamento.prospetto")
    quella.scadenza = date(2027, 2, 15)
    quella.save()
    leggi("collocamento.prospetto")
    assert {giorno for _u, _p, giorno in attesi("collocamento.prospetto")} == {
        date(2027, 1, 2),
        date(2027, 1, 30),
        date(2027, 2, 9),
        date(2027, 2, 15),
    }


def test_who_has_sent_hears_nothing_and_leaves_the_list_of_the_missing(gennaio, parti, client_di):
    quella = campagna()
    leggi("collocamento.prospetto"), leggi("collocamento.mancanti")
    assert attesi("collocamento.mancanti") == {(parti["ufficio"], "ufficio", date(2027, 2, 1))}
    operatore = client_di("op_cpi")
    pagina = reverse("collocamento:mancanti", args=[quella.pk])
    nome = Datore.objects.get().organizzazione.denominazione
    assert nome in operatore.get(pagina).content.decode()
    nuovo = Prospetto.objects.get()
    nuovo.pk, nuovo.anno, nuovo.sha256, nuovo.codice_comunicazione = nuovo_id(), 2026, "1" * 64, "1" * 16
    nuovo.save(force_insert=True)
    gennaio.move_to("2027-02-01T07:00:00+01:00")
    leggi("collocamento.prospetto"), leggi("collocamento.mancanti")
    assert attesi("collocamento.prospetto") == attesi("collocamento.mancanti") == set()
    operatore = client_di("op_cpi")
    risposta = operatore.get(pagina)
    assert risposta.status_code == 200 and nome not in risposta.content.decode()
    assert operatore.get(reverse("collocamento:mancanti_esporta", args=[quella.pk, "csv"])).status_code == 200
    assert client_di("ref_azienda").get(pagina).status_code == 404


def test_reading_asks_as_many_queries_for_one_employer_as_for_many(parti, django_assert_num_queries):
    campagna()
    # Two campaigns: that of the year, and the one that the import opened.
    with django_assert_num_queries(3):
        list(prospetti(finestra(date(2027, 1, 5))))


def test_days_of_ones_own_are_checked_when_the_date_moves(client_di, db):
    quella = campagna()
    url = reverse("collocamento:campagna", args=[quella.pk])
    operatore = client_di("op_cm")
    dati = {"scadenza": "2027-01-31", "apertura": "2027-01-02", "note": "", "salva": "1"}

    def salva(**cambi):
        quella.refresh_from_db()
        return operatore.post(url, dati | {"versione": quella.versione} | cambi)

    assert salva(promemoria="20/01/2027, 10/01/2027").status_code == 302
    quella.refresh_from_db()
    assert quella.giorni_promemoria == (date(2027, 1, 10), date(2027, 1, 20))
    mossa = {"scadenza": "2027-02-28", "promemoria": "10/01/2027, 20/01/2027"}
    assert salva(**mossa).status_code == 422, "days left behind by the due date"
    assert salva(promemoria="1 febbraio").status_code == 422
    assert salva(promemoria="01/02/2027").status_code == 422, "after the due date"
    assert salva(**mossa | {"promemoria": ""}).status_code == 302
    quella.refresh_from_db()
    assert quella.giorni_promemoria[-1] == date(2027, 2, 28)
