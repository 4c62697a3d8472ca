"""The inbox and what one chooses to receive; what was sent to whom, as the office sees it."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialabs.base.identificativi import nuovo_id
from socialabs.posta.enums import StatoMessaggio
from socialabs.posta.models import Messaggio
from socialabs.promemoria import azioni, turno
from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.models import Avviso, Preferenza, Promemoria, Scadenza
from socialabs.promemoria.registro import membri
from socialabs.registro.models import Evento


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieci_marzo")]
CASELLA, INVIATI = reverse("promemoria:avvisi"), reverse("promemoria:inviati")
PREFERENZE = reverse("promemoria:preferenze")


@pytest.fixture
def dieci_marzo():
    """The day on which the deadline falls, after eight."""
    with time_machine.travel("2027-03-10T09:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def azienda(client_di):
    return client_di("ref_azienda")


@pytest.fixture
def tipo(dichiara, azienda):
    """A kind of which the company had a reminder today."""
    tipo = dichiara(seguita_da=frozenset({"op_cm"}))
    tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"))
    turno.fai_un_turno()
    return tipo


@pytest.fixture
def avviso(tipo):
    return Avviso.objects.get()


def pagina(nome, riga):
    return reverse(f"promemoria:{nome}", args=[riga.pk])


def campana(client):
    return re.search(r'class="campana".*?visually-hidden">([^<]+)<', client.get("/").text, re.S)[1]


# --- inbox --------------------------------------------------------------------------------------------------------
def test_the_head_of_every_page_tells_what_is_to_read(avviso, azienda, client_di):
    assert campana(azienda) == "1 avviso da leggere"
    assert campana(client_di("persona")) == "Nessun avviso da leggere"
    assert 'class="campana"' not in Client().get(reverse("base:privacy")).text


def test_the_bell_counts_at_most_a_hundred_in_one_query(avviso, azienda):
    Avviso.objects.bulk_create(
        Avviso(utente=azienda.ctx.utente, tipo="prova", pubblico="azienda") for _n in range(150)
    )
    with CaptureQueriesContext(connection) as contate:
        assert campana(azienda) == "Più di 99 avvisi da leggere"
    [conto] = [q["sql"] for q in contate if "promemoria_avviso" in q["sql"]]
    assert "LIMIT 100" in conto


def test_reading_the_page_marks_nothing_and_opening_leads_to_the_deadline(avviso, azienda):
    assert "Per azienda: entro il 10/03/2027" in azienda.get(pagina("avviso", avviso)).text
    avviso.refresh_from_db()
    assert not avviso.letto
    assert azienda.post(pagina("apri", avviso)).url == pagina("scadenza", Scadenza.objects.get())
    avviso.refresh_from_db()
    assert avviso.letto and campana(azienda) == "Nessun avviso da leggere"
    azienda.post(pagina("segna", avviso), {"da_leggere": "1"})
    assert campana(azienda) == "1 avviso da leggere"


def test_an_item_of_several_deadlines_opens_on_itself(tipo, avviso, azienda):
    tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"), base=date(2027, 3, 20))
    turno.prepara(tipo.tipo)
    altra = Scadenza.objects.exclude(promemoria__avviso=avviso).get()
    Promemoria.objects.filter(scadenza=altra).update(stato="inviato", inviato_il=avviso.creato_il, avviso=avviso)
    assert azienda.post(pagina("apri", avviso)).url == pagina("avviso", avviso)
    assert pagina("scadenza", altra) in azienda.get(pagina("avviso", avviso)).text


def test_all_are_read_at_once_and_only_ones_own(avviso, azienda, client_di):
    client_di("ref_azienda").post(reverse("promemoria:segna_tutti"))
    assert campana(azienda) == "1 avviso da leggere"
    assert azienda.post(reverse("promemoria:segna_tutti")).url == CASELLA
    assert campana(azienda) == "Nessun avviso da leggere"


def test_what_is_to_read_comes_first(avviso, azienda):
    dopo = Avviso.objects.create(utente=azienda.ctx.utente, tipo="prova.tipo", pubblico="azienda")
    azioni.segna_letto(azienda.ctx, dopo)
    testo = azienda.get(CASELLA).text
    assert testo.index(pagina("segna", avviso)) < testo.index(pagina("segna", dopo))
    assert pagina("segna", dopo) not in azienda.get(CASELLA, {"lettura": "si"}).text
    assert pagina("segna", avviso) not in azienda.get(CASELLA, {"lettura": "no"}).text


def test_nobody_reads_anothers_inbox(avviso, client_di):
    estranea = client_di("ref_azienda")
    for nome in ("avviso", "apri", "segna", "reinvia"):
        assert estranea.post(pagina(nome, avviso)).status_code in (404, 405)
    assert "Nessun avviso" in estranea.get(CASELLA).text


def test_the_inbox_costs_the_same_however_full(avviso, azienda):
    conti = []
    for _volta in range(2):
        with CaptureQueriesContext(connection) as contate:
            azienda.get(CASELLA)
        conti.append(len(contate))
        Avviso.objects.bulk_create(Avviso(utente=azienda.ctx.utente, tipo="p", pubblico="azienda") for _n in range(20))
    assert conti[0] == conti[1]


# --- preferences --------------------------------------------------------------------------------------------------
def test_one_kind_is_chosen_and_the_choice_is_shown_again(tipo, azienda):
    nome = "argomento-prova.tipo"
    dati = {f"{nome}-canali": ["avviso"], f"{nome}-frequenza": "settimanale", "chiave_idempotenza": nuovo_id()}
    assert azienda.post(PREFERENZE, dati).url == PREFERENZE
    scritta = Preferenza.objects.get()
    assert (scritta.tipo, scritta.posta, scritta.avviso, scritta.frequenza) == (
        "prova.tipo",
        False,
        True,
        "settimanale",
    )
    assert '<option value="settimanale" selected>' in azienda.get(PREFERENZE).text


def test_a_duty_is_locked_and_says_why(dichiara, azienda):
    dichiara(dovere=True)
    testo = azienda.get(PREFERENZE).text
    assert "È un obbligo di legge" in testo
    valori = re.findall(r'name="argomento-prova.tipo-canali" value="(\w+)"', testo)
    assert valori == ["calendario"]
    assert azienda.post(PREFERENZE, {"argomento-prova.tipo-canali": ["posta"]}).status_code == 422
    assert azienda.post(PREFERENZE, {}).url == PREFERENZE
    scritta = Preferenza.objects.get()
    assert scritta.posta and scritta.avviso and not scritta.calendario


def test_for_all_at_once_then_as_before(tipo, azienda):
    azioni.imposta_preferenza(azienda.ctx, tipo="prova.tipo", canali=[Canale.AVVISO])
    azienda.post(PREFERENZE, {"tutti": "1", "tutti-canali": ["posta", "avviso"], "tutti-frequenza": "giornaliera"})
    [scritta] = Preferenza.objects.all()
    assert (scritta.tipo, scritta.frequenza, scritta.calendario) == ("", Frequenza.GIORNALIERA, False)
    assert azienda.post(reverse("promemoria:ripristina")).url == PREFERENZE
    assert not Preferenza.objects.exists()


def test_only_the_kinds_of_ones_roles_are_asked(dichiara, azienda, client_di):
    dichiara(testi={"ufficio": "Per l'ufficio"})
    assert "Cosa da fare" not in azienda.get(PREFERENZE).text
    assert "Cosa da fare" in client_di("op_cm").get(PREFERENZE).text


# --- what was sent ---------------------------------------------------------------------------------------------------
def test_the_office_sees_who_got_what_and_how(avviso, client_di):
    testo = client_di("op_cm").get(INVIATI).text
    assert str(avviso.utente) in testo and "In coda" in testo and "da leggere" in testo
    assert str(avviso.utente) not in client_di("op_cpi").get(INVIATI).text, "who does not follow the kind"
    assert client_di("ref_azienda").get(INVIATI).status_code == 403


def test_what_is_stuck_is_on_top_with_its_fault(tipo, azienda, client_di, dieci_marzo):
    tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"), base=date(2027, 3, 11))
    turno.prepara(tipo.tipo)
    Promemoria.objects.in_attesa().update(errore="OperationalError")
    dieci_marzo.move_to("2027-03-11T10:00:00+01:00")
    testo = client_di("op_cm").get(INVIATI).text
    assert "Promemoria fermi" in testo and "OperationalError" in testo
    assert testo.index("OperationalError") < testo.index('id="elenco"')


@pytest.mark.parametrize("esito", ["inviato", "in_attesa", "fermo", "non_recapitato", "taciuto"])
def test_the_filter_by_outcome_agrees_with_the_badge(tipo, avviso, client_di, esito, dieci_marzo):
    promemoria = Promemoria.objects.filter(avviso=avviso)
    if esito == "non_recapitato":
        Messaggio.objects.update(stato=StatoMessaggio.FALLITO)
    elif esito != "inviato":
        stato = "taciuto" if esito == "taciuto" else "in_attesa"
        promemoria.update(stato=stato, inviato_il=None, avviso=None)
        if esito == "fermo":
            dieci_marzo.move_to("2027-03-10T15:00:00+01:00")
    client = client_di("op_cm")
    trovati = [e for e in ("inviato", "in_attesa", "fermo", "non_recapitato", "taciuto") if _quante(client, e)]
    assert trovati == [esito]


def _quante(client, esito):
    return client.get(INVIATI, {"esito": esito}, headers={"HX-Request": "true"}).text.count('scope="row"')


def test_sent_again_on_purpose_with_a_reason_in_the_register(avviso, azienda, client_di):
    operatore = client_di("op_cm")
    azioni.segna_letto(azienda.ctx, avviso)
    assert operatore.post(pagina("reinvia", avviso), {"motivo": " "}).status_code == 422
    assert operatore.post(pagina("reinvia", avviso), {"motivo": "Chiesto per telefono"}).url == INVIATI
    assert Messaggio.objects.count() == 2 and campana(azienda) == "1 avviso da leggere"
    assert Evento.objects.get(verbo="promemoria.reinviato").motivo == "Chiesto per telefono"
    assert client_di("op_cpi").get(pagina("reinvia", avviso)).status_code == 404


def test_the_export_is_what_is_seen_and_is_registered(avviso, client_di):
    operatore = client_di("op_cm")
    csv = operatore.get(reverse("promemoria:esporta", args=["csv"]))
    testo = b"".join(csv.streaming_content).decode("utf-8-sig")
    assert f"10/03/2027;Cosa da fare;{avviso.utente};Azienda;Inviato;10/03/2027 09:00;In coda;" in testo
    assert operatore.get(reverse("promemoria:esporta", args=["xlsx"])).status_code == 200
    assert operatore.get(reverse("promemoria:esporta", args=["pdf"])).status_code == 404
    assert Evento.objects.filter(verbo="promemoria.esportati").count() == 2


def test_the_list_of_what_was_sent_costs_the_same_however_long(tipo, azienda, client_di):
    operatore, conti = client_di("op_cm"), []
    for _volta in range(2):
        with CaptureQueriesContext(connection) as contate:
            assert operatore.get(INVIATI).status_code == 200
        conti.append(len(contate))
        for _altra in range(10):
            tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"))
        turno.prepara(tipo.tipo)
    assert conti[0] == conti[1]
