"""Who hears of a decision, and when: the employer and who holds its mandate, at once, each once, not what it says."""

from datetime import date

import pytest

from collocamento.provvedimenti.azioni import istruttoria
from socialabs.posta.models import Messaggio
from socialabs.promemoria.models import Avviso
from socialabs.promemoria.turno import fai_un_turno
from socialabs.utenti.enums import Ruolo
from tests.fabbriche import DelegaFactory, EnteTitolareFactory
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import compensazione, concesso, esonero, in_istruttoria, registrato, sospensione


pytestmark = pytest.mark.django_db
DECISIONE, RISPOSTA = "Decisione da leggere", "Risposta all'ufficio"
MOTIVI = "Manca il presupposto."


@pytest.fixture(autouse=True)
def ente(db):
    return EnteTitolareFactory()


@pytest.fixture
def scritto(django_capture_on_commit_callbacks):
    """`scritto(oggetto, verbo)`: the mails with this subject that leave once the verb is committed, by address."""

    def a_chi(oggetto, verbo):
        fai_un_turno()
        prima = set(Messaggio.objects.values_list("pk", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            verbo()
        fai_un_turno()
        fai_un_turno()
        nuovi = Messaggio.objects.filter(oggetto=oggetto).exclude(pk__in=prima)
        return sorted(messaggio.destinatario for messaggio in nuovi)

    return a_chi


@pytest.fixture
def consulente(datore, ctx_di):
    ctx = ctx_di(Ruolo.CONSULENTE)
    DelegaFactory(delegante=datore.organizzazione, delegato=ctx.appartenenza.organizzazione)
    return ctx


def posta(*contesti) -> list[str]:
    return sorted(ctx.utente.email for ctx in contesti)


@pytest.mark.parametrize("richiesta", [esonero, sospensione])
def test_a_grant_is_told_to_the_employer_and_its_consultant_alone(
    datore, azienda, consulente, operatore, responsabile, ctx_di, scritto, richiesta
) -> None:
    for estraneo in (Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE, Ruolo.REFERENTE_COOPERATIVA):
        ctx_di(estraneo)
    a_chi = scritto(DECISIONE, lambda: concesso(richiesta(datore), parte=azienda, ufficio=responsabile))
    assert a_chi == posta(azienda, consulente)
    assert Avviso.objects.get(utente=azienda.utente, tipo="provvedimenti.deciso").in_casella


def test_a_refusal_is_announced_with_its_notice_and_no_mail_tells_the_grounds(
    datore, azienda, operatore, responsabile, scritto, time_machine
) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    preavviso = scritto(RISPOSTA, lambda: istruttoria.preavvisa(atto, testo=MOTIVI, ctx=responsabile))
    assert azienda.utente.email in preavviso
    time_machine.move_to("2026-03-23T10:00:00+01:00")
    a_chi = scritto(DECISIONE, lambda: istruttoria.respingi(atto, motivazione=MOTIVI, ctx=responsabile))
    assert a_chi == posta(azienda)
    assert not any(MOTIVI in m.corpo_testo + m.corpo_html for m in Messaggio.objects.all())


def test_a_revocation_is_told_besides_the_grant(datore, azienda, responsabile, scritto) -> None:
    atto = concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    revoca = {"dal": date(2026, 6, 1), "motivazione": MOTIVI}
    a_chi = scritto(DECISIONE, lambda: istruttoria.revoca(atto, ctx=responsabile, **revoca))
    assert a_chi == posta(azienda)


def test_what_nobody_decides_is_told_to_nobody(datore, azienda, scritto) -> None:
    assert scritto(DECISIONE, lambda: registrato(compensazione(datore), parte=azienda)) == []


def test_who_left_the_employer_hears_nothing(datore, azienda, responsabile, scritto) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=responsabile)
    azienda.appartenenza.attiva = False
    azienda.appartenenza.save()
    dati = {"posizioni": 2, "dal": atto.dal, "al": atto.al, "motivazione": MOTIVI}
    assert scritto(DECISIONE, lambda: istruttoria.concedi(atto, ctx=responsabile, **dati)) == []


def test_an_old_decision_is_no_news(datore, azienda, responsabile, scritto, time_machine) -> None:
    concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    time_machine.move_to(f"2026-03-{OGGI.day + 9}T10:00:00+01:00")
    assert scritto(DECISIONE, lambda: None) == [] and not Messaggio.objects.filter(oggetto=DECISIONE).exists()
