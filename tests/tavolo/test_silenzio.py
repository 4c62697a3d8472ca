"""Silence that approves: by the rules of the meeting, once, and never over a comment or without having written."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from tavolo.azioni import revisione, verbali
from tavolo.azioni.silenzio import approva_i_taciuti
from tavolo.enums import ModoApprovazione, StatoSeduta, Trattamento
from tavolo.models import InvioVerbale, Verbale
from tavolo.resoconto import approvazione
from tavolo.tasks import approva_per_silenzio
from tests.tavolo.atti import delegato, in_revisione
from tests.tavolo.fabbriche import RegolamentoFactory


TERMINE = datetime.date(2026, 6, 22)


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def giorno():
    with time_machine.travel("2026-06-15T10:00:00+02:00", tick=False) as viaggio:
        yield viaggio


@pytest.fixture
def revisionato(giorno, segreteria) -> tuple[Verbale, list]:
    """Minutes sent to everybody, to be commented on until the 22nd, by rules under which silence approves."""
    RegolamentoFactory(silenzio_approva=True)
    return in_revisione(segreteria, entro=TERMINE)


def passa_un_turno(giorno, quando: str) -> Verbale:
    giorno.move_to(quando)
    approva_per_silenzio()
    return Verbale.objects.select_related("seduta").get()


def test_silence_approves_once_when_the_day_is_over_and_the_minutes_say_so(giorno, revisionato) -> None:
    assert passa_un_turno(giorno, "2026-06-22T23:59:00+02:00").modo == ""
    verbale = passa_un_turno(giorno, "2026-06-23T00:01:00+02:00")
    assert (verbale.seduta.stato, verbale.modo) == (StatoSeduta.APPROVATO, ModoApprovazione.SILENZIO)
    assert approvazione(verbale) == (
        "Verbale approvato il 23 giugno 2026 per silenzio, decorso il termine del 22 giugno 2026 per le osservazioni."
    )
    versione = passa_un_turno(giorno, "2026-06-24T09:00:00+02:00").versione
    assert versione == verbale.versione
    assert Evento.objects.filter(verbo="verbale.approvato").count() == 1


def test_a_comment_not_examined_keeps_the_minutes_with_the_secretariat(giorno, revisionato, segreteria) -> None:
    verbale, seggi = revisionato
    persona = delegato(seggi[0]).partecipante
    osservazione = revisione.osserva(verbale=verbale, punto=None, partecipante=persona, testo="Manca.", ctx=segreteria)
    assert passa_un_turno(giorno, "2026-06-23T09:00:00+02:00").seduta.stato == StatoSeduta.IN_REVISIONE
    revisione.tratta_osservazione(osservazione=osservazione, trattamento=Trattamento.ACCOLTA, ctx=segreteria)
    assert passa_un_turno(giorno, "2026-06-23T10:00:00+02:00").modo == ModoApprovazione.SILENZIO


def test_the_silence_of_who_was_never_written_to_means_nothing(giorno, revisionato) -> None:
    InvioVerbale.objects.filter(pk=InvioVerbale.objects.first().pk).update(inviato_il=None)
    assert passa_un_turno(giorno, "2026-07-23T09:00:00+02:00").seduta.stato == StatoSeduta.IN_REVISIONE


def test_without_the_rule_the_secretariat_registers_what_silence_says(giorno, segreteria, client_di) -> None:
    verbale, _seggi = in_revisione(segreteria, entro=TERMINE)
    assert passa_un_turno(giorno, "2026-06-23T09:00:00+02:00").seduta.stato == StatoSeduta.IN_REVISIONE
    pagina = reverse("tavolo:verbale", args=[verbale.pk])
    assert f'href="{pagina}"' in client_di(Ruolo.SEGRETERIA_TAVOLO).get(reverse("tavolo:home")).text


def test_what_somebody_approved_meanwhile_stays_as_they_did(giorno, revisionato, segreteria, monkeypatch) -> None:
    verbale, _seggi = revisionato
    giorno.move_to("2026-06-23T09:00:00+02:00")
    verbali.approva(verbale=Verbale.objects.get(pk=verbale.pk), modo=ModoApprovazione.SCRITTO, ctx=segreteria)
    # Read before the other one wrote.
    monkeypatch.setattr("tavolo.azioni.silenzio.taciuti", lambda: Verbale.objects.all())
    assert approva_i_taciuti(ctx=segreteria) == 0
    assert Verbale.objects.get().modo == ModoApprovazione.SCRITTO
