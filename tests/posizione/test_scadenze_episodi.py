"""The sixty days of who is short, and the office's check: to whom, on which days, silent as soon as it is done."""

from datetime import date, timedelta

import pytest
import time_machine

from collocamento.models import Datore
from collocamento.posizione.azioni.atti import registra_richiesta, registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola, ricalcola_tutti
from collocamento.posizione.enums import EsitoVerifica
from collocamento.posizione.models import Episodio, Richiesta
from collocamento.posizione.scadenze import obblighi, verifiche
from socialabs.base.contesto import Contesto
from socialabs.promemoria import registro
from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.preparazione import finestra, prepara
from tests.fabbriche import AppartenenzaFactory, DelegaFactory, EnteTitolareFactory
from tests.posizione.scena_episodi import SITUAZIONE, SP, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
OBBLIGO, VERIFICA = "collocamento.obbligo", "posizione.verifica"


def giorno(numero: int) -> date:
    return SITUAZIONE + timedelta(days=numero)


@pytest.fixture
def ora():
    with time_machine.travel(f"{giorno(0)}T12:00:00+01:00", tick=False) as viaggio:
        yield viaggio


@pytest.fixture
def scoperto(ora) -> Datore:
    EnteTitolareFactory()
    uno = datore()
    con_prospetto(uno)
    return uno


@pytest.fixture
def parti(scoperto) -> dict:
    """The employer's person, its consultant, an operator; two strangers besides."""
    AppartenenzaFactory(ruolo="ref_azienda"), AppartenenzaFactory(ruolo="consulente")
    consulente = AppartenenzaFactory(ruolo="consulente")
    DelegaFactory(delegante=scoperto.organizzazione, delegato=consulente.organizzazione)
    return {
        "azienda": AppartenenzaFactory(ruolo="ref_azienda", organizzazione=scoperto.organizzazione).utente,
        "consulente": consulente.utente,
        "ufficio": AppartenenzaFactory(ruolo="op_cm").utente,
    }


def notte(ora, numero: int) -> None:
    """The night of the `numero`-th day: episodes first, then reminders."""
    ora.move_to(f"{giorno(numero)}T12:00:00+01:00")
    ricalcola_tutti(giorno(numero), SISTEMA)
    for chiave in (OBBLIGO, VERIFICA):
        prepara(registro.tipo(chiave))


def attesi(chiave: str) -> set[tuple]:
    righe = Promemoria.objects.filter(scadenza__tipo=chiave)
    return {(riga.utente, riga.pubblico, (riga.giorno - SITUAZIONE).days) for riga in righe}


def test_the_four_days_reach_the_parties_and_the_office_the_check_the_office_alone(ora, parti) -> None:
    notte(ora, 0)
    scadenza = Scadenza.objects.get(tipo=OBBLIGO)
    assert (scadenza.scade_il, scadenza.parametri["posti"]) == (giorno(60), "2")
    notte(ora, 58)
    assert {n for _u, _p, n in attesi(OBBLIGO)} == {30, 45, 55, 60}
    assert {(u, p) for u, p, _n in attesi(OBBLIGO)} == {(utente, chi) for chi, utente in parti.items()}
    assert attesi(VERIFICA) == {(parti["ufficio"], "ufficio", 60)}


def test_the_term_that_passes_leaves_the_same_deadline_open(ora, parti) -> None:
    notte(ora, 60)
    prima = set(Scadenza.objects.values_list("pk", "stato"))
    notte(ora, 61)
    assert Episodio.objects.in_corso().get().stato == "oltre"
    assert set(Scadenza.objects.values_list("pk", "stato")) == prima and len(prima) == 2


def test_a_request_ends_both(ora, scoperto, parti, ctx_di) -> None:
    notte(ora, 58)
    richiesta = Richiesta(datore=scoperto, provincia=SP, giorno=giorno(58), protocollo="1/2026", disabili=2)
    registra_richiesta(richiesta, ctx=ctx_di("op_cm"))
    notte(ora, 59)
    assert set(Scadenza.objects.values_list("stato", flat=True)) == {"fatta"}
    assert attesi(OBBLIGO) == attesi(VERIFICA) == set()


def test_a_check_ends_the_task_and_not_the_duty(ora, scoperto, parti, ctx_di) -> None:
    notte(ora, 61)
    registra_verifica(Episodio.objects.in_corso().get(), EsitoVerifica.CONFERMATA, "", ctx=ctx_di("op_cm"))
    notte(ora, 62)
    assert dict(Scadenza.objects.values_list("tipo", "stato")) == {OBBLIGO: "aperta", VERIFICA: "fatta"}


def test_who_asked_with_the_return_is_never_reminded(ora, parti) -> None:
    Episodio.objects.all().delete()
    altro = datore("Ha chiesto S.r.l.")
    con_prospetto(altro, dichiarati=2)
    ora.move_to(f"{giorno(40)}T12:00:00+01:00")
    ricalcola([altro.pk], giorno(40), SISTEMA)
    assert [d.oggetto_id for d in obblighi(finestra(giorno(40)))] == []


def test_reading_asks_as_many_queries_for_one_employer_as_for_many(ora, parti, django_assert_num_queries) -> None:
    con_prospetto(datore("Altra"))
    ricalcola_tutti(giorno(1), SISTEMA)
    for dovute in (obblighi, verifiche):
        with django_assert_num_queries(1):
            assert len(list(dovute(finestra(giorno(1))))) == 2
