"""The papers of the room: what they say, of what, and never of a draft or of somebody else's."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from collocamento.provvedimenti.azioni import contributo, istruttoria
from collocamento.provvedimenti.documenti import CONTO, DECISIONE, PREAVVISO, REVOCA
from collocamento.provvedimenti.scheda import voci
from socialabs.documenti.anteprima import anteprima
from socialabs.documenti.registro import Congelato, tipo
from tests.fabbriche import EnteTitolareFactory
from tests.provvedimenti.fabbriche import MOTIVAZIONE, compensazione, concesso, esonero, in_istruttoria, sospensione


pytestmark = pytest.mark.django_db


def congela(chiave: str, oggetto, ctx) -> Congelato | str:
    return tipo(chiave).congela(ctx, [oggetto.pk])[oggetto.pk]


def test_a_decision_states_what_was_granted_why_and_the_ceiling_of_that_day(datore, azienda, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=responsabile)
    assert isinstance(congela(DECISIONE, atto, responsabile), str)
    istruttoria.concedi(atto, posizioni=1, dal=atto.dal, al=atto.al, motivazione=MOTIVAZIONE, ctx=responsabile)
    congelato = congela(DECISIONE, atto, responsabile)
    assert congelato.contenuto["motivazione"] == MOTIVAZIONE
    assert congelato.contenuto["esito"] == "Concesso in parte"
    assert "60% di 16" in congelato.contenuto["passi"][0]["formula"]
    assert congelato.destinatario.organizzazione == datore.organizzazione_id
    testo = render_to_string("provvedimenti/atti/decisione.html", {"contenuto": congelato.contenuto, "atto": {}})
    assert MOTIVAZIONE in testo and "La richiesta è accolta in parte" in testo
    istruttoria.revoca(atto, dal=date(2026, 6, 1), motivazione="Non c'è più.", ctx=responsabile)
    revoca = congela(REVOCA, atto, responsabile)
    assert revoca.oggetto == "Esonero parziale: revoca" and not revoca.contenuto["passi"]


def test_an_outcome_is_said_of_the_request_whatever_the_gender_of_its_kind(datore, azienda, responsabile) -> None:
    atto = concesso(sospensione(datore), parte=azienda, ufficio=responsabile)
    assert congela(DECISIONE, atto, responsabile).oggetto == "Sospensione dell'obbligo: richiesta accolta"


def test_a_compensation_names_each_of_its_provinces_by_its_part(datore, azienda) -> None:
    righe = {voce["etichetta"]: voce["valore"] for voce in voci(compensazione(datore), {"011": "La Spezia"})}
    assert righe["Provincia con lavoratori in più"] == "La Spezia"
    assert righe["Provincia che può averne meno"] == "009" and "Provincia" not in righe


def test_the_notice_says_the_grounds_and_the_last_day(datore, azienda, responsabile) -> None:
    atto = in_istruttoria(esonero(datore), parte=azienda, ufficio=responsabile)
    assert isinstance(congela(PREAVVISO, atto, responsabile), str)
    istruttoria.preavvisa(atto, testo="Manca il presupposto.", ctx=responsabile)
    contenuto = congela(PREAVVISO, atto, responsabile).contenuto
    assert (contenuto["motivi"], contenuto["entro_il"]) == ("Manca il presupposto.", "20/03/2026")


def test_the_statement_shows_the_days_in_doubt_apart(datore, azienda, responsabile, ctx_di) -> None:
    concesso(esonero(datore, dal=date(2026, 1, 1), al=date(2026, 12, 31)), parte=azienda, ufficio=responsabile)
    conto = contributo.apri(datore, ("009", 2026, "esonero"), ctx=azienda)
    conto.chiusure = [date(2026, 12, 24)]
    contributo.aggiorna_calendario(conto, versione_letta=conto.versione, ctx=azienda)
    contenuto = congela(CONTO, conto, azienda).contenuto
    assert contenuto["tratti"][0]["in_dubbio"] == ["24/12/2026"]
    testo = render_to_string("provvedimenti/atti/contributo.html", {"contenuto": contenuto, "atto": {}})
    assert "mezza giornata" in testo and "24/12/2026" in testo
    assert tipo(CONTO).congela(ctx_di("ref_azienda"), [conto.pk]) == {}


def test_only_the_manager_issues_a_decision_and_its_preview_is_whole(datore, azienda, operatore, responsabile) -> None:
    EnteTitolareFactory()
    atto = concesso(esonero(datore), parte=azienda, ufficio=responsabile)
    assert tipo(DECISIONE).ammette(responsabile)
    assert not tipo(DECISIONE).ammette(operatore) and not tipo(DECISIONE).ammette(azienda)
    prova = anteprima(tipo(DECISIONE), atto.pk, ctx=responsabile)
    assert not prova.motivo
