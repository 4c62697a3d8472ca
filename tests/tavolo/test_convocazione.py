"""Convening a meeting: who is written to, with what, once; what later notices change."""

import datetime
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from socialabs.archivio.azioni import apri
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo
from socialabs.lavori.azioni import prendi
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro
from socialabs.posta.models import Messaggio
from socialabs.utenti.enums import Ruolo
from tavolo import ical
from tavolo.azioni import convocazioni, invio, sedute
from tavolo.azioni.odg import allega_documento
from tavolo.enums import Risposta, RuoloMandato, StatoSeduta, TipoPunto
from tavolo.models import Convocazione, Mandato, Seduta
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import EnteTitolareFactory
from tests.tavolo.fabbriche import MandatoFactory, PuntoFactory, SedutaFactory, SeggioFactory, tavolo_di


OGGI = datetime.datetime(2026, 5, 20, 10, 0, tzinfo=datetime.UTC)
INIZIO = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def giorno():
    with time_machine.travel(OGGI, tick=False) as viaggio:
        yield viaggio


@pytest.fixture
def segreteria(client_di) -> Client:
    return client_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def seduta(db) -> Seduta:
    seduta = SedutaFactory(stato=StatoSeduta.PIANIFICATA, inizio=INIZIO, seconda=INIZIO + ORA)
    PuntoFactory(seduta=seduta, titolo="Piano degli inserimenti")
    PuntoFactory(seduta=seduta, titolo="Riservato alla segreteria", tipo=TipoPunto.INTERNO)
    return seduta


def premi(client: Client, nome: str, pk: object, **dati: object):
    return client.post(reverse(f"tavolo:{nome}", args=[pk]), dati)


def lavora() -> list[Lavoro]:
    """What the worker would do with the jobs in the queue."""
    aperti = [prendi(lavoro.pk) for lavoro in Lavoro.objects.aperti()]
    for lavoro in aperti:
        svolgi(lavoro)
        lavoro.refresh_from_db()
    return aperti


def pagina(client: Client, seduta: Seduta) -> str:
    risposta = client.get(reverse("tavolo:convocazione", args=[seduta.pk]))
    assert risposta.status_code == 200
    return re.sub(r"\s+", " ", risposta.content.decode())


def convocata(segreteria: Client, seduta: Seduta) -> list[Messaggio]:
    premi(segreteria, "convoca", seduta.pk)
    lavora()
    seduta.refresh_from_db()
    return list(Messaggio.objects.order_by("creato_il"))


# --- before ----------------------------------------------------------
def test_the_page_says_who_will_be_convened_where_and_what_stands_in_the_way(segreteria, seduta) -> None:
    seggio = tavolo_di(2, supplenti=True)[0]
    delegato = seggio.mandati.get(ruolo=RuoloMandato.DELEGATO).partecipante
    delegato.email = ""
    delegato.save()
    testo = pagina(segreteria, seduta)
    assert all(str(m.partecipante) in testo for m in Mandato.objects.select_related("partecipante"))
    assert "1 persona non ha un indirizzo di posta" in testo and "Convoca e invia le lettere" in testo
    assert not Convocazione.objects.exists()
    seduta.inizio = datetime.datetime(2026, 5, 22, 13, tzinfo=datetime.UTC)
    seduta.seconda = None
    seduta.save()
    testo = pagina(segreteria, seduta)
    assert "giorni di preavviso" in testo and "Convoca e invia le lettere" not in testo
    premi(segreteria, "convoca", seduta.pk)
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.PIANIFICATA and not Lavoro.objects.exists()


def test_the_preview_is_the_letter_that_leaves_without_internal_items(segreteria, seduta) -> None:
    tavolo_di(1, supplenti=True)
    testo = pagina(segreteria, seduta)
    assert "Piano degli inserimenti" in testo
    lettera = testo[testo.index("lettera-foglio") :]
    assert "Riservato alla segreteria" not in lettera
    messaggio = convocata(segreteria, seduta)[0]
    for corpo in (messaggio.corpo_testo, messaggio.corpo_html):
        assert "Piano degli inserimenti" in corpo and "10/06/2026 alle 15:00" in corpo
        assert "10/06/2026 alle 16:00" in corpo and "Riservato alla segreteria" not in corpo


# --- the first notice ----------------------------------------------------------
def test_delegate_and_deputy_get_one_mail_each_however_often_the_button_is_pressed(segreteria, seduta) -> None:
    tavolo_di(3, supplenti=True)
    premi(segreteria, "convoca", seduta.pk)
    premi(segreteria, "convoca", seduta.pk)
    assert Lavoro.objects.count() == 1
    lavora()
    attesi = sorted(m.partecipante.email for m in Mandato.objects.select_related("partecipante"))
    assert sorted(m.destinatario for m in Messaggio.objects.all()) == attesi and len(attesi) == 6
    premi(segreteria, "avvisa", seduta.pk)
    assert [lavoro.risultato["inviati"] for lavoro in lavora()] == [0]
    assert Messaggio.objects.count() == 6


def test_the_letter_is_issued_with_a_number_once_members_are_convened(segreteria, seduta, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    EnteTitolareFactory()
    dichiarato = tipo("tavolo.convocazione")
    nuova = reverse("documenti:nuovo", args=[dichiarato.chiave, seduta.pk])
    assert nuova not in pagina(segreteria, seduta)
    assert isinstance(dichiarato.congela(segreteria.ctx, [seduta.pk])[seduta.pk], str)
    convocata(segreteria, seduta)
    assert nuova in pagina(segreteria, seduta)
    assert segreteria.get(nuova).status_code == 200
    esito = emetti(Emissione(dichiarato, segreteria.ctx, nuovo_id()), [seduta.pk], OfficinaFinta())
    documento = Documento.objects.get(pk=esito.emessi[0])
    with apri(documento.file) as contenuto:
        testo = contenuto.read().decode()
    assert "È convocata la seduta" in testo and "Riservato alla segreteria" not in testo
    assert str(documento) in pagina(segreteria, seduta) and nuova not in pagina(segreteria, seduta)


def test_subjects_and_the_job_name_nobody(segreteria, seduta) -> None:
    tavolo_di(2)
    messaggi = convocata(segreteria, seduta)
    nomi = {parola for m in Mandato.objects.all() for parola in (m.partecipante.cognome, m.partecipante.email)}
    for messaggio in messaggi:
        assert messaggio.oggetto == f"Convocazione: Tavolo territoriale, seduta n. {seduta.numero}/2026"
        assert messaggio.lista == "tavolo.socialabs"
    lavoro = Lavoro.objects.get()
    assert not any(nome in f"{lavoro.argomenti}{lavoro.risultato}" for nome in nomi)


def test_every_link_is_its_own_and_only_its_digest_is_kept(segreteria, seduta) -> None:
    tavolo_di(2)
    messaggi = convocata(segreteria, seduta)
    segreti = [re.search(r"/tavolo/r/([\w-]+)/", m.corpo_testo)[1] for m in messaggi]
    assert len(set(segreti)) == 2
    for messaggio, segreto in zip(messaggi, segreti, strict=True):
        riga = convocazioni.trova_per_segreto(segreto)
        assert riga.partecipante.email == messaggio.destinatario and segreto not in riga.impronta
        assert segreto not in messaggio.calendario


def test_whoever_has_no_address_is_counted_and_told_by_hand(segreteria, seduta, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    seggio = tavolo_di(1, supplenti=True)[0]
    senza = seggio.mandati.get(ruolo=RuoloMandato.SUPPLENTE).partecipante
    senza.email = ""
    senza.save()
    premi(segreteria, "convoca", seduta.pk)
    assert lavora()[0].risultato["senza_indirizzo"] == 1
    riga = Convocazione.objects.get(partecipante=senza)
    assert riga.inviata_il is None
    ricevuta = SimpleUploadedFile("consegna.eml", b"From: pec", content_type="message/rfc822")
    dati = {"pec": "1", "pec-prova": ricevuta, "pec-consegnata_il": "2026-05-20T11:30"}
    risposta = premi(segreteria, "convocazione_consegna", riga.pk, **dati)
    assert risposta.status_code == 302, risposta.context["pec"].errors
    riga.refresh_from_db()
    assert riga.ricevuta_il == riga.pec_consegnata_il and riga.prova.nome == "consegna.eml"
    # It stands in Italy's time, and never in the future.
    dati = {"carta": "1", "carta-consegnata_il": "2026-05-20T12:30"}
    assert premi(segreteria, "convocazione_consegna", riga.pk, **dati).status_code == 422
    dati["carta-consegnata_il"] = "2026-05-20T11:45"
    assert premi(segreteria, "convocazione_consegna", riga.pk, **dati).status_code == 302
    riga.refresh_from_db()
    assert riga.carta_il == datetime.datetime(2026, 5, 20, 9, 45, tzinfo=datetime.UTC)
    assert b"".join(segreteria.get(riga.prova.get_absolute_url()).streaming_content) == b"From: pec"


def test_the_proof_of_a_convocation_is_not_for_members(client_di, segreteria, seduta, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    membro = client_di(Ruolo.COMPONENTE_TAVOLO)
    MandatoFactory(partecipante__utente=membro.ctx.utente)
    convocata(segreteria, seduta)
    riga = Convocazione.objects.get()
    convocazioni.allega_prova_pec(
        convocazione=riga,
        contenuto=b"x",
        nome="r.eml",
        consegnata_il=datetime.datetime.now(datetime.UTC),
        ctx=segreteria.ctx,
    )
    assert membro.get(riga.prova.get_absolute_url()).status_code == 404
    assert membro.get(reverse("tavolo:convocazione", args=[seduta.pk])).status_code == 404


def test_sent_again_to_one_the_former_link_dies_and_the_answer_stays(segreteria, seduta) -> None:
    tavolo_di(1)
    vecchio = re.search(r"/tavolo/r/([\w-]+)/", convocata(segreteria, seduta)[0].corpo_testo)[1]
    riga = Convocazione.objects.get()
    convocazioni.rispondi(convocazione=riga, risposta=Risposta.ASSENTE, ctx=segreteria.ctx)
    premi(segreteria, "convocazione_reinvia", riga.pk)
    assert Messaggio.objects.count() == 2 and convocazioni.trova_per_segreto(vecchio) is None
    riga.refresh_from_db()
    assert riga.risposta == Risposta.ASSENTE


def test_a_guest_gets_the_letter_with_the_next_notice(segreteria, seduta) -> None:
    tavolo_di(1)
    ospite = MandatoFactory(seggio=SeggioFactory(al=datetime.date(2021, 1, 1)), al=datetime.date(2021, 1, 1))
    convocata(segreteria, seduta)
    premi(segreteria, "ospite", seduta.pk, partecipante=ospite.partecipante_id)
    premi(segreteria, "avvisa", seduta.pk)
    lavora()
    assert Messaggio.objects.count() == 2
    assert Convocazione.objects.get(seggio=None).inviata_il is not None


# --- later notices ----------------------------------------------------------
def test_a_postponement_tells_all_raises_the_sequence_and_asks_again(segreteria, seduta) -> None:
    tavolo_di(2)
    prima = convocata(segreteria, seduta)
    riga = Convocazione.objects.first()
    convocazioni.rispondi(convocazione=riga, risposta=Risposta.PRESENTE, ctx=segreteria.ctx)
    nuova = {"inizio": "2026-06-17T15:00", "seconda": "2026-06-17T16:00", "motivo": "Sala non disponibile."}
    assert premi(segreteria, "seduta_rinvia", seduta.pk, **nuova).status_code == 302
    lavora()
    dopo = list(Messaggio.objects.exclude(pk__in=[m.pk for m in prima]))
    assert len(dopo) == 2 and all(m.oggetto.startswith("Rinviata: ") for m in dopo)
    eventi = [evento(m.calendario) for m in (prima[0], dopo[0])]
    assert eventi[0]["uid"] == eventi[1]["uid"] and [e["sequence"] for e in eventi] == [0, 1]
    assert "Sala non disponibile." in dopo[0].corpo_testo
    riga.refresh_from_db()
    assert (riga.risposta, riga.ricevuta_il, riga.sequenza) == ("", None, 1)


def test_a_change_of_place_is_told_but_answers_stand(segreteria, seduta) -> None:
    tavolo_di(1)
    convocata(segreteria, seduta)
    riga = Convocazione.objects.get()
    convocazioni.rispondi(convocazione=riga, risposta=Risposta.PRESENTE, ctx=segreteria.ctx)
    seduta.luogo = "Altra sala"
    sedute.modifica(seduta=seduta, versione_letta=seduta.versione, ctx=segreteria.ctx)
    invio.avvisa_se_serve(seduta=seduta, ctx=segreteria.ctx)
    lavora()
    assert "Altra sala" in Messaggio.objects.get(oggetto__startswith="Aggiornamento: ").corpo_testo
    riga.refresh_from_db()
    assert riga.risposta == Risposta.PRESENTE


def test_a_cancellation_reaches_only_those_convened_and_takes_the_meeting_out_of_calendars(segreteria, seduta) -> None:
    seggi = tavolo_di(2)
    convocata(segreteria, seduta)
    MandatoFactory(seggio=seggi[0], ruolo=RuoloMandato.SUPPLENTE)
    assert premi(segreteria, "seduta_annulla", seduta.pk, motivo="Non serve più.").status_code == 302
    lavora()
    ultimi = Messaggio.objects.filter(oggetto__startswith="Annullata: ")
    assert ultimi.count() == 2
    calendario = Calendar.from_ical(ultimi.first().calendario)
    assert calendario["method"] == "CANCEL" and evento(ultimi.first().calendario)["status"] == "CANCELLED"
    assert "/tavolo/r/" not in ultimi.first().corpo_testo


def test_a_meeting_only_planned_is_cancelled_in_silence(segreteria, seduta) -> None:
    tavolo_di(1)
    premi(segreteria, "seduta_annulla", seduta.pk, motivo="Pianificata per errore.")
    assert not Lavoro.objects.exists() and not Messaggio.objects.exists()


def test_put_off_without_a_date_it_leaves_the_calendar_until_convened_again(segreteria, seduta) -> None:
    tavolo_di(1)
    convocata(segreteria, seduta)
    premi(segreteria, "seduta_rinvia", seduta.pk, motivo="Data da destinarsi.")
    lavora()
    ultimo = Messaggio.objects.get(oggetto__startswith="Rinviata: ")
    assert Calendar.from_ical(ultimo.calendario)["method"] == "CANCEL"


# --- the calendar ----------------------------------------------------------
def evento(testo: str):
    return next(iter(Calendar.from_ical(testo).walk("VEVENT")))


def test_the_invitation_is_a_valid_request_in_the_clock_of_rome(segreteria, seduta) -> None:
    tavolo_di(1)
    messaggio = convocata(segreteria, seduta)[0]
    calendario = Calendar.from_ical(messaggio.calendario)
    assert calendario["method"] == "REQUEST"
    seduta.refresh_from_db()
    assert messaggio.nome_calendario == f"tavolo-territoriale-seduta-n-{seduta.numero}-{seduta.anno}.ics"
    fuso = next(iter(calendario.walk("VTIMEZONE")))
    assert fuso["tzid"] == "Europe/Rome" and {c.name for c in fuso.subcomponents} == {"STANDARD", "DAYLIGHT"}
    voce = evento(messaggio.calendario)
    assert voce["dtstart"].params["tzid"] == "Europe/Rome" and voce.decoded("dtstart").hour == 15
    assert voce["attendee"] == f"mailto:{messaggio.destinatario}" and voce["sequence"] == 0
    assert all(len(riga.encode()) <= 75 for riga in messaggio.calendario.split("\r\n"))


def test_a_meeting_after_the_change_of_the_clock_keeps_its_hour(db) -> None:
    seduta = SedutaFactory(inizio=datetime.datetime(2026, 11, 10, 14, 0, tzinfo=datetime.UTC))
    assert evento(ical.calendario(seduta)).decoded("dtstart").hour == 15


# --- guards ----------------------------------------------------------
@pytest.mark.parametrize("ruolo", [Ruolo.RESPONSABILE, Ruolo.COMPONENTE_TAVOLO, Ruolo.OPERATORE_CM])
def test_only_the_secretariat_sends(client_di, seduta, ruolo) -> None:
    tavolo_di(1)
    client = client_di(ruolo)
    assert premi(client, "convoca", seduta.pk).status_code == 404
    assert premi(client, "avvisa", seduta.pk).status_code == 404
    assert not Lavoro.objects.exists()


def test_the_convocation_page_asks_the_same_of_25_and_of_100_seats(segreteria, seduta, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    punto = seduta.punti.first()
    documento = {"contenuto": b"x", "nome": "a.txt", "tipo_mime": "text/plain", "titolo": "Allegato"}
    allega_documento(punto=punto, ctx=segreteria.ctx, **documento)

    def conta() -> int:
        with CaptureQueriesContext(connection) as query:
            pagina(segreteria, seduta)
        return len(query)

    tavolo_di(25)
    prima_previsti = conta()
    tavolo_di(75)
    assert conta() == prima_previsti
    convocata(segreteria, seduta)
    con_cento = conta()
    Convocazione.objects.filter(pk__in=Convocazione.objects.values("pk")[:75]).delete()
    assert conta() == con_cento
