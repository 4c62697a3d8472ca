"""The register: what the database lets the web role do, what the auditor reads, how it is purged."""

import datetime
import uuid

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.registro.azioni import registra_evento
from socialabs.registro.concessioni import tabelle_di_storia
from socialabs.registro.etichette import etichetta
from socialabs.registro.models import Evento
from socialabs.registro.storia import storia_di
from tests.fabbriche import OrganizzazioneFactory


SISTEMA = Contesto.sistema("prova")
# What the auditor's own visit writes.
DELLA_VISITA = {"registro.letto", "accesso.riuscito"}
pytestmark = pytest.mark.django_db


def sql(testo):
    with connection.cursor() as cursor:
        cursor.execute(testo)
        return cursor.fetchall() if cursor.description else None


def test_tests_run_as_the_web_role(settings):
    assert sql("select current_user") == [(settings.DATABASE_WEB_ROLE,)]
    ruolo = f"rolname = '{settings.DATABASE_WEB_ROLE}'"
    assert sql(f"select rolsuper, rolbypassrls from pg_roles where {ruolo}") == [(False, False)]


@pytest.mark.parametrize("comando", ["update {} set {} = {}", "delete from {}", "truncate {}"])
def test_web_role_cannot_rewrite_register_or_history(comando):
    OrganizzazioneFactory()
    registra_evento(SISTEMA, "prova")
    tabelle = ["registro_evento", *tabelle_di_storia()]
    assert len(tabelle) > 3
    for tabella in tabelle:
        colonna = "verbo" if tabella == "registro_evento" else "pgh_label"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(comando.format(tabella, colonna, colonna))


def test_web_role_adds_and_reads():
    registra_evento(SISTEMA, "prova", dettagli={"n": 1})
    assert sql("select count(*) from registro_evento") == [(1,)]


def test_context_of_history_can_be_written_by_the_web_role():
    """django-pghistory writes its context with an upsert, so this table alone stays open to UPDATE."""
    organizzazione = OrganizzazioneFactory()
    with pghistory.context(attore="importazione"):
        organizzazione.telefono = "1"
        organizzazione.save()
        with pghistory.context(motivo="b"):
            organizzazione.telefono = "2"
            organizzazione.save()
    assert storia_di(organizzazione)[0].chi == "importazione"


def test_grants_are_given_again_after_a_migration(come_proprietario, settings):
    with come_proprietario():
        sql(f"grant delete on registro_evento to {settings.DATABASE_WEB_ROLE}")
        call_command("migrate", verbosity=0)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        sql("delete from registro_evento")


@pytest.fixture
def eventi(ctx_di):
    autore = ctx_di("op_cm")
    oggetto = uuid.uuid4()
    registra_evento(autore, "file.scaricato", tipo="archivio.file", oggetto_id=oggetto)
    registra_evento(SISTEMA, "posta.eliminata", dettagli={"messaggi": 3})
    return autore, oggetto


def test_auditor_reads_and_the_reading_is_written(client_di, eventi):
    autore, oggetto = eventi
    client = client_di("auditor")
    pagina = client.get("/registro/").text
    assert "Ha scaricato un file" in pagina and str(autore.utente) in pagina and "Il sistema" in pagina
    assert autore.utente.email not in pagina
    letto = Evento.objects.get(verbo="registro.letto")
    assert letto.attore == client.ctx.utente.pk


@pytest.mark.parametrize(
    ("filtro", "trovati"),
    [
        ("attore={attore}", {"file.scaricato"}),
        ("oggetto={oggetto}", {"file.scaricato"}),
        ("verbo=posta.eliminata", {"posta.eliminata"}),
        ("dal={domani}", set()),
        ("al={ieri}", set()),
        ("dal={oggi}&al={oggi}", {"file.scaricato", "posta.eliminata"}),
    ],
)
def test_filters(client_di, eventi, filtro, trovati):
    autore, oggetto = eventi
    giorno = oggi()
    valori = {"attore": autore.utente.pk, "oggetto": oggetto, "oggi": giorno}
    valori |= {"ieri": giorno - datetime.timedelta(days=1), "domani": giorno + datetime.timedelta(days=1)}
    risposta = client_di("auditor").get(f"/registro/?{filtro.format(**valori)}")
    assert {riga["evento"].verbo for riga in risposta.context["righe"]} - DELLA_VISITA == trovati


def test_user_is_found_by_post_so_that_no_address_carries_an_email(client_di, eventi):
    autore, _oggetto = eventi
    client = client_di("auditor")
    risposta = client.post("/registro/trova-utente/", {"email": autore.utente.email.upper()})
    assert risposta["Location"] == f"/registro/?attore={autore.utente.pk}"
    assert "Nessun utente" in client.post("/registro/trova-utente/", {"email": "x@example.org"}, follow=True).text


def test_export_is_what_is_filtered_and_is_logged(client_di, eventi):
    client = client_di("auditor")
    testo = b"".join(client.get("/registro/scarica/?verbo=file.scaricato").streaming_content).decode()
    assert "file.scaricato" in testo and "posta.eliminata" not in testo
    assert Evento.objects.get(verbo="registro.esportato").dettagli == {"filtri": "verbo=file.scaricato"}


@pytest.mark.parametrize("ruolo", ["op_cm", "amm_sistema", "amm_prov", "ref_azienda"])
def test_nobody_else_reads_the_register(client_di, ruolo):
    client = client_di(ruolo)
    assert [client.get(u).status_code for u in ("/registro/", "/registro/scarica/")] == [403, 403]
    assert client.post("/registro/trova-utente/", {"email": "a@example.org"}).status_code == 403
    assert not Evento.objects.visible_to(client.ctx).exists()


def test_list_asks_the_same_number_of_queries(client_di, ctx_di):
    client, conti = client_di("auditor"), []
    client.get("/registro/")
    for _volta in range(2):
        for _n in range(5):
            registra_evento(ctx_di("op_cm"), "file.scaricato", tipo="archivio.file", oggetto_id=uuid.uuid4())
        with CaptureQueriesContext(connection) as richieste:
            client.get("/registro/")
        conti.append(len(richieste))
    assert conti[0] == conti[1]


def test_unknown_verb_is_shown_as_it_is():
    assert etichetta("mai.dichiarato") == "mai.dichiarato"


@pytest.fixture
def vecchi(come_proprietario):
    for mesi in (1, 23, 25, 40):
        evento = registra_evento(SISTEMA, f"prova.{mesi}")
        with come_proprietario():
            Evento.objects.filter(pk=evento.pk).update(quando=adesso() - datetime.timedelta(days=31 * mesi))


def test_purge_counts_then_deletes_and_leaves_its_record(vecchi, come_proprietario, capsys):
    with come_proprietario():
        call_command("purga_registro")
        assert Evento.objects.count() == 4
        call_command("purga_registro", "--esegui")
    assert set(Evento.objects.values_list("verbo", flat=True)) == {"prova.1", "prova.23", "registro.purgato"}
    assert Evento.objects.get(verbo="registro.purgato").dettagli == {"mesi": 24, "eventi": 2}
    assert "2" in capsys.readouterr().out


def test_purge_is_the_owners(vecchi):
    with pytest.raises(CommandError, match="proprietario"):
        call_command("purga_registro", "--esegui")
    with pytest.raises(CommandError, match="mese"):
        call_command("purga_registro", "--mesi", "0")
    assert Evento.objects.count() == 4


def test_an_event_says_its_time_in_italy():
    evento = Evento(quando=datetime.datetime(2026, 1, 31, 23, 30, tzinfo=datetime.UTC), verbo="prova.fatta")
    assert str(evento) == "01/02/2026 00:30 prova.fatta"


def test_history_tells_who_changed_what(ctx_di):
    ctx = ctx_di("op_cm")
    organizzazione = OrganizzazioneFactory(telefono="0187 1")
    with pghistory.context(attore=str(ctx.utente.pk)):
        organizzazione.telefono, organizzazione.cap = "0187 2", "19121"
        organizzazione.save()
    ultimo, primo = storia_di(organizzazione)
    assert ultimo.chi == str(ctx.utente) and primo.chi == ""
    assert {(c.campo, c.prima, c.dopo) for c in ultimo.cambi} == {
        ("telefono", "0187 1", "0187 2"),
        ("CAP", "", "19121"),
    }
    assert ("telefono", None, "0187 1") in {(c.campo, c.prima, c.dopo) for c in primo.cambi}
    with pytest.raises(TypeError):
        storia_di(Evento())
