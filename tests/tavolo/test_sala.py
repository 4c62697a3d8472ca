"""The room through its page: roll-call, quorum, items, notes of two secretaries, votes, decisions, actions."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialabs.utenti.enums import Ruolo
from tavolo import controlli
from tavolo.aula import quadro
from tavolo.azioni import decisioni, presenze
from tavolo.enums import Chiamata, EsitoPunto, ModoVoto, Risposta, RuoloMandato, Scelta, StatoSeduta, TipoPunto
from tavolo.models import Decisione, Impegno, Mandato, Presenza, Punto, Seduta, Seggio, Trattazione, Votazione
from tavolo.sala import frase_del_quorum
from tests.tavolo.fabbriche import (
    ConvocazioneFactory,
    PartecipanteFactory,
    PuntoFactory,
    RegolamentoFactory,
    SedutaFactory,
    tavolo_di,
)


INIZIO = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)
MINUTO = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def giorno():
    with time_machine.travel(INIZIO + MINUTO, tick=False) as viaggio:
        yield viaggio


@pytest.fixture
def segreteria(client_di) -> Client:
    return client_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def seggi(db) -> list[Seggio]:
    return tavolo_di(5, supplenti=True)


@pytest.fixture
def seduta(seggi) -> Seduta:
    seduta = SedutaFactory(inizio=INIZIO, seconda=INIZIO + ORA)
    PuntoFactory(seduta=seduta, titolo="Piano degli inserimenti")
    return seduta


@pytest.fixture
def punto(seduta) -> Punto:
    return seduta.punti.get()


@pytest.fixture
def aperta(segreteria, seduta, seggi) -> Seduta:
    """Open with three seats of five, one minute after the hour."""
    for seggio in seggi[:3]:
        entra(segreteria, seduta, seggio)
    premi(segreteria, "sala_stato", seduta, verbo="apri")
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.APERTA
    return seduta


def delegato(seggio: Seggio) -> Mandato:
    return seggio.mandati.select_related("partecipante").get(ruolo=RuoloMandato.DELEGATO)


def premi(client: Client, nome: str, oggetto: object, **dati: object):
    return client.post(reverse(f"tavolo:{nome}", args=[oggetto.pk]), dati)


def agisci(client: Client, punto: Punto, verbo: str, *, htmx: bool = False, **dati: object):
    intestazioni = {"HX-Request": "true", "HX-Target": "punto"} if htmx else {}
    return client.post(reverse("tavolo:sala_punto", args=[punto.pk, verbo]), dati, headers=intestazioni)


def entra(client: Client, seduta: Seduta, seggio: Seggio, ruolo: str = RuoloMandato.DELEGATO, come: str = "entra"):
    chi = seggio.mandati.get(ruolo=ruolo).partecipante_id
    return premi(client, "sala_presenza", seduta, seggio=seggio.pk, **{come: chi})


def sala(client: Client, seduta: Seduta, **parametri: object) -> str:
    risposta = client.get(reverse("tavolo:sala", args=[seduta.pk]), parametri)
    assert risposta.status_code == 200
    return re.sub(r"\s+", " ", risposta.content.decode())


def frase(pagina: str) -> str:
    return re.search(r'id="quorum"[^>]*>([^<]*)<', pagina)[1]


# --- roll-call and quorum ---------------------------------------------------------------------------
def test_the_quorum_on_the_page_is_the_rules_own_at_every_arrival_and_departure(segreteria, seduta, seggi) -> None:
    attese = ["0 presenti su 5, numero legale 3: ne mancano 3, non si può votare"]
    viste = [frase(sala(segreteria, seduta))]
    for quanti, seggio in enumerate(seggi[:3], start=1):
        entra(segreteria, seduta, seggio)
        viste.append(frase(sala(segreteria, seduta)))
        numero = quadro(seduta).quorum
        assert numero.presenti == quanti
        attese.append(frase_del_quorum(numero))
    assert viste == attese
    assert viste[-1] == "3 presenti su 5, numero legale 3: si può votare"


def test_one_comes_late_leaves_early_and_the_hours_stay(segreteria, seduta, seggi, giorno) -> None:
    entra(segreteria, seduta, seggi[0])
    giorno.move_to(INIZIO + 20 * MINUTO)
    presenza = Presenza.objects.get()
    premi(segreteria, "sala_presenza", seduta, esce=presenza.pk)
    pagina = sala(segreteria, seduta)
    assert "15:01–15:20" in pagina and "0 presenti" in frase(pagina)
    entra(segreteria, seduta, seggi[0])
    assert seduta.presenze.count() == 2 and quadro(seduta).presenti == 1


def test_the_deputy_counts_while_the_delegate_is_away(segreteria, seduta, seggi) -> None:
    entra(segreteria, seduta, seggi[0], RuoloMandato.SUPPLENTE)
    assert quadro(seduta).presenti == 1
    entra(segreteria, seduta, seggi[0])
    assert quadro(seduta).presenti == 1


def test_from_afar_only_where_the_meeting_admits_it(segreteria, seduta, seggi) -> None:
    assert "A distanza" not in sala(segreteria, seduta)
    Seduta.objects.filter(pk=seduta.pk).update(modalita="mista")
    assert "A distanza" in sala(segreteria, seduta)
    entra(segreteria, seduta, seggi[0], come="entra_remoto")
    assert Presenza.objects.get().remoto and ", a distanza" in sala(segreteria, seduta)


def test_a_proxy_is_offered_and_taken_only_by_the_rules(segreteria, seduta, seggi) -> None:
    entra(segreteria, seduta, seggi[0])
    chi = delegato(seggi[0]).partecipante_id
    assert "Per delega" not in sala(segreteria, seduta)
    premi(segreteria, "sala_presenza", seduta, seggio=seggi[1].pk, delega=chi)
    assert quadro(seduta).presenti == 1
    RegolamentoFactory(deleghe_massime=1)
    assert "Per delega" in sala(segreteria, seduta)
    premi(segreteria, "sala_presenza", seduta, seggio=seggi[1].pk, delega=chi)
    assert quadro(seduta).presenti == 2
    risposta = premi(segreteria, "sala_presenza", seduta, seggio=seggi[2].pk, delega=chi)
    assert "altre deleghe" in segreteria.get(risposta.url).content.decode()


def test_recorded_twice_one_is_there_once_and_the_page_says_why(segreteria, seduta, seggi) -> None:
    entra(segreteria, seduta, seggi[0])
    risposta = entra(segreteria, seduta, seggi[0])
    assert "già presente" in segreteria.get(risposta.url).content.decode()
    assert seduta.presenze.count() == 1


def test_nobody_sits_in_a_seat_without_its_mandate(segreteria, seduta, seggi) -> None:
    estraneo = PartecipanteFactory()
    risposta = premi(segreteria, "sala_presenza", seduta, seggio=seggi[0].pk, entra=estraneo.pk)
    assert "non ha un mandato" in segreteria.get(risposta.url).content.decode()
    assert premi(segreteria, "sala_presenza", seduta, entra="niente").status_code == 404
    nessuno = premi(segreteria, "sala_presenza", seduta, seggio=seggi[0].pk, delega="")
    assert "Indica chi entra in sala." in segreteria.get(nessuno.url).content.decode()
    assert not Presenza.objects.exists()


def test_a_guest_comes_in_and_counts_for_nothing(segreteria, seduta) -> None:
    ospite = ConvocazioneFactory(seduta=seduta).partecipante
    assert str(ospite) in sala(segreteria, seduta)
    premi(segreteria, "sala_presenza", seduta, entra=ospite.pk)
    assert Presenza.objects.get().seggio is None and quadro(seduta).presenti == 0


def test_what_was_answered_stands_beside_the_seat(segreteria, seduta, seggi) -> None:
    mandato = delegato(seggi[0])
    ConvocazioneFactory(
        seduta=seduta,
        seggio=seggi[0],
        partecipante=mandato.partecipante,
        ruolo=mandato.ruolo,
        risposta=Risposta.ASSENTE,
        risposta_il=INIZIO,
    )
    assert "ha risposto: Sarò assente" in sala(segreteria, seduta)


def test_an_hour_is_put_right_and_a_mistake_taken_back(segreteria, seduta, seggi) -> None:
    entra(segreteria, seduta, seggi[0])
    presenza = Presenza.objects.get()
    orari = {"salva": "1", "arrivo": "2026-06-10T14:58", "uscita": "2026-06-10T14:50"}
    assert premi(segreteria, "presenza", presenza, **orari).status_code == 422
    assert premi(segreteria, "presenza", presenza, **{**orari, "uscita": ""}).status_code == 302
    assert "14:58–…" in sala(segreteria, seduta)
    premi(segreteria, "presenza", presenza, togli="1")
    assert not Presenza.objects.exists()


# --- the meeting ------------------------------------------------------------------------------------
def test_without_the_quorum_it_does_not_open_until_the_second_call(segreteria, seduta, seggi, giorno) -> None:
    for seggio in seggi[:2]:
        entra(segreteria, seduta, seggio)
    risposta = premi(segreteria, "sala_stato", seduta, verbo="apri")
    assert "Manca il numero legale" in segreteria.get(risposta.url).content.decode()
    giorno.move_to(INIZIO + ORA)
    assert "Seconda convocazione" in sala(segreteria, seduta)
    premi(segreteria, "sala_stato", seduta, verbo="apri")
    seduta.refresh_from_db()
    assert (seduta.stato, seduta.chiamata) == (StatoSeduta.APERTA, Chiamata.SECONDA)


def test_deserted_after_the_last_call(segreteria, seduta, giorno) -> None:
    premi(segreteria, "sala_stato", seduta, verbo="deserta")
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.CONVOCATA
    giorno.move_to(INIZIO + ORA)
    premi(segreteria, "sala_stato", seduta, verbo="deserta")
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.DESERTA


def test_it_closes_only_once_the_item_is_concluded_and_everybody_leaves(segreteria, aperta, punto, giorno) -> None:
    agisci(segreteria, punto, "inizia")
    risposta = premi(segreteria, "sala_stato", aperta, verbo="chiudi")
    assert "ancora in discussione" in segreteria.get(risposta.url).content.decode()
    agisci(segreteria, punto, "concludi", esito="rinviato")
    assert Trattazione.objects.get().esito == EsitoPunto.RINVIATO
    giorno.move_to(INIZIO + ORA)
    premi(segreteria, "sala_stato", aperta, verbo="chiudi")
    aperta.refresh_from_db()
    assert aperta.stato == StatoSeduta.SVOLTA and not aperta.presenze.filter(uscita=None).exists()


# --- notes ------------------------------------------------------------------------------------------
def scrivi(client: Client, punto: Punto, testo: str, versione: int, *, htmx: bool = True):
    intestazioni = {"HX-Request": "true"} if htmx else {}
    dati = {"note": testo, "versione": versione}
    return client.post(reverse("tavolo:note", args=[punto.pk]), dati, headers=intestazioni)


def versione(risposta) -> int:
    return int(re.search(r'name="versione" value="(\d+)"', risposta.content.decode())[1])


def test_two_secretaries_at_once_lose_nothing(client_di, segreteria, aperta, punto) -> None:
    altra = client_di(Ruolo.SEGRETERIA_TAVOLO)
    prima = scrivi(segreteria, punto, "Apre il presidente.", 0)
    letta = versione(prima)
    assert scrivi(altra, punto, "Apre il presidente. Interviene il Comune.", letta).status_code == 200
    conflitto = scrivi(segreteria, punto, "Apre il presidente. Chiede la parola l'ASL.", letta)
    testo = conflitto.content.decode()
    assert conflitto.status_code == 409
    assert "Interviene il Comune." in testo and "Chiede la parola l&#x27;ASL." in testo
    assert Trattazione.objects.get().note.endswith("Interviene il Comune.")
    unito = "Apre il presidente. Interviene il Comune. Chiede la parola l'ASL."
    assert scrivi(segreteria, punto, unito, versione(conflitto), htmx=False).status_code == 302
    assert Trattazione.objects.get().note == unito


def test_two_who_both_begin_on_an_empty_page_meet_as_well(client_di, segreteria, aperta, punto) -> None:
    assert scrivi(segreteria, punto, "Mio", 0).status_code == 200
    conflitto = scrivi(client_di(Ruolo.SEGRETERIA_TAVOLO), punto, "Suo", 0, htmx=False)
    assert conflitto.status_code == 409 and "Testo" not in Trattazione.objects.get().note
    assert "<h1" in conflitto.content.decode() and Trattazione.objects.get().note == "Mio"


def test_notes_read_before_the_item_began_are_in_conflict_with_nothing(segreteria, aperta, punto) -> None:
    pagina = sala(segreteria, aperta)
    letta = int(re.search(r'id="note-versione" name="versione" value="(\d+)"', pagina)[1])
    assert letta == 0 and scrivi(segreteria, punto, "Prima riga", letta).status_code == 200


def test_a_check_declared_by_another_app_warns_while_one_writes(segreteria, aperta, punto, monkeypatch) -> None:
    monkeypatch.setattr(controlli, "_controlli", [lambda testo: ["Nomina una persona."] if "Rossi" in testo else []])
    assert "Nomina una persona." in scrivi(segreteria, punto, "Rossi chiede", 0).content.decode()


# --- on an item -------------------------------------------------------------------------------------
def test_who_speaks_is_in_the_room(segreteria, aperta, punto, seggi) -> None:
    chi = delegato(seggi[0]).partecipante
    agisci(segreteria, punto, "intervento", **{"intervento-partecipante": chi.pk, "intervento-sintesi": "Chiede."})
    assert punto.interventi.get().partecipante == chi
    assente = delegato(seggi[4]).partecipante.pk
    risposta = agisci(segreteria, punto, "intervento", **{"intervento-partecipante": assente})
    assert risposta.status_code == 422 and punto.interventi.count() == 1


def test_a_speech_ends_by_itself_with_another_or_with_the_item(segreteria, aperta, punto, seggi, giorno) -> None:
    def parla(seggio: Seggio) -> None:
        chi = delegato(seggio).partecipante_id
        agisci(segreteria, punto, "intervento", **{"intervento-partecipante": chi})
        giorno.shift(MINUTO)

    def fine(intervento) -> str:
        risposta = agisci(segreteria, punto, "fine-intervento", intervento=intervento.pk)
        return segreteria.get(risposta.url).content.decode()

    parla(seggi[0])
    primo = punto.interventi.get()
    assert "Ha finito di parlare" in sala(segreteria, aperta, punto=punto.pk)
    assert "Ha finito di parlare" not in fine(primo)
    primo.refresh_from_db()
    assert primo.alle == primo.dalle + MINUTO
    assert "già concluso" in fine(primo)
    parla(seggi[1])
    parla(seggi[2])
    agisci(segreteria, punto, "inizia")
    agisci(segreteria, punto, "concludi", esito="trattato")
    assert [i.alle - i.dalle for i in punto.interventi.all()] == [MINUTO] * 3


def test_a_conflict_takes_the_seat_out_and_the_quorum_follows(segreteria, aperta, punto, seggi) -> None:
    agisci(segreteria, punto, "conflitto", **{"conflitto-seggio": seggi[0].pk, "conflitto-motivo": "Fornitore"})
    pagina = sala(segreteria, aperta, punto=punto.pk)
    assert frase(pagina) == frase_del_quorum(quadro(aperta, punto=punto).quorum)
    assert "2 presenti su 5" in frase(pagina) and "fuori per conflitto" in pagina
    risposta = agisci(segreteria, punto, "vota", modo="unanime", **{"voto-quesito": "?", "voto-tipo": "ordinaria"})
    assert risposta.status_code == 422 and not Votazione.objects.exists()
    agisci(segreteria, punto, "togli-conflitto", conflitto=punto.conflitti.get().pk)
    assert "3 presenti su 5" in frase(sala(segreteria, aperta, punto=punto.pk))


def voto(**altro: object) -> dict[str, object]:
    return {"voto-quesito": "Si approva il piano.", "voto-tipo": "ordinaria", **altro}


def test_a_vote_by_name_is_in_favour_but_for_the_exceptions(segreteria, aperta, punto, seggi) -> None:
    scelte = {f"voto-voto_{s.pk}": Scelta.FAVOREVOLE for s in seggi[:3]}
    scelte[f"voto-voto_{seggi[1].pk}"] = Scelta.CONTRARIO
    assert agisci(segreteria, punto, "vota", modo="nominale", **voto(**scelte)).status_code == 302
    votazione = Votazione.objects.get()
    assert (votazione.favorevoli, votazione.contrari, votazione.presenti) == (2, 1, 3)
    assert votazione.voti.get(scelta=Scelta.CONTRARIO).seggio == seggi[1]


def test_who_left_before_the_vote_does_not_vote(segreteria, aperta, punto, seggi) -> None:
    entra(segreteria, aperta, seggi[3])
    presenza = Presenza.objects.get(seggio=seggi[0])
    with time_machine.travel(INIZIO + 5 * MINUTO, tick=False):
        premi(segreteria, "sala_presenza", aperta, esce=presenza.pk)
        scelte = {f"voto-voto_{s.pk}": Scelta.FAVOREVOLE for s in seggi[:4]}
        agisci(segreteria, punto, "vota", modo="nominale", **voto(**scelte))
    assert set(Votazione.objects.get().voti.values_list("seggio", flat=True)) == {s.pk for s in seggi[1:4]}


def test_a_count_beyond_those_present_comes_back_as_it_was_written(segreteria, aperta, punto) -> None:
    conti = {"voto-favorevoli": 3, "voto-contrari": 1, "voto-astenuti": 0}
    risposta = agisci(segreteria, punto, "vota", htmx=True, modo="conteggio", **voto(**conti))
    testo = risposta.content.decode()
    assert risposta.status_code == 422 and "più dei presenti" in testo and "Si approva il piano." in testo
    assert "<html" not in testo
    conti["voto-favorevoli"] = 2
    agisci(segreteria, punto, "vota", modo="conteggio", **voto(**conti))
    assert Votazione.objects.get().modo == ModoVoto.CONTEGGIO


def test_pressed_twice_one_vote_is_taken(segreteria, aperta, punto) -> None:
    chiave = "0198c5a0-0000-7000-8000-000000000001"
    for _volta in range(2):
        agisci(segreteria, punto, "vota", modo="unanime", chiave_idempotenza=chiave, **voto())
    assert Votazione.objects.count() == 1


def test_from_a_vote_to_a_decision_and_an_action(segreteria, aperta, punto, seggi) -> None:
    agisci(segreteria, punto, "vota", modo="unanime", **voto())
    pagina = sala(segreteria, aperta, punto=punto.pk)
    votazione = Votazione.objects.get()
    modulo = pagina[pagina.index("modulo-decidi") :]
    assert "Si approva il piano." in modulo and str(votazione.pk) in modulo
    testo = {"decisione-titolo": "Piano", "decisione-testo": "Si approva il piano.", "decisione-tipo": "ordinaria"}
    agisci(segreteria, punto, "decidi", **{**testo, "decisione-votazione": votazione.pk})
    decisione = Decisione.objects.get()
    assert (decisione.votazione, decisione.numero, decisione.anno) == (votazione, 1, 2026)
    azione = {"impegno-descrizione": "Inviare il piano", "impegno-entro_il": "2026-07-01"}
    assert agisci(segreteria, punto, "assegna", **azione).status_code == 422
    azione["impegno-ente"] = seggi[0].ente.pk
    agisci(segreteria, punto, "assegna", **azione)
    impegno = Impegno.objects.get()
    assert (impegno.ente, impegno.entro_il, impegno.punto) == (seggi[0].ente, datetime.date(2026, 7, 1), punto)
    pagina = sala(segreteria, aperta, punto=punto.pk)
    assert "Inviare il piano" in pagina and "Azioni che la attuano" not in pagina


def test_an_action_carries_out_the_last_decision_of_its_item_unless_told_otherwise(
    segreteria, aperta, punto, seggi
) -> None:
    prima, ultima = (
        decisioni.adotta(decisione=Decisione(punto=punto, titolo=titolo, testo=titolo), ctx=segreteria.ctx)
        for titolo in ("Piano", "Bando")
    )
    modulo = sala(segreteria, aperta, punto=punto.pk).split("modulo-assegna")[1]
    assert re.search(rf'<option value="{ultima.pk}" selected>\s*{ultima}: Bando', modulo)
    incaricato = {"impegno-ente": seggi[0].ente.pk}
    for cosa, decisione in (("Scrivere", ultima.pk), ("Affiggere", prima.pk), ("Salutare", "")):
        agisci(
            segreteria, punto, "assegna", **incaricato, **{"impegno-descrizione": cosa, "impegno-decisione": decisione}
        )
    attua = dict(Impegno.objects.values_list("descrizione", "decisione"))
    assert attua == {"Scrivere": ultima.pk, "Affiggere": prima.pk, "Salutare": None}
    pagina = sala(segreteria, aperta, punto=punto.pk)
    sotto_la_prima = pagina.split(f"decisione-{prima.pk}")[1].split("</article>")[0]
    assert "Affiggere" in sotto_la_prima and "Scrivere" not in sotto_la_prima
    assert "Altre azioni del punto" in pagina and pagina.count("Salutare") == 1


def test_an_action_cannot_carry_out_what_another_item_decided(segreteria, aperta, punto, seggi) -> None:
    altro = PuntoFactory(seduta=aperta, titolo="Un altro punto", posizione=2)
    estranea = decisioni.adotta(decisione=Decisione(punto=altro, titolo="A", testo="A"), ctx=segreteria.ctx)
    decisioni.adotta(decisione=Decisione(punto=punto, titolo="B", testo="B"), ctx=segreteria.ctx)
    dati = {"impegno-descrizione": "X", "impegno-ente": seggi[0].ente.pk, "impegno-decisione": estranea.pk}
    assert agisci(segreteria, punto, "assegna", **dati).status_code == 422
    mista = Impegno(seduta=aperta, punto=punto, decisione=estranea, descrizione="X", ente=seggi[0].ente)
    with pytest.raises(IntegrityError), transaction.atomic():
        decisioni.assegna(impegno=mista, ctx=segreteria.ctx)


def test_a_rejected_proposal_makes_no_decision(segreteria, aperta, punto) -> None:
    conti = {"voto-favorevoli": 1, "voto-contrari": 2, "voto-astenuti": 0}
    agisci(segreteria, punto, "vota", modo="conteggio", **voto(**conti))
    testo = {"decisione-titolo": "Piano", "decisione-testo": "Sì", "decisione-tipo": "ordinaria"}
    risposta = agisci(segreteria, punto, "decidi", **testo, **{"decisione-votazione": Votazione.objects.get().pk})
    assert risposta.status_code == 422 and not Decisione.objects.exists()


# --- fragments --------------------------------------------------------------------------------------
def frammento(client: Client, seduta: Seduta, bersaglio: str = "presenze", **parametri: object):
    intestazioni = {"HX-Request": "true", "HX-Target": bersaglio}
    return client.get(reverse("tavolo:sala", args=[seduta.pk]), parametri, headers=intestazioni)


def edizione(testo: str) -> str:
    return re.search(r"\?v=([0-9a-f]+)", testo)[1]


def test_another_browser_sees_an_arrival_and_otherwise_gets_nothing(client_di, segreteria, seduta, seggi) -> None:
    altra = client_di(Ruolo.SEGRETERIA_TAVOLO)
    vista = edizione(sala(altra, seduta))
    assert frammento(altra, seduta, v=vista).status_code == 204
    entra(segreteria, seduta, seggi[0])
    risposta = frammento(altra, seduta, v=vista)
    testo = risposta.content.decode()
    assert risposta.status_code == 200 and "<html" not in testo and 'id="id_note"' not in testo
    assert "1 presente su 5" in testo and edizione(testo) != vista


def test_nothing_new_costs_few_queries(segreteria, seduta) -> None:
    vista = edizione(sala(segreteria, seduta))
    with CaptureQueriesContext(connection) as query:
        assert frammento(segreteria, seduta, v=vista).status_code == 204
    assert len(query) <= 9


def test_the_hour_of_the_second_call_is_news_too(segreteria, seduta, giorno) -> None:
    vista = edizione(sala(segreteria, seduta))
    giorno.move_to(INIZIO + ORA)
    assert frammento(segreteria, seduta, v=vista).status_code == 200


def test_after_a_verb_htmx_gets_the_panel_and_what_changed_around_it(segreteria, aperta, punto) -> None:
    risposta = agisci(segreteria, punto, "inizia", htmx=True)
    seguita = segreteria.get(risposta.url, headers={"HX-Request": "true", "HX-Target": "punto"})
    testo = seguita.content.decode()
    assert testo.index('id="punto"') < testo.index('id="presenze"')
    assert all(f'id="{parte}"' in testo for parte in ("odg", "sala-stato", "quorum")) and "<html" not in testo


# --- who ----------------------------------------------------------------------------------------------
def test_who_presides_takes_the_roll_call_but_reads_no_notes(client_di, segreteria, aperta, punto, seggi) -> None:
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    chi_presiede = delegato(seggi[0]).partecipante
    chi_presiede.utente = client.ctx.utente
    chi_presiede.save()
    assert client.get(reverse("tavolo:sala", args=[aperta.pk])).status_code == 404
    Seduta.objects.filter(pk=aperta.pk).update(presidente=chi_presiede)
    scrivi(segreteria, punto, "Appunto riservato", 0)
    interno = PuntoFactory(seduta=aperta, tipo=TipoPunto.INTERNO, titolo="Cosa interna")
    pagina = sala(client, aperta)
    assert "Appunto riservato" not in pagina and "Cosa interna" not in pagina and "Chiudi la seduta" in pagina
    assert client.get(reverse("tavolo:sala", args=[aperta.pk]), {"punto": interno.pk}).status_code == 404
    entra(client, aperta, seggi[4])
    assert quadro(aperta).presenti == 4
    assert agisci(client, punto, "inizia").status_code == 404
    assert scrivi(client, punto, "x", 0).status_code == 404


def test_the_office_reads_the_room_and_touches_nothing(client_di, aperta, seggi) -> None:
    client = client_di(Ruolo.RESPONSABILE)
    pagina = sala(client, aperta)
    assert "Chiudi la seduta" not in pagina and 'name="entra"' not in pagina
    assert entra(client, aperta, seggi[4]).status_code == 404


def test_an_item_of_another_meeting_is_not_of_this_room(segreteria, aperta) -> None:
    altro = PuntoFactory(seduta=SedutaFactory())
    assert segreteria.get(reverse("tavolo:sala", args=[aperta.pk]), {"punto": altro.pk}).status_code == 404


@pytest.mark.parametrize("stato", [StatoSeduta.PIANIFICATA, StatoSeduta.ANNULLATA])
def test_a_meeting_not_convened_has_no_room(segreteria, stato) -> None:
    seduta = SedutaFactory(stato=stato, motivo="Prova")
    assert segreteria.get(reverse("tavolo:sala", args=[seduta.pk])).status_code == 404


def test_the_room_asks_the_same_of_25_and_of_100_seats(segreteria, seduta, ctx_di) -> None:
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)

    def riempi(quanti: int) -> None:
        for seggio in tavolo_di(quanti, supplenti=True):
            mandato = delegato(seggio)
            presenze.registra_arrivo(seduta=seduta, seggio=seggio, partecipante=mandato.partecipante, ctx=ctx)
            ConvocazioneFactory(seduta=seduta, seggio=seggio, partecipante=mandato.partecipante, ruolo=mandato.ruolo)

    def conta() -> int:
        with CaptureQueriesContext(connection) as query:
            sala(segreteria, seduta)
        return len(query)

    riempi(20)
    premi(segreteria, "sala_stato", seduta, verbo="apri")
    sala(segreteria, seduta)
    con_25 = conta()
    riempi(75)
    assert conta() == con_25
