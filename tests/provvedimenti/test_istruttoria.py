"""A request from draft to decision: who may do what, how the term runs, what a decision may not say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from collocamento.models import Calcolo, Datore
from collocamento.provvedimenti.azioni import istruttoria, richieste
from collocamento.provvedimenti.enums import Condizione, Stato
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.massimali import tetto
from collocamento.provvedimenti.models import Passaggio, Provvedimento
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.registro.models import Evento
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import AL, DAL, MOTIVAZIONE, concesso, esonero, in_istruttoria, ora, sospensione


pytestmark = pytest.mark.django_db


def il_giorno(time_machine, giorno: date) -> None:
    time_machine.move_to(datetime(giorno.year, giorno.month, giorno.day, 9, tzinfo=UTC))


def decidi(atto, ctx, **campi) -> None:
    dati = {"posizioni": atto.posizioni, "dal": DAL, "al": AL, "motivazione": MOTIVAZIONE}
    istruttoria.concedi(atto, ctx=ctx, **{**dati, **campi})


def test_what_was_asked_and_granted_whole_is_granted(datore, azienda, operatore, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    assert atto.termine == OGGI + timedelta(days=30)
    decidi(atto, responsabile)
    atto = ora(atto)
    assert (atto.stato, atto.posizioni_concesse, atto.termine) == (Stato.CONCESSO, 2, None)
    assert [p.a for p in Passaggio.objects.filter(provvedimento=atto)] == [
        Stato.PRESENTATA,
        Stato.IN_ISTRUTTORIA,
        Stato.CONCESSO,
    ]
    verbi = set(Evento.objects.filter(oggetto_id=atto.pk).values_list("verbo", flat=True))
    assert "provvedimento.concesso" in verbi
    assert atto.condizione(OGGI) == Condizione.FUTURO
    assert (atto.condizione(AL), atto.condizione(AL + timedelta(days=1))) == (Condizione.IN_VIGORE, Condizione.SCADUTO)


@pytest.mark.parametrize("meno", [{"posizioni": 1}, {"al": AL - timedelta(days=1)}, {"dal": DAL + timedelta(days=1)}])
def test_less_than_asked_is_granted_in_part(datore, azienda, operatore, responsabile, meno) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    decidi(atto, responsabile, **meno)
    assert ora(atto).stato == Stato.CONCESSO_IN_PARTE


@pytest.mark.parametrize(
    "troppo", [{"posizioni": 3}, {"posizioni": 0}, {"al": AL + timedelta(days=1)}, {"dal": DAL - timedelta(days=1)}]
)
def test_no_more_than_asked_is_ever_granted(datore, azienda, operatore, responsabile, troppo) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    with pytest.raises(NonAmmesso):
        decidi(atto, responsabile, **troppo)
    assert ora(atto).stato == Stato.IN_ISTRUTTORIA


def test_the_ceiling_is_enforced_at_the_decision_on_the_position_of_the_day(
    datore, azienda, operatore, responsabile
) -> None:
    """60% of 16 is 9.6, that is 10: eleven are refused, ten pass, and the next request finds nothing left."""
    atto = in_istruttoria(esonero(datore, posizioni=11, percentuale=60), parte=azienda, ufficio=operatore)
    assert tetto(atto).massimo == 10
    with pytest.raises(NonAmmesso, match="massimo 10"):
        decidi(atto, responsabile)
    decidi(atto, responsabile, posizioni=10)
    altro = in_istruttoria(esonero(datore, provincia="010", posizioni=1), parte=azienda, ufficio=operatore)
    assert tetto(altro).massimo == 0
    with pytest.raises(NonAmmesso, match="massimo 0"):
        decidi(altro, responsabile)


def test_where_nothing_tells_the_staff_the_ceiling_cannot_be_checked(datore, azienda, operatore, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    Calcolo.objects.update(ingressi={})
    with pytest.raises(NonAmmesso, match="massimale non si può verificare"):
        decidi(atto, responsabile)


def test_over_sixty_percent_only_for_the_sectors_that_have_eighty(datore, azienda) -> None:
    oltre = richieste.crea(esonero(datore, percentuale=61), ctx=azienda)
    with pytest.raises(NonAmmesso, match="60%"):
        richieste.presenta(oltre, ctx=azienda)
    di_vigilanza = richieste.crea(esonero(datore, percentuale=80, settore_80=True), ctx=azienda)
    richieste.presenta(di_vigilanza, ctx=azienda)
    assert tetto(ora(di_vigilanza)).massimo == 13  # 12.8


def test_a_public_employer_asks_for_no_exemption(datore, azienda) -> None:
    Datore.objects.update(tipologia="C")
    datore.refresh_from_db()
    with pytest.raises(PermissionDenied):
        richieste.crea(esonero(datore), ctx=azienda)


def test_the_term_stands_still_once_while_papers_are_awaited(datore, azienda, operatore, time_machine) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    entro = OGGI + timedelta(days=20)
    istruttoria.chiedi_integrazione(atto, testo="Manca la relazione.", entro_il=entro, ctx=operatore)
    assert ora(atto).termine == OGGI + timedelta(days=50)
    il_giorno(time_machine, OGGI + timedelta(days=5))
    istruttoria.rispondi(atto, testo="Eccola.", ctx=azienda)
    assert ora(atto).termine == OGGI + timedelta(days=35)
    with pytest.raises(NonAmmesso, match="una volta sola"):
        istruttoria.chiedi_integrazione(atto, testo="Ancora.", entro_il=entro, ctx=operatore)


def test_papers_are_given_thirty_days_at_most(datore, azienda, operatore) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    for giorni in (0, 31):
        with pytest.raises(NonAmmesso):
            istruttoria.chiedi_integrazione(atto, testo="x", entro_il=OGGI + timedelta(days=giorni), ctx=operatore)


def test_without_an_answer_the_office_goes_on_only_when_its_time_is_over(
    datore, azienda, operatore, time_machine
) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    entro = OGGI + timedelta(days=10)
    istruttoria.chiedi_integrazione(atto, testo="x", entro_il=entro, ctx=operatore)
    il_giorno(time_machine, entro)
    with pytest.raises(NonAmmesso):
        istruttoria.riprendi(atto, ctx=operatore)
    il_giorno(time_machine, entro + timedelta(days=1))
    istruttoria.riprendi(atto, ctx=operatore)
    assert ora(atto).termine == OGGI + timedelta(days=40)


def test_nothing_is_refused_without_notice_and_ten_days(
    datore, azienda, operatore, responsabile, time_machine
) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    with pytest.raises(NonAmmesso, match="preavviso"):
        istruttoria.respingi(atto, motivazione="No.", ctx=responsabile)
    istruttoria.preavvisa(atto, testo="Manca il presupposto.", ctx=responsabile)
    il_giorno(time_machine, OGGI + timedelta(days=10))
    with pytest.raises(NonAmmesso, match="osservazioni"):
        istruttoria.respingi(atto, motivazione="No.", ctx=responsabile)
    il_giorno(time_machine, OGGI + timedelta(days=11))
    istruttoria.respingi(atto, motivazione="Nessuna osservazione.", ctx=responsabile)
    assert ora(atto).stato == Stato.RESPINTO


def test_observations_reopen_the_examination_and_then_it_may_be_refused(
    datore, azienda, operatore, responsabile
) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    istruttoria.preavvisa(atto, testo="Manca il presupposto.", ctx=responsabile)
    istruttoria.rispondi(atto, testo="Non è così.", ctx=azienda)
    assert ora(atto).stato == Stato.IN_ISTRUTTORIA
    istruttoria.respingi(atto, motivazione="Le osservazioni non convincono.", ctx=responsabile)
    assert ora(atto).motivazione


def test_only_the_manager_decides_and_only_the_party_answers(datore, azienda, operatore, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    for chi in (azienda, operatore):
        with pytest.raises(PermissionDenied):
            decidi(atto, chi)
    with pytest.raises(PermissionDenied):
        istruttoria.prendi_in_carico(atto, ctx=azienda)
    istruttoria.chiedi_integrazione(atto, testo="x", entro_il=OGGI + timedelta(days=5), ctx=operatore)
    with pytest.raises(PermissionDenied):
        istruttoria.rispondi(atto, testo="Rispondo io.", ctx=responsabile)


def test_a_decision_is_taken_once(datore, azienda, operatore, responsabile) -> None:
    atto = concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    with pytest.raises(TransizioneNonAmmessa):
        decidi(atto, responsabile)
    with pytest.raises(TransizioneNonAmmessa):
        richieste.ritira(atto, motivo="Ripenso.", ctx=azienda)


def test_a_revoked_act_holds_to_the_day_before(datore, azienda, responsabile) -> None:
    atto = concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    with pytest.raises(NonAmmesso):
        istruttoria.revoca(atto, dal=DAL, motivazione="x", ctx=responsabile)
    istruttoria.revoca(atto, dal=date(2026, 10, 1), motivazione="Venuto meno il presupposto.", ctx=responsabile)
    atto = ora(atto)
    assert (atto.stato, atto.al) == (Stato.REVOCATO, date(2026, 9, 30))
    assert atto.condizione(date(2026, 9, 30)) == Condizione.IN_VIGORE
    # The days given back are free for another act.
    concesso(esonero(datore, dal=date(2026, 10, 1), posizioni=1), parte=azienda, ufficio=responsabile)


def test_two_granted_acts_never_share_a_day(datore, azienda, responsabile) -> None:
    concesso(esonero(datore, posizioni=1), parte=azienda, ufficio=responsabile)
    accanto = concesso(
        esonero(datore, posizioni=1, dal=AL + timedelta(days=1), al=AL + timedelta(days=30)),
        parte=azienda,
        ufficio=responsabile,
    )
    assert accanto.stato == Stato.CONCESSO
    secondo = in_istruttoria(esonero(datore, posizioni=1, dal=AL, al=AL), parte=azienda, ufficio=responsabile)
    with pytest.raises(IntegrityError, match="provvedimento_senza_sovrapposizioni"), transaction.atomic():
        decidi(secondo, responsabile, posizioni=1, dal=AL, al=AL)
    # Another kind in the same province and days is another matter.
    concesso(sospensione(datore), parte=azienda, ufficio=responsabile, posizioni=None)


def test_a_suspension_of_the_whole_employer_has_no_province_and_no_measure(datore, azienda, responsabile) -> None:
    tutta = sospensione(datore, causa="licenziamento_collettivo", provincia="", percentuale=None)
    assert concesso(tutta, parte=azienda, ufficio=responsabile).stato == Stato.CONCESSO
    with pytest.raises(IntegrityError, match="provvedimento_sospensione"), transaction.atomic():
        richieste.crea(sospensione(datore, causa="licenziamento_collettivo"), ctx=azienda)
    with pytest.raises(IntegrityError, match="provvedimento_sospensione"), transaction.atomic():
        richieste.crea(sospensione(datore, lavoratori=3), ctx=azienda)


def test_a_draft_is_for_who_writes_it(datore, azienda, operatore, responsabile, ctx_di) -> None:
    bozza = richieste.crea(esonero(datore), ctx=azienda)
    for chi, vede in ((azienda, True), (operatore, False), (responsabile, False), (ctx_di("op_cpi"), False)):
        assert Provvedimento.objects.visible_to(chi).filter(pk=bozza.pk).exists() is vede
    richieste.presenta(bozza, ctx=azienda)
    assert Provvedimento.objects.visible_to(ctx_di("op_cpi")).filter(pk=bozza.pk).exists()
    assert not Provvedimento.objects.visible_to(ctx_di("ref_azienda")).filter(pk=bozza.pk).exists()


def test_steps_are_never_rewritten(datore, azienda, operatore) -> None:
    from django.db import ProgrammingError

    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Passaggio.objects.filter(provvedimento=atto).update(testo="altro")
