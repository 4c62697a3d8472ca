"""From draft to filed: what stops it, the file, the ministry's answer, corrections and annulments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from collocamento.azioni.consegne import importa
from collocamento.dichiarazioni.azioni.avvio import NonSiComincia, comincia, correggi
from collocamento.dichiarazioni.azioni.passaggi import (
    NonPronta,
    cancella,
    esporta,
    registra_protocollo,
    riapri,
    segna_pronta,
)
from collocamento.dichiarazioni.azioni.sezioni import salva
from collocamento.dichiarazioni.enums import TRANSIZIONI, Partenza, Stato
from collocamento.dichiarazioni.models import Dichiarazione, TermineRettifica
from collocamento.dichiarazioni.termini import FuoriTermine
from collocamento.enums import TipoComunicazione
from collocamento.models import Consegna, Datore
from collocamento.unipi.lettura import leggi
from socialabs.base.contesto import Contesto
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, originale, pacchetto
from tests.dichiarazioni.bozze import scritto, sezione
from tests.fabbriche import OrganizzazioneFactory


INVIO = datetime(2026, 1, 20, 10, 15, tzinfo=UTC)
CODICE = "0112600000009001"


def _presenta(dichiarazione: Dichiarazione, ctx: Contesto, codice: str = CODICE) -> Dichiarazione:
    segna_pronta(dichiarazione=dichiarazione, ctx=ctx)
    return registra_protocollo(
        dichiarazione=dichiarazione, codice=codice, data_invio=INVIO, protocollo="00009001", ctx=ctx
    )


def test_the_file_is_valid_and_says_what_last_year_s_return_said(bozza: Dichiarazione, azienda: Contesto) -> None:
    segna_pronta(dichiarazione=bozza, ctx=azienda)
    bozza.refresh_from_db()
    esportato, ricevuto = leggi(esporta(dichiarazione=bozza, ctx=azienda)), leggi(originale())
    assert esportato.data_riferimento.isoformat() == "2026-12-31"
    assert esportato.codice_comunicazione == "0" * 16 and esportato.quadro3 is not None
    senza = [replace(quadro, compensazioni=()) for quadro in esportato.quadri2]
    assert senza == [replace(quadro, compensazioni=()) for quadro in ricevuto.quadri2]
    assert esporta(dichiarazione=bozza, ctx=azienda) == esporta(dichiarazione=bozza, ctx=azienda)
    assert Evento.objects.filter(verbo="dichiarazione.esportata").count() == 3


def test_a_draft_with_a_hole_is_not_closed_nor_exported(bozza: Dichiarazione, azienda: Contesto) -> None:
    testi = scritto(bozza)
    testi["azienda"]["referente"].pop("cognome")
    salva(sezione=sezione(bozza).pk, testi=testi, versione_letta=1, pagina=None, automatico=False, ctx=azienda)
    with pytest.raises(NonPronta) as errore:
        segna_pronta(dichiarazione=bozza, ctx=azienda)
    assert any(r.campo == "azienda-referente-cognome" and r.blocca for r in errore.value.rilievi)
    bozza.refresh_from_db()
    assert bozza.stato == Stato.BOZZA
    with pytest.raises(NonPronta):
        esporta(dichiarazione=bozza, ctx=azienda)


def test_once_filed_it_says_code_and_figures_without_a_name(bozza: Dichiarazione, azienda: Contesto) -> None:
    filed = _presenta(bozza, azienda)
    assert leggi(esporta(dichiarazione=filed, ctx=azienda)).codice_comunicazione == CODICE
    assert filed.dichiarati["nazionale"]["base_art3"] > 0 and filed.ingressi["datore"]
    cognomi = {lavoratore.persona.cognome for q in leggi(originale()).quadri2 for lavoratore in q.lavoratori}
    assert cognomi and not any(nome in str(filed.contenuto) for nome in cognomi)


def test_the_file_of_what_is_closed_does_not_follow_the_engine(bozza: Dichiarazione, azienda: Contesto) -> None:
    chiusa = segna_pronta(dichiarazione=bozza, ctx=azienda)
    prima = leggi(esporta(dichiarazione=chiusa, ctx=azienda)).quadro3
    chiusa.dichiarati["nazionale"]["base_art3"] += 1
    chiusa.save()
    dopo = leggi(esporta(dichiarazione=chiusa, ctx=azienda)).quadro3
    assert dopo.nazionale.base_art3 == prima.nazionale.base_art3 + 1 and dopo.province == prima.province


def test_the_ministry_s_delivery_is_linked_by_its_code(bozza: Dichiarazione, azienda: Contesto) -> None:
    _presenta(bozza, azienda)
    righe = Dichiarazione.objects.visible_to(azienda).con_ricevuto()
    assert righe.get().ricevuto is None
    nuovo = documento(
        CODICE,
        invio="2027-01-20T10:15:00",
        sostituzioni={"<datariferimento>2025-12-31": "<datariferimento>2026-12-31"},
    )
    importa(Consegna.objects.create(nome="n.zip", sha256="1" * 64), pacchetto(n=nuovo), ctx=Contesto.sistema("prova"))
    assert righe.get().ricevuto is not None


def test_there_is_one_open_draft_of_a_kind_a_year(bozza: Dichiarazione, azienda: Contesto) -> None:
    with pytest.raises(IntegrityError, match="dichiarazione_aperta_unica"), transaction.atomic():
        comincia(datore=bozza.datore, anno=2026, da=Partenza.VUOTA, ctx=azienda)
    cancella(dichiarazione=bozza, ctx=azienda)
    assert comincia(datore=bozza.datore, anno=2026, da=Partenza.VUOTA, ctx=azienda).stato == Stato.BOZZA


def test_two_of_a_year_are_not_filed_beside_each_other(bozza: Dichiarazione, azienda: Contesto) -> None:
    _presenta(bozza, azienda)
    seconda = comincia(datore=bozza.datore, anno=2026, da=Partenza.PROSPETTO, ctx=azienda)
    with pytest.raises(IntegrityError, match="dichiarazione_presentata_unica"), transaction.atomic():
        _presenta(seconda, azienda, "0112600000009002")


def test_the_staff_known_makes_sheets_and_an_unknown_one_makes_none(datore: Datore, azienda: Contesto) -> None:
    iniziata = comincia(datore=datore, anno=2026, da=Partenza.POSIZIONE, ctx=azienda)
    ricevuto = leggi(originale())
    personale = scritto(iniziata, "personale", 1)
    totali = {q.provincia: str(q.dipendenti.lavoratori) for q in ricevuto.quadri2}
    assert personale["dipendenti"]["lavoratori"] == totali[personale["dati"]["provincia"]]
    nuovo = Datore.objects.create(organizzazione=OrganizzazioneFactory())
    ctx = Contesto(utente=azienda.utente, appartenenza=azienda.appartenenza)
    ctx.appartenenza.organizzazione_id = nuovo.organizzazione_id
    for da in (Partenza.PROSPETTO, Partenza.POSIZIONE):
        with pytest.raises(NonSiComincia), transaction.atomic():
            comincia(datore=nuovo, anno=2026, da=da, ctx=ctx)
    assert comincia(datore=nuovo, anno=2026, da=Partenza.VUOTA, ctx=ctx).sezioni.model.__name__ == "Sezione"


def test_a_correction_takes_the_place_of_what_it_corrects(bozza: Dichiarazione, azienda: Contesto) -> None:
    filed = _presenta(bozza, azienda)
    nuova = correggi(dichiarazione=filed, tipo=TipoComunicazione.RETTIFICA, ctx=azienda)
    filed.refresh_from_db()
    assert filed.stato == Stato.IN_RETTIFICA and scritto(nuova) == scritto(filed)
    rettificata = _presenta(nuova, azienda, "0112600000009002")
    filed.refresh_from_db()
    assert (filed.stato, rettificata.stato) == (Stato.RETTIFICATA, Stato.PRESENTATA)
    assert leggi(esporta(dichiarazione=rettificata, ctx=azienda)).codice_precedente == CODICE


def test_a_correction_given_up_leaves_the_return_as_it_was(bozza: Dichiarazione, azienda: Contesto) -> None:
    filed = _presenta(bozza, azienda)
    cancella(dichiarazione=correggi(dichiarazione=filed, tipo=TipoComunicazione.RETTIFICA, ctx=azienda), ctx=azienda)
    filed.refresh_from_db()
    assert filed.stato == Stato.PRESENTATA


def test_an_annulment_repeats_the_return_and_ends_it(bozza: Dichiarazione, azienda: Contesto) -> None:
    filed = _presenta(bozza, azienda)
    fine = correggi(dichiarazione=filed, tipo=TipoComunicazione.ANNULLAMENTO, ctx=azienda)
    assert not fine.modificabile
    _presenta(fine, azienda, "0112600000009003")
    filed.refresh_from_db()
    assert filed.stato == Stato.ANNULLATA


def test_after_the_last_day_no_correction_begins(bozza: Dichiarazione, azienda: Contesto, time_machine) -> None:
    filed = _presenta(bozza, azienda)
    TermineRettifica.objects.create(anno=2026, giorni=5, fonte="Avviso di prova")
    # The 25th is a Sunday: the Monday after is the last day.
    time_machine.move_to("2026-01-27T09:00:00+01:00")
    with pytest.raises(FuoriTermine, match="26/01/2026"), transaction.atomic():
        correggi(dichiarazione=filed, tipo=TipoComunicazione.RETTIFICA, ctx=azienda)
    time_machine.move_to("2026-01-26T23:00:00+01:00")
    assert correggi(dichiarazione=filed, tipo=TipoComunicazione.RETTIFICA, ctx=azienda).tipo == "02"


@pytest.mark.parametrize("verbo", [riapri, cancella])
def test_what_is_filed_goes_back_to_nobody(bozza: Dichiarazione, azienda: Contesto, verbo: Callable) -> None:
    filed = _presenta(bozza, azienda)
    with pytest.raises(TransizioneNonAmmessa):
        verbo(dichiarazione=filed, ctx=azienda)


def test_every_state_is_reached_and_only_by_who_speaks_for_the_employer(bozza, ctx_di: Callable) -> None:
    assert set(TRANSIZIONI) == set(Stato)
    for ctx in (ctx_di("op_cm"), ctx_di("responsabile"), ctx_di("ref_azienda")):
        with pytest.raises(PermissionDenied):
            segna_pronta(dichiarazione=bozza, ctx=ctx)
