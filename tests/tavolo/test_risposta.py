"""Answering a convocation by the link in the mail, or signed in; what a link in the wrong hands gives."""

import datetime
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from socialabs.posta.models import Messaggio
from socialabs.utenti.enums import Ruolo
from tavolo.azioni import convocazioni, invio
from tavolo.azioni.odg import allega_documento
from tavolo.enums import Modalita, Risposta, RuoloMandato, StatoSeduta, TipoPunto
from tavolo.models import Convocazione, Seduta
from tests.tavolo.fabbriche import (
    ConvocazioneFactory,
    MandatoFactory,
    PuntoFactory,
    RegolamentoFactory,
    SedutaFactory,
    tavolo_di,
)


OGGI = "2026-06-01 10:00"
INIZIO = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def giorno():
    cache.clear()
    with time_machine.travel(OGGI, tick=False) as viaggio:
        yield viaggio


@pytest.fixture
def seduta(db) -> Seduta:
    seduta = SedutaFactory(inizio=INIZIO)
    PuntoFactory(seduta=seduta, titolo="Piano degli inserimenti")
    return seduta


@pytest.fixture
def righe(seduta, ctx_di) -> dict[str, Convocazione]:
    """The convocations of one seat, by role, of two seats in all."""
    tavolo_di(2, supplenti=True)
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)
    tutte = convocazioni.prepara(seduta=seduta, ctx=ctx)
    convocazioni.segna_inviate(seduta=seduta, convocazioni=tutte, ctx=ctx)
    return {riga.ruolo: riga for riga in Convocazione.objects.filter(seggio=tutte[0].seggio)}


def apri(segreto: str, client: Client | None = None):
    return (client or Client()).get(reverse("tavolo:risposta", args=[segreto]))


def rispondi(segreto: str, risposta: str, **altro: object):
    dati = {"rispondi": "1", "risposta": risposta, **altro}
    return Client().post(reverse("tavolo:risposta", args=[segreto]), dati)


def scelte(risposta) -> list[str]:
    return [valore for valore, _etichetta in risposta.context["form"].fields["risposta"].choices]


# --- by the link ----------------------------------------------------------
def test_reading_changes_nothing_and_the_button_says_received(righe) -> None:
    riga = righe["delegato"]
    segreto = convocazioni.emetti_collegamento(convocazione=riga)
    risposta = apri(segreto)
    assert risposta.status_code == 200 and "no-store" in risposta["Cache-Control"]
    testo = risposta.content.decode()
    assert "Piano degli inserimenti" in testo and "Conferma la ricezione" in testo
    riga.refresh_from_db()
    assert riga.ricevuta_il is None
    Client().post(reverse("tavolo:risposta", args=[segreto]), {"ricevuta": "1"})
    riga.refresh_from_db()
    assert riga.ricevuta_il is not None and riga.risposta == ""


def test_the_answer_may_be_changed_until_the_opening_and_not_after(righe, seduta) -> None:
    riga = righe["delegato"]
    segreto = convocazioni.emetti_collegamento(convocazione=riga)
    assert rispondi(segreto, Risposta.PRESENTE).status_code == 302
    assert rispondi(segreto, Risposta.ASSENTE, nota="Fuori sede").status_code == 302
    riga.refresh_from_db()
    assert (riga.risposta, riga.nota, riga.risposta_da) == (Risposta.ASSENTE, "Fuori sede", None)
    Seduta.objects.filter(pk=seduta.pk).update(stato=StatoSeduta.APERTA, aperta_il=INIZIO, chiamata=1)
    replica = rispondi(segreto, Risposta.PRESENTE)
    assert replica.status_code == 409 and "non si può più rispondere" in replica.content.decode()
    riga.refresh_from_db()
    assert riga.risposta == Risposta.ASSENTE


def test_each_is_offered_only_what_they_may_answer(righe, seduta) -> None:
    segreti = {ruolo: convocazioni.emetti_collegamento(convocazione=riga) for ruolo, riga in righe.items()}
    assert scelte(apri(segreti["delegato"])) == [Risposta.PRESENTE, Risposta.ASSENTE, Risposta.SUPPLENTE]
    assert scelte(apri(segreti["supplente"])) == [Risposta.PRESENTE, Risposta.ASSENTE]
    assert rispondi(segreti["supplente"], Risposta.SUPPLENTE).status_code == 422
    Seduta.objects.filter(pk=seduta.pk).update(modalita=Modalita.A_DISTANZA)
    assert scelte(apri(segreti["supplente"])) == [Risposta.REMOTO, Risposta.ASSENTE]


def test_a_vote_is_given_to_another_only_where_the_rules_allow(righe, seduta) -> None:
    riga = righe["delegato"]
    altro = Convocazione.objects.exclude(seggio=riga.seggio).first().seggio
    segreto = convocazioni.emetti_collegamento(convocazione=riga)
    assert rispondi(segreto, Risposta.DELEGA, delegato_a=altro.pk).status_code == 422
    RegolamentoFactory(deleghe_massime=1)
    assert rispondi(segreto, Risposta.DELEGA).status_code == 422
    assert rispondi(segreto, Risposta.DELEGA, delegato_a=riga.seggio_id).status_code == 422
    assert rispondi(segreto, Risposta.DELEGA, delegato_a=altro.pk).status_code == 302
    riga.refresh_from_db()
    assert riga.delegato_a == altro
    rispondi(segreto, Risposta.PRESENTE, delegato_a=altro.pk)
    riga.refresh_from_db()
    assert riga.delegato_a is None


def test_papers_open_by_the_link_but_internal_ones_and_other_meetings_do_not(
    righe, seduta, ctx_di, client_di, settings, tmp_path
) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)
    segreto = convocazioni.emetti_collegamento(convocazione=righe["delegato"])
    documento = {"contenuto": b"carta", "nome": "a.txt", "tipo_mime": "text/plain", "titolo": "Carta", "ctx": ctx}
    mio = allega_documento(punto=seduta.punti.get(), **documento)
    interno = allega_documento(punto=PuntoFactory(seduta=seduta, tipo=TipoPunto.INTERNO), **documento)
    altrui = allega_documento(punto=PuntoFactory(seduta=SedutaFactory()), **documento)

    def scarica(quale, di: str = segreto):
        return Client().get(reverse("tavolo:risposta_documento", args=[di, quale.pk]))

    assert b"".join(scarica(mio).streaming_content) == b"carta"
    assert scarica(interno).status_code == scarica(altrui).status_code == 404
    assert scarica(mio, "sbagliato").status_code == 404
    membro = client_di(Ruolo.COMPONENTE_TAVOLO)
    righe["delegato"].partecipante.utente = membro.ctx.utente
    righe["delegato"].partecipante.save()

    def dalla_sua_pagina(quale, di=righe["delegato"]):
        return membro.get(reverse("tavolo:mio_documento", args=[di.pk, quale.pk]))

    sua = membro.get(reverse("tavolo:mia_risposta", args=[righe["delegato"].pk])).text
    assert reverse("tavolo:mio_documento", args=[righe["delegato"].pk, mio.pk]) in sua
    assert b"".join(dalla_sua_pagina(mio).streaming_content) == b"carta"
    assert dalla_sua_pagina(interno).status_code == dalla_sua_pagina(altrui).status_code == 404
    assert dalla_sua_pagina(mio, righe["supplente"]).status_code == 404
    assert b"VTIMEZONE" in Client().get(reverse("tavolo:risposta_calendario", args=[segreto])).content


# --- dead ends ----------------------------------------------------------
def test_wrong_expired_and_replaced_links_lead_to_the_same_page_with_a_way_on(righe, giorno) -> None:
    riga = righe["delegato"]
    sostituito = convocazioni.emetti_collegamento(convocazione=riga)
    scaduto = convocazioni.emetti_collegamento(convocazione=riga)
    pagine = [apri("inventato"), apri(sostituito)]
    giorno.move_to(INIZIO + convocazioni.DOPO_LA_SEDUTA)
    pagine.append(apri(scaduto))
    assert {p.status_code for p in pagine} == {404}
    for pagina in pagine:
        testo = pagina.content.decode()
        assert "Invia un nuovo collegamento" in testo and str(riga.partecipante) not in testo
    assert rispondi(scaduto, Risposta.PRESENTE).status_code == 404
    riga.refresh_from_db()
    assert riga.risposta == ""


def test_a_secret_answers_for_its_own_meeting_and_person_only(righe, ctx_di) -> None:
    altra = SedutaFactory()
    PuntoFactory(seduta=altra, titolo="Altro ordine del giorno")
    sua = ConvocazioneFactory(seduta=altra, partecipante=righe["delegato"].partecipante)
    segreto = convocazioni.emetti_collegamento(convocazione=righe["delegato"])
    assert "Altro ordine del giorno" not in apri(segreto).content.decode()
    rispondi(segreto, Risposta.ASSENTE)
    sua.refresh_from_db()
    assert sua.risposta == ""
    assert Convocazione.objects.exclude(risposta="").count() == 1


def test_a_new_link_is_asked_for_without_learning_who_is_convened(righe) -> None:
    indirizzo = reverse("tavolo:nuovo_collegamento")
    riga = righe["delegato"]
    vecchio = convocazioni.emetti_collegamento(convocazione=riga)
    email = riga.partecipante.email
    risposte = [Client().post(indirizzo, {"email": chi}) for chi in ("ignota@example.org", email.upper())]
    assert {r.status_code for r in risposte} == {200}
    segno = re.compile(r'(csrfmiddlewaretoken" value=|CSRFToken": )"[^"]*"')
    assert len({segno.sub("", r.content.decode()) for r in risposte}) == 1
    assert [m.destinatario for m in Messaggio.objects.all()] == [email]
    assert apri(vecchio).status_code == 404
    for _volta in range(5):
        Client().post(indirizzo, {"email": email})
    assert Messaggio.objects.count() == 3


def test_after_the_meeting_no_new_link_leaves(righe, giorno, ctx_di) -> None:
    giorno.move_to(INIZIO + datetime.timedelta(hours=1))
    email = righe["delegato"].partecipante.email
    assert invio.nuovi_collegamenti(email=email, ctx=ctx_di(Ruolo.SEGRETERIA_TAVOLO)) == 0


def test_whoever_knocks_too_often_is_asked_to_wait(db) -> None:
    for _volta in range(60):
        assert apri("a-caso").status_code == 404
    risposta = apri("a-caso")
    assert risposta.status_code == 429 and risposta["Retry-After"] == "60"


# --- signed in ----------------------------------------------------------
def test_a_member_answers_from_her_own_page_and_not_for_others(client_di, seduta) -> None:
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    mia = ConvocazioneFactory(seduta=seduta, partecipante__utente=client.ctx.utente)
    altra = ConvocazioneFactory(seduta=seduta)
    pagina = client.get(reverse("tavolo:seduta", args=[seduta.pk])).content.decode()
    assert reverse("tavolo:mia_risposta", args=[mia.pk]) in pagina
    dati = {"rispondi": "1", "risposta": Risposta.PRESENTE}
    assert client.post(reverse("tavolo:mia_risposta", args=[mia.pk]), dati).status_code == 302
    assert client.post(reverse("tavolo:mia_risposta", args=[altra.pk]), dati).status_code == 404
    mia.refresh_from_db()
    altra.refresh_from_db()
    assert mia.risposta_da == client.ctx.utente and altra.risposta == ""


def test_the_secretariat_records_what_was_said_by_telephone(client_di, righe) -> None:
    client = client_di(Ruolo.SEGRETERIA_TAVOLO)
    indirizzo = reverse("tavolo:mia_risposta", args=[righe["delegato"].pk])
    assert "data a voce o per iscritto" in client.get(indirizzo).content.decode()
    client.post(indirizzo, {"rispondi": "1", "risposta": Risposta.SUPPLENTE})
    righe["delegato"].refresh_from_db()
    assert righe["delegato"].risposta_da == client.ctx.utente


def test_who_sits_in_two_seats_answers_for_each(client_di, seduta) -> None:
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    primo = MandatoFactory(partecipante__utente=client.ctx.utente)
    secondo = MandatoFactory(partecipante=primo.partecipante, ruolo=RuoloMandato.SUPPLENTE)
    for mandato in (primo, secondo):
        ConvocazioneFactory(seduta=seduta, partecipante=primo.partecipante, seggio=mandato.seggio, ruolo=mandato.ruolo)
    pagina = client.get(reverse("tavolo:seduta", args=[seduta.pk])).content.decode()
    assert pagina.count("Rispondi alla convocazione (") == 2
