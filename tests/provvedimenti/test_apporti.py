"""What the acts do to what is due, and what is declared or entered without anybody deciding."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from collocamento.models import Datore
from collocamento.posizione.calcolo import posizione, posizioni
from collocamento.provvedimenti.azioni import istruttoria, richieste
from collocamento.provvedimenti.enums import Stato
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.fonte import fonte
from collocamento.provvedimenti.massimali import effetto, tetto
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.permessi import si_decide
from socialabs.base.stati import TransizioneNonAmmessa
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import (
    AL,
    DAL,
    compensazione,
    concesso,
    esonero,
    esonero_60,
    gradualita,
    in_istruttoria,
    ora,
    registrato,
    sospensione,
)


pytestmark = pytest.mark.django_db


def qui(datore: Datore, giorno: date, provincia: str = "009"):
    return posizione(datore.pk, giorno).risultato.province[provincia]


def test_an_exemption_counts_from_its_first_day_to_its_last(datore, azienda, responsabile) -> None:
    concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    attese = {DAL - timedelta(days=1): (0, 2), DAL: (2, 0), AL: (2, 0), AL + timedelta(days=1): (0, 2)}
    for giorno, (esonerati, scopertura) in attese.items():
        cifre = qui(datore, giorno)
        assert (cifre.esonerati, cifre.scopertura_disabili) == (esonerati, scopertura), giorno


def test_only_what_was_granted_counts_and_nothing_while_it_waits(datore, azienda, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=responsabile)
    assert qui(datore, DAL).esonerati == 0
    istruttoria.concedi(atto, posizioni=1, dal=DAL, al=AL, motivazione="In parte.", ctx=responsabile)
    assert qui(datore, DAL).esonerati == 1


def test_where_the_portal_has_an_act_the_declared_request_is_set_aside(datore, azienda, responsabile) -> None:
    """The return of the tests says that three positions were asked in 009: the act governs there from now on."""
    dichiarato = posizione(datore.pk, DAL).ingressi.fogli
    assert [e.numero for f in dichiarato if f.codice == "009" for e in f.esoneri] == [3]
    concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    for giorno, attesi in ((OGGI, []), (DAL, [2])):
        fogli = posizione(datore.pk, giorno).ingressi.fogli
        assert [e.numero for f in fogli if f.codice == "009" for e in f.esoneri] == attesi


def test_a_suspension_halves_the_quota_of_its_province_alone(datore, azienda, responsabile) -> None:
    concesso(sospensione(datore), parte=azienda, ufficio=responsabile)
    assert (qui(datore, DAL).quota_dovuta_ora, qui(datore, DAL, "010").quota_dovuta_ora) == (4, 4)
    assert qui(datore, DAL).quota_disabili == 8


def test_a_collective_dismissal_suspends_everything(datore, azienda, responsabile) -> None:
    tutta = sospensione(datore, causa="licenziamento_collettivo", provincia="", percentuale=None)
    concesso(tutta, parte=azienda, ufficio=responsabile)
    assert posizione(datore.pk, DAL).risultato.nazionale.quota_dovuta_ora == 0
    assert posizione(datore.pk, OGGI).risultato.nazionale.quota_dovuta_ora == 16


def test_a_compensation_moves_a_unit_from_one_province_to_the_other(datore, azienda) -> None:
    registrato(compensazione(datore), parte=azienda)
    assert (qui(datore, DAL, "011").compensazione_disabili, qui(datore, DAL).compensazione_disabili) == (1, -1)
    assert qui(datore, DAL).scopertura_disabili == 1
    assert posizione(datore.pk, DAL).risultato.nazionale.scopertura_disabili == 1


def test_the_eighty_percent_flag_reaches_the_employer_while_the_act_holds(datore, azienda, responsabile) -> None:
    concesso(esonero(datore, settore_80=True), parte=azienda, ufficio=responsabile)
    assert posizione(datore.pk, DAL).ingressi.datore.limite_esonero_80
    assert not posizione(datore.pk, OGGI).ingressi.datore.limite_esonero_80


@pytest.mark.parametrize(("applicata", "dovute"), [(True, 3), (False, 8)])
def test_units_of_the_office_count_only_if_it_says_so(datore, operatore, applicata, dovute) -> None:
    registrato(gradualita(datore, applicata=applicata), parte=operatore)
    assert qui(datore, DAL).quota_dovuta_ora == dovute


def test_the_effect_shown_is_the_one_that_follows(datore, azienda, responsabile) -> None:
    atto = in_istruttoria(sospensione(datore), parte=azienda, ufficio=responsabile)
    previsto = effetto(atto)
    istruttoria.concedi(atto, posizioni=None, dal=DAL, al=AL, motivazione="Accordo in regola.", ctx=responsabile)
    assert previsto.prima_qui == qui(datore, OGGI).scopertura_dovuta_ora == 1
    assert previsto.dopo_qui == qui(datore, DAL).scopertura_dovuta_ora == 0


def test_acts_of_many_employers_take_one_query(datore, azienda, responsabile) -> None:
    concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    concesso(sospensione(datore), parte=azienda, ufficio=responsabile)
    with CaptureQueriesContext(connection) as prese:
        raccolti = fonte(list(Datore.objects.values_list("pk", flat=True)), DAL)
    assert len(prese) == 2 and {a.campo for a in raccolti[datore.pk]} == {"esoneri", "sospensioni"}
    assert len(posizioni([datore.pk], DAL)[datore.pk].apporti) == 2


# --- declared and entered -----------------------------------------------------------------------------------------
def test_what_is_declared_is_never_decided_and_the_other_way_round(datore, azienda, responsabile) -> None:
    dichiarata = richieste.crea(esonero_60(datore), ctx=azienda)
    with pytest.raises(NonAmmesso):
        richieste.presenta(dichiarata, ctx=azienda)
    chiesta = richieste.crea(esonero(datore), ctx=azienda)
    with pytest.raises(NonAmmesso):
        richieste.registra(chiesta, ctx=azienda)
    richieste.registra(dichiarata, ctx=azienda)
    with pytest.raises(TransizioneNonAmmessa):
        istruttoria.concedi(dichiarata, posizioni=1, dal=DAL, al=None, motivazione="x", ctx=responsabile)


def test_no_more_than_the_workers_bring_is_certified(datore, azienda) -> None:
    """Base 231, quota 16; without twenty workers base 211, quota 15: one position and no more."""
    troppe = richieste.crea(esonero_60(datore, posizioni=2), ctx=azienda)
    assert tetto(troppe).massimo == 1
    with pytest.raises(NonAmmesso, match="il massimo al"):
        richieste.registra(troppe, ctx=azienda)
    assert ora(troppe).stato == Stato.BOZZA
    assert registrato(esonero_60(datore), parte=azienda).passi


def test_a_new_declaration_ends_the_one_before(datore, azienda) -> None:
    prima = registrato(esonero_60(datore), parte=azienda)
    dopo = registrato(esonero_60(datore, dal=DAL + timedelta(days=60), lavoratori=40, posizioni=2), parte=azienda)
    assert (ora(prima).al, ora(prima).stato) == (dopo.dal - timedelta(days=1), Stato.REGISTRATO)
    assert qui(datore, dopo.dal).esonerati == 2


def test_a_change_certified_after_sixty_days_says_so(datore, azienda, time_machine) -> None:
    registrato(esonero_60(datore, dal=date(2025, 6, 1)), parte=azienda)
    in_tempo = registrato(esonero_60(datore, dal=OGGI - timedelta(days=60)), parte=azienda)
    assert in_tempo.passaggi.last().testo == ""
    time_machine.move_to(OGGI + timedelta(days=62))
    tardi = registrato(esonero_60(datore, dal=OGGI), parte=azienda)
    assert "oltre i sessanta giorni" in tardi.passaggi.last().testo


def test_a_compensation_never_passes_the_excess(datore, azienda) -> None:
    troppa = richieste.crea(compensazione(datore, posizioni=2), ctx=azienda)
    with pytest.raises(NonAmmesso, match="massimo"):
        richieste.registra(troppa, ctx=azienda)


def test_a_compensation_is_declared_anew_over_its_own_units(datore, azienda) -> None:
    registrato(compensazione(datore), parte=azienda)
    registrato(compensazione(datore, dal=DAL + timedelta(days=30)), parte=azienda)
    assert Provvedimento.objects.in_vigore(DAL + timedelta(days=40)).count() == 1


def test_a_public_employer_asks_leave_to_compensate_and_inside_its_region(datore, azienda) -> None:
    Datore.objects.update(tipologia="C")
    datore.refresh_from_db()
    richiesta = richieste.crea(compensazione(datore), ctx=azienda)
    assert si_decide(richiesta)
    richieste.presenta(richiesta, ctx=azienda)
    fuori = richieste.crea(compensazione(datore, altra_provincia="058"), ctx=azienda)
    with pytest.raises(NonAmmesso, match="stessa regione"):
        richieste.presenta(fuori, ctx=azienda)


def test_a_recorded_act_ends_earlier_when_its_side_says_so(datore, azienda, operatore) -> None:
    atto = registrato(gradualita(datore), parte=operatore)
    with pytest.raises(PermissionDenied):
        richieste.termina(atto, al=DAL, motivo="x", ctx=azienda)
    with pytest.raises(NonAmmesso):
        richieste.termina(atto, al=AL + timedelta(days=1), motivo="x", ctx=operatore)
    richieste.termina(atto, al=DAL, motivo="Atto ritirato.", ctx=operatore)
    assert qui(datore, DAL).quota_dovuta_ora == 3
    assert qui(datore, DAL + timedelta(days=1)).quota_dovuta_ora == 8


# --- at the same time ---------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_acts_of_one_employer_granted_at_once_never_pass_the_ceiling_together(
    datore, azienda, operatore, responsabile
) -> None:
    """Ten positions are left in all: two decisions of eight, in different provinces, meet on the employer's row."""
    atti = [
        in_istruttoria(esonero(datore, provincia=p, posizioni=8, percentuale=50), parte=azienda, ufficio=operatore)
        for p in ("009", "010")
    ]
    esiti: list[str] = []

    def decidi(atto: Provvedimento) -> None:
        try:
            istruttoria.concedi(atto, posizioni=8, dal=DAL, al=AL, motivazione="Insieme.", ctx=responsabile)
            esiti.append("concesso")
        except NonAmmesso:
            esiti.append("rifiutato")
        finally:
            connections.close_all()

    insieme = [Thread(target=decidi, args=(atto,)) for atto in atti]
    for filo in insieme:
        filo.start()
    for filo in insieme:
        filo.join()
    assert sorted(esiti) == ["concesso", "rifiutato"]
    assert qui(datore, DAL).esonerati + qui(datore, DAL, "010").esonerati == 8
