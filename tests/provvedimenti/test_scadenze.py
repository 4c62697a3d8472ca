"""What the room puts among the deadlines, and when it falls away."""

from datetime import date, timedelta

import pytest

from collocamento.provvedimenti import scadenze
from collocamento.provvedimenti.azioni import contributo, istruttoria
from collocamento.provvedimenti.models import TermineContributo
from socialabs.promemoria.registro import Finestra
from tests.provvedimenti.conftest import OGGI
from tests.provvedimenti.fabbriche import AL, concesso, esonero, in_istruttoria, sospensione


pytestmark = pytest.mark.django_db
FINESTRA = Finestra(OGGI - timedelta(days=60), OGGI, OGGI + timedelta(days=400))


def test_the_office_has_thirty_days_and_none_while_it_waits(datore, azienda, operatore, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    assert [(d.oggetto_id, d.scade_il) for d in scadenze.decisioni(FINESTRA)] == [(atto.pk, OGGI + timedelta(days=30))]
    entro = OGGI + timedelta(days=10)
    istruttoria.chiedi_integrazione(atto, testo="x", entro_il=entro, ctx=operatore)
    assert not list(scadenze.decisioni(FINESTRA))
    (risposta,) = scadenze.risposte(FINESTRA)
    assert (risposta.scade_il, risposta.occorrenza) == (entro, "integrazione")
    istruttoria.rispondi(atto, testo="y", ctx=azienda)
    assert list(scadenze.risposte_date(FINESTRA)) == [(atto.pk, "integrazione")]
    assert not list(scadenze.risposte(FINESTRA))
    istruttoria.concedi(atto, posizioni=2, dal=atto.dal, al=atto.al, motivazione="z", ctx=responsabile)
    assert list(scadenze.decise(FINESTRA)) == [(atto.pk, "")]


def test_what_ends_is_told_to_the_employer_and_the_office(datore, azienda, responsabile) -> None:
    atto = concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    (fine,) = scadenze.fini(FINESTRA)
    assert (fine.oggetto_id, fine.scade_il) == (atto.pk, AL)
    assert {d.pubblico for d in fine.destinatari} == {"azienda", "consulente", "ufficio"}
    istruttoria.revoca(atto, dal=date(2026, 6, 1), motivazione="x", ctx=responsabile)
    assert not list(scadenze.fini(FINESTRA))


def test_the_contribution_is_due_only_by_a_date_that_the_body_has_set(datore, azienda, responsabile) -> None:
    anno = {"dal": date(2026, 1, 1), "al": date(2026, 12, 31)}
    concesso(esonero(datore, **anno), parte=azienda, ufficio=responsabile)
    concesso(sospensione(datore, **anno), parte=azienda, ufficio=responsabile)
    assert not list(scadenze.contributi(FINESTRA))
    TermineContributo.objects.create(anno=2026, entro_il=date(2027, 2, 28), atto="Decreto 5/2026")
    (dovuta,) = scadenze.contributi(FINESTRA)
    assert (dovuta.oggetto_id, dovuta.occorrenza, dovuta.scade_il) == (datore.pk, "2026", date(2027, 2, 28))
    assert not list(scadenze.contributi_dichiarati(FINESTRA))


def test_a_year_is_declared_once_a_payment_is_told_for_each_statement(
    datore, azienda, responsabile, settings, tmp_path
) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    for provincia in ("009", "010"):
        concesso(
            esonero(datore, provincia=provincia, posizioni=1, dal=date(2026, 1, 1), al=date(2026, 12, 31)),
            parte=azienda,
            ufficio=responsabile,
        )
    TermineContributo.objects.create(anno=2026, entro_il=date(2027, 2, 28), atto="Decreto 5/2026")
    for provincia, dichiarati in (("009", []), ("010", [(datore.pk, "2026")])):
        conto = contributo.apri(datore, (provincia, 2026, "esonero"), ctx=azienda)
        contributo.registra_versamento(
            conto, giorno=OGGI, importo=10, ricevuta=b"%PDF-", nome="f.pdf", tipo_mime="application/pdf", ctx=azienda
        )
        assert list(scadenze.contributi_dichiarati(FINESTRA)) == dichiarati


def test_every_text_of_a_deadline_is_whole(datore, azienda, operatore) -> None:
    in_istruttoria(esonero(datore), parte=azienda, ufficio=operatore)
    from socialabs.promemoria.registro import tipi

    for tipo in tipi():
        if tipo.chiave.startswith("provvedimenti."):
            for testo in tipo.testi.values():
                assert str(testo) % {"azienda": "A", "tipo": "B", "anno": "2026", "scadenza": "oggi", "base": "oggi"}
