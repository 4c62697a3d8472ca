"""The table's pages as the secretariat, a member and a stranger meet them."""

import datetime
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialabs.archivio.models import FilePrivato
from socialabs.base.riferimenti import risolvi
from socialabs.utenti.enums import Ruolo
from tavolo.azioni.odg import allega_documento
from tavolo.enums import StatoSeduta, TipoPunto
from tavolo.models import Decisione, EnteMembro, Mandato, Partecipante, Punto, Regolamento, Seduta, Seggio
from tests.fabbriche import UtenteFactory, partita_iva
from tests.tavolo.fabbriche import (
    GruppoFactory,
    MandatoFactory,
    PuntoFactory,
    RegolamentoFactory,
    SedutaFactory,
    SeggioFactory,
    tavolo_di,
)


OGGI = "2026-05-20 10:00"


@pytest.fixture(autouse=True)
def giorno():
    with time_machine.travel(OGGI):
        yield


@pytest.fixture
def segreteria(client_di):
    return client_di(Ruolo.SEGRETERIA_TAVOLO)


def pagina(client, nome: str, /, *args, **dati) -> str:
    risposta = client.get(reverse(f"tavolo:{nome}", args=args), dati)
    assert risposta.status_code == 200
    return re.sub(r"\s+", " ", risposta.content.decode())


def invia(client, nome: str, /, *args, **dati):
    return client.post(reverse(f"tavolo:{nome}", args=args), dati)


# --- home -----------------------------------------------------------------------------------------------------------
def test_an_empty_table_says_how_to_begin(segreteria, client_di) -> None:
    testo = pagina(segreteria, "home")
    for passo in ("Scrivi le regole", "Aggiungi gli enti", "Pianifica la prima seduta", "da verificare"):
        assert passo in testo
    assert "Pianifica" not in pagina(client_di(Ruolo.COMPONENTE_TAVOLO), "home")


def test_home_says_what_awaits_and_what_was_decided(segreteria, client_di) -> None:
    SedutaFactory(stato=StatoSeduta.PIANIFICATA, titolo="Da convocare")
    passata = SedutaFactory(stato=StatoSeduta.SVOLTA, inizio=datetime.datetime(2026, 5, 4, 13, tzinfo=datetime.UTC))
    decisione = {"anno": 2026, "numero": 4, "titolo": "Bando", "testo": "Si avvia", "adottata_il": "2026-05-04"}
    Decisione.objects.create(punto=PuntoFactory(seduta=passata), **decisione)
    Decisione.objects.create(
        punto=PuntoFactory(seduta=passata, tipo=TipoPunto.INTERNO), **decisione | {"numero": 5, "titolo": "Riservata"}
    )
    testo = pagina(segreteria, "home")
    assert "Prepara e convoca" in testo and "Scrivi il verbale" in testo and "Riservata" in testo
    testo = pagina(client_di(Ruolo.COMPONENTE_TAVOLO), "home")
    assert "Bando" in testo and "Riservata" not in testo and "Scrivi il verbale" not in testo


def test_the_menu_shows_the_table_to_its_people_only(client_di) -> None:
    membro, estraneo = client_di(Ruolo.OPERATORE_CPI), client_di(Ruolo.OPERATORE_CPI)
    MandatoFactory(partecipante__utente=membro.ctx.utente)
    voce = f'href="{reverse("tavolo:home")}"'
    assert voce in membro.get(reverse("base:cruscotto")).content.decode()
    assert voce not in estraneo.get(reverse("base:cruscotto")).content.decode()


# --- members --------------------------------------------------------------------------------------------------------
def test_the_secretariat_adds_a_body_a_delegate_and_ends_the_mandate(segreteria) -> None:
    risposta = invia(
        segreteria,
        "ente_nuovo",
        codice_fiscale=partita_iva(9001),
        denominazione="Comune dell'Esempio",
        genere="comune",
        seggi=1,
        dal="2026-01-01",
    )
    ente = EnteMembro.objects.get()
    assert risposta.url == reverse("tavolo:ente", args=[ente.pk])
    seggio = Seggio.objects.get()
    dati = {"ruolo": "delegato", "nome": "Ada", "cognome": "Nuova", "email": "ada@example.org", "dal": "2026-05-20"}
    assert invia(segreteria, "mandato_nuovo", seggio.pk, **dati).status_code == 302
    mandato = Mandato.objects.get()
    assert "ada@example.org" in pagina(segreteria, "ente", ente.pk)
    altro = dati | {"nome": "Bea", "email": ""}
    risposta = invia(segreteria, "mandato_nuovo", seggio.pk, **altro)
    assert risposta.status_code == 422 and "già una persona con questo ruolo" in risposta.content.decode()
    assert Partecipante.objects.count() == 1
    invia(segreteria, "mandato_termina", mandato.pk, al="2026-05-31", motivo="Dimissioni")
    assert "Ada Nuova" in pagina(segreteria, "componenti", al="2026-05-31")
    assert "Ada Nuova" not in pagina(segreteria, "componenti", al="2026-06-01")


def test_a_person_who_is_not_named_is_asked_for(segreteria) -> None:
    risposta = invia(segreteria, "mandato_nuovo", SeggioFactory().pk, ruolo="delegato", dal="2026-05-20")
    assert risposta.status_code == 422 and not Mandato.objects.exists()


def test_addresses_are_for_those_who_write_to_them(client_di, segreteria) -> None:
    mandato = MandatoFactory(partecipante__email="riservata@example.org")
    assert "riservata@example.org" in pagina(segreteria, "ente", mandato.seggio.ente_id)
    testo = pagina(client_di(Ruolo.COMPONENTE_TAVOLO), "ente", mandato.seggio.ente_id)
    assert str(mandato.partecipante) in testo and "riservata@example.org" not in testo


def test_an_account_is_given_to_one_person_and_must_exist(segreteria) -> None:
    utente = UtenteFactory(email="conto@example.org")
    mia, altra = MandatoFactory().partecipante, MandatoFactory().partecipante
    dati = {"nome": "Ada", "cognome": "Conto", "versione": 1}
    assert invia(segreteria, "persona", mia.pk, **dati, email_conto="CONTO@example.org").status_code == 302
    mia.refresh_from_db()
    assert mia.utente == utente
    assert "altra persona" in invia(segreteria, "persona", altra.pk, **dati, email_conto=utente.email).content.decode()
    assert (
        "Nessun conto" in invia(segreteria, "persona", altra.pk, **dati, email_conto="x@example.org").content.decode()
    )


def test_the_list_of_members_asks_the_same_questions_whatever_their_number(segreteria) -> None:
    def domande() -> int:
        with CaptureQueriesContext(
            connection,
        ) as catturate:
            pagina(segreteria, "componenti")
        return len(catturate)

    tavolo_di(2, supplenti=True)
    poche = domande()
    tavolo_di(20, supplenti=True)
    assert domande() == poche


# --- rules ----------------------------------------------------------------------------------------------------------
def parametri(**diversi) -> dict:
    campi = {
        campo.name: campo.default
        for campo in Regolamento._meta.fields
        if campo.has_default() and campo.name not in ("id", "da_verificare") and campo.default is not False
    }
    return campi | {"dal": "2026-07-01"} | diversi


def test_a_new_version_starts_from_the_one_in_force_and_is_confirmed_later(segreteria) -> None:
    RegolamentoFactory(giorni_preavviso=9)
    assert 'value="9"' in pagina(segreteria, "regola_nuova")
    assert invia(segreteria, "regola_nuova", **parametri(giorni_preavviso=10)).status_code == 302
    nuova = Regolamento.objects.get(giorni_preavviso=10)
    assert nuova.da_verificare
    assert invia(segreteria, "regola", nuova.pk, fonte="Delibera n. 1").status_code == 302
    nuova.refresh_from_db()
    assert not nuova.da_verificare
    doppia = invia(segreteria, "regola_nuova", **parametri())
    assert doppia.status_code == 422 and "già una versione" in doppia.content.decode()


def test_a_member_reads_the_rules_and_cannot_confirm_them(client_di) -> None:
    componente, regolamento = client_di(Ruolo.COMPONENTE_TAVOLO), RegolamentoFactory()
    assert "da verificare" in pagina(componente, "regola", regolamento.pk)
    invia(componente, "regola", regolamento.pk, fonte="Finta")
    assert Regolamento.objects.get().da_verificare


# --- meetings -------------------------------------------------------------------------------------------------------
def test_a_meeting_is_planned_with_its_agenda_and_put_off(segreteria, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    dati = {"inizio": "2026-06-10T15:00", "seconda": "2026-06-10T15:30", "minuti": 120, "modalita": "presenza"}
    risposta = invia(segreteria, "seduta_nuova", **dati)
    assert risposta.status_code == 422 and "60 minuti" in risposta.content.decode()
    assert invia(segreteria, "seduta_nuova", **dati | {"seconda": "2026-06-10T16:00"}).status_code == 302
    seduta = Seduta.objects.get()
    assert seduta.inizio == datetime.datetime(2026, 6, 10, 13, tzinfo=datetime.UTC)
    for titolo in ("Bando", "Varie"):
        invia(segreteria, "odg", seduta.pk, titolo=titolo, tipo="decisione")
    bando, varie = Punto.objects.order_by("posizione")
    invia(segreteria, "punto_sposta", varie.pk, verso="rientra")
    file = SimpleUploadedFile("Bozza.pdf", b"%PDF-1.7")
    invia(segreteria, "punto", bando.pk, **{"allega": 1, "doc-file": file, "doc-titolo": "Bozza del bando"})
    testo = pagina(segreteria, "seduta", seduta.pk)
    for atteso in ('odg-numero">1.1<', "Bozza del bando", "10/06/2026, ore 15:00"):
        assert atteso in testo
    assert "Che cosa manca" not in testo
    Seduta.objects.update(stato=StatoSeduta.CONVOCATA, anno=2026, numero=1)
    invia(segreteria, "seduta_rinvia", seduta.pk, motivo="Sala occupata", inizio="2026-06-17T15:00")
    testo = pagina(segreteria, "seduta", seduta.pk)
    assert "Sala occupata" in testo and "17/06/2026" in testo


def test_only_papers_are_attached(segreteria, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    punto = PuntoFactory()
    for nome in ("virus.exe", "pagina.html", "disegno.svg"):
        dati = {"allega": 1, "doc-file": SimpleUploadedFile(nome, b"x")}
        assert invia(segreteria, "punto", punto.pk, **dati).status_code == 422
    assert not FilePrivato.objects.exists()


def test_an_item_changed_meanwhile_shows_both_texts(segreteria) -> None:
    punto = PuntoFactory(titolo="Prima")
    dati = {"salva": 1, "titolo": "Mio", "tipo": "decisione", "versione": 1}
    assert invia(segreteria, "punto", punto.pk, **dati | {"titolo": "Suo"}).status_code == 302
    risposta = invia(segreteria, "punto", punto.pk, **dati)
    testo = risposta.content.decode()
    assert risposta.status_code == 422 and "Mio" in testo and "Suo" in testo and 'value="2"' in testo


def test_a_button_that_cannot_act_says_why(segreteria) -> None:
    punto = PuntoFactory()
    testo = segreteria.post(
        reverse("tavolo:punto_sposta", args=[punto.pk]), {"verso": "sporgi"}, follow=True
    ).content.decode()
    assert "già al primo livello" in testo


def test_a_planned_meeting_and_a_group_of_others_do_not_exist_for_a_member(client_di) -> None:
    componente = client_di(Ruolo.COMPONENTE_TAVOLO)
    for seduta in (SedutaFactory(stato=StatoSeduta.PIANIFICATA), SedutaFactory(gruppo=GruppoFactory())):
        assert componente.get(reverse("tavolo:seduta", args=[seduta.pk])).status_code == 404


def test_members_do_not_see_internal_items_nor_the_buttons(client_di) -> None:
    seduta = SedutaFactory()
    PuntoFactory(seduta=seduta, titolo="Per tutti")
    PuntoFactory(seduta=seduta, titolo="Appunto interno", tipo=TipoPunto.INTERNO)
    testo = pagina(client_di(Ruolo.COMPONENTE_TAVOLO), "seduta", seduta.pk)
    assert "Per tutti" in testo and "Appunto interno" not in testo and "Componi l" not in testo


def test_the_list_finds_what_the_agenda_speaks_of_and_does_not_slow_down(segreteria, client_di) -> None:
    punto = PuntoFactory(titolo="Laboratori protetti")
    PuntoFactory(titolo="Altro", tipo=TipoPunto.INTERNO)

    def domande() -> int:
        with CaptureQueriesContext(connection) as catturate:
            pagina(segreteria, "sedute", ordine="data")
        return len(catturate)

    domande()  # the first visit also remembers the order
    prima = domande()
    for _ in range(15):
        PuntoFactory(seduta__gruppo=GruppoFactory())
    assert domande() == prima
    testo = pagina(segreteria, "sedute", q="laboratorio")
    assert str(punto.seduta) in testo and "Righe 1–1 di 1" in testo
    assert "Nessuna seduta" in pagina(client_di(Ruolo.COMPONENTE_TAVOLO), "sedute", q="altro")


def test_the_same_form_sent_twice_plans_one_meeting(segreteria) -> None:
    chiave = re.search(r'chiave_idempotenza" value="([^"]+)"', pagina(segreteria, "seduta_nuova"))[1]
    dati = {"inizio": "2026-06-10T15:00", "minuti": 120, "modalita": "presenza", "chiave_idempotenza": chiave}
    assert invia(segreteria, "seduta_nuova", **dati).url == invia(segreteria, "seduta_nuova", **dati).url
    assert Seduta.objects.count() == 1


def test_the_search_box_finds_decisions_for_the_tables_people_only(segreteria, client_di) -> None:
    punto = PuntoFactory(titolo="Accessibilità")
    Decisione.objects.create(
        punto=punto, anno=2026, numero=1, titolo="Sportelli accessibili", testo="T", adottata_il="2026-05-04"
    )
    cerca = reverse("base:ricerca")
    assert "Sportelli accessibili" in segreteria.get(cerca, {"q": "sportello"}).content.decode()
    assert "Sportelli" not in client_di(Ruolo.OPERATORE_CPI).get(cerca, {"q": "sportello"}).content.decode()


def test_a_meetings_page_asks_the_same_questions_whatever_its_agenda(segreteria, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    seduta = SedutaFactory()

    def domande() -> int:
        with CaptureQueriesContext(connection) as catturate:
            pagina(segreteria, "seduta", seduta.pk)
        return len(catturate)

    def aggiungi(quanti: int) -> None:
        for _ in range(quanti):
            punto = PuntoFactory(seduta=seduta, proponente=SeggioFactory().ente)
            allega_documento(
                punto=punto, contenuto=b"x", nome="a.txt", tipo_mime="text/plain", titolo="", ctx=segreteria.ctx
            )

    aggiungi(1)
    poche = domande()
    aggiungi(10)
    assert domande() == poche


def test_another_app_shows_the_tables_records_to_whoever_may_see_them(segreteria, client_di) -> None:
    punto = PuntoFactory(titolo="Bando")
    interno = PuntoFactory(seduta=punto.seduta, tipo=TipoPunto.INTERNO)
    membro, estraneo = client_di(Ruolo.COMPONENTE_TAVOLO).ctx, client_di(Ruolo.OPERATORE_CPI).ctx
    assert risolvi(membro, "tavolo.punto", punto.pk).titolo == "Bando"
    assert risolvi(membro, "tavolo.seduta", punto.seduta_id).url == punto.seduta.get_absolute_url()
    assert risolvi(membro, "tavolo.punto", interno.pk) is None
    for tipo, pk in (("tavolo.punto", punto.pk), ("tavolo.seduta", punto.seduta_id)):
        assert risolvi(estraneo, tipo, pk) is None
