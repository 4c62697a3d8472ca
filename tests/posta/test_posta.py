"""Outgoing mail against a real SMTP server: nothing lost, nothing twice, nobody's secret on the page."""

import datetime
import threading
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from django.template import engines
from django.test.utils import CaptureQueriesContext

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.posta import azioni, tasks
from socialabs.posta.models import Messaggio
from socialabs.registro.models import Evento
from tests.posta.server import ServerDiPosta


BACKEND_VERO = "django.core.mail.backends.smtp.EmailBackend"
BACKEND_CODA = "socialabs.posta.backend.CodaPosta"


@pytest.fixture
def smtp():
    with ServerDiPosta() as server:
        yield server


@pytest.fixture
def posta(settings, smtp):
    """The portal's mail configuration pointed at the test server."""
    settings.EMAIL_BACKEND = BACKEND_CODA
    settings.POSTA = {
        "EMAIL_BACKEND": BACKEND_VERO,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": smtp.server_address[1],
        "EMAIL_HOST_USER": None,
        "EMAIL_HOST_PASSWORD": None,
    }
    return settings.POSTA


@pytest.fixture(autouse=True)
def consegne(monkeypatch):
    """Celery messages handed over, instead of a broker."""
    inviati = []
    monkeypatch.setattr(tasks.invia, "apply_async", lambda args, **opzioni: inviati.append(args[0]))
    return inviati


def scrivi(**campi):
    base = {"destinatario": "ada@example.org", "oggetto": "Avviso", "corpo_testo": "Buongiorno", "corpo_html": ""}
    return azioni.scrivi(**base | campi)


def stato(messaggio):
    messaggio.refresh_from_db()
    return messaggio.stato


@pytest.mark.django_db
def test_sent_once_whatever_the_broker_repeats(posta, smtp):
    messaggio = scrivi(corpo_html="<p>Buongiorno</p>")
    for _volta in range(3):
        tasks.invia(str(messaggio.pk))
    assert stato(messaggio) == "inviato" and messaggio.inviato_il
    [ricevuto] = smtp.ricevuti
    assert (ricevuto["To"], ricevuto["Subject"]) == ("ada@example.org", "Avviso")
    assert ricevuto["Message-ID"] == f"<{messaggio.pk}@socialabs>"
    assert [p.get_content_type() for p in ricevuto.walk()][1:] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_a_calendar_and_the_list_travel_with_the_message(posta, smtp):
    testo = "BEGIN:VCALENDAR\r\nSUMMARY:Perché\r\nEND:VCALENDAR\r\n"
    messaggio = scrivi(calendario=testo, lista="promemoria.socialabs")
    with connection.cursor() as cursor:
        cursor.execute("select calendario from posta_messaggio")
        assert b"VCALENDAR" not in bytes(cursor.fetchone()[0])
    tasks.invia(str(messaggio.pk))
    [ricevuto] = smtp.ricevuti
    assert (ricevuto["List-Id"], ricevuto["Auto-Submitted"]) == ("<promemoria.socialabs>", "auto-generated")
    [allegato] = [parte for parte in ricevuto.walk() if parte.get_content_type() == "text/calendar"]
    assert allegato.get_filename() == "scadenza.ics"
    assert allegato.get_payload(decode=True).decode().splitlines() == testo.splitlines()
    assert allegato.get_param("method") is None
    tasks.invia(str(scrivi().pk))
    assert "List-Id" not in smtp.ricevuti[1] and len(smtp.ricevuti[1].get_payload()) > 0


@pytest.mark.django_db
@pytest.mark.parametrize("metodo", ["REQUEST", "CANCEL"])
def test_an_invitation_says_in_its_content_type_what_it_asks(posta, smtp, metodo):
    testo = f"BEGIN:VCALENDAR\r\nMETHOD:{metodo}\r\nEND:VCALENDAR\r\n"
    tasks.invia(str(scrivi(calendario=testo, nome_calendario="seduta-n-5-2026.ics").pk))
    [allegato] = [parte for parte in smtp.ricevuti[0].walk() if parte.get_content_type() == "text/calendar"]
    assert (allegato.get_param("method"), allegato.get_filename()) == (metodo, "seduta-n-5-2026.ics")
    assert allegato.get_content_charset() == "utf-8"


@pytest.mark.django_db
def test_server_down_then_up_loses_nothing(posta, consegne, django_capture_on_commit_callbacks):
    with ServerDiPosta() as spento:
        posta["EMAIL_PORT"] = spento.server_address[1]
    with django_capture_on_commit_callbacks(execute=True):
        messaggi = [scrivi(destinatario=f"p{n}@example.org") for n in range(5)]
    assert consegne == [str(m.pk) for m in messaggi]
    for messaggio in messaggi:
        tasks.invia(str(messaggio.pk))
        assert stato(messaggio) == "in_coda"
        assert messaggio.tentativi == 1 and messaggio.errore == "ConnectionRefusedError"
        assert messaggio.prossimo_tentativo > adesso()
    consegne.clear()
    tasks.riprendi_ferma()
    assert consegne == [], "the wait is not over"
    Messaggio.objects.update(prossimo_tentativo=adesso())
    with ServerDiPosta(posta["EMAIL_PORT"]) as acceso:
        tasks.riprendi_ferma()
        tasks.riprendi_ferma()
        for pk in consegne:
            tasks.invia(pk)
        assert sorted(m["To"] for m in acceso.ricevuti) == [f"p{n}@example.org" for n in range(5)]
    assert {stato(m) for m in messaggi} == {"inviato"}


@pytest.mark.django_db
def test_gives_up_after_a_day(posta, smtp):
    smtp.rifiuto = 451
    messaggio, volte = scrivi(), 0
    while stato(messaggio) == "in_coda":
        passato = messaggio.prossimo_tentativo - adesso() if volte else timedelta(0)
        Messaggio.objects.filter(pk=messaggio.pk).update(
            prossimo_tentativo=adesso(), accodato_il=messaggio.accodato_il - passato
        )
        tasks.invia(str(messaggio.pk))
        volte += 1
    assert messaggio.stato == "fallito" and messaggio.errore == "SMTP 451"
    assert 10 <= volte <= 15
    assert smtp.ricevuti == []


@pytest.mark.django_db
def test_refused_address_is_not_tried_again(posta, smtp):
    smtp.rifiuto = 550
    messaggio = scrivi()
    tasks.invia(str(messaggio.pk))
    assert stato(messaggio) == "fallito" and messaggio.errore == "SMTP 550"


@pytest.mark.django_db
def test_wait_doubles_up_to_four_hours():
    assert [azioni.attesa(n) // timedelta(minutes=1) for n in (1, 2, 3, 8, 9, 200)] == [1, 2, 4, 128, 240, 240]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_message(posta, smtp):
    messaggio = scrivi()

    def lavora():
        try:
            tasks.invia(str(messaggio.pk))
        finally:
            connection.close()

    fili = [threading.Thread(target=lavora) for _n in range(4)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join(10)
    assert len(smtp.ricevuti) == 1 and stato(messaggio) == "inviato"


@pytest.mark.django_db(transaction=True)
def test_rolled_back_action_sends_nothing(consegne):
    with pytest.raises(ValueError, match="indietro"), transaction.atomic():
        scrivi()
        raise ValueError("indietro")
    assert consegne == [] and not Messaggio.objects.exists()


@pytest.mark.django_db
def test_key_makes_it_once(django_capture_on_commit_callbacks, consegne):
    with django_capture_on_commit_callbacks(execute=True):
        primo = scrivi(chiave="promemoria:1")
        assert scrivi(chiave="promemoria:1") == primo
        assert scrivi() != scrivi()
    assert len(consegne) == 3


@pytest.mark.django_db
def test_template_makes_the_text(monkeypatch, tmp_path, settings):
    cartella = tmp_path / "posta"
    cartella.mkdir()
    (cartella / "prova.txt").write_text("Ciao {{ nome }}, {{ public_url }}/x/")
    settings.PUBLIC_URL = "https://portale.example.org/"
    monkeypatch.setattr(engines["django"].engine, "dirs", [tmp_path])
    engines["django"].engine.template_loaders[0].reset()
    dati, ctx = {"nome": "Ada"}, Contesto.sistema("prova")
    messaggio = azioni.accoda(destinatario="a@example.org", oggetto="Prova", modello="prova", dati=dati, ctx=ctx)
    assert messaggio.corpo_testo == "Ciao Ada, https://portale.example.org/x/"
    assert messaggio.corpo_html == ""
    assert Evento.objects.filter(verbo="posta.accodata", oggetto_id=messaggio.pk).count() == 1


@pytest.mark.django_db
def test_django_mail_becomes_rows(posta):
    send_mail("Codice\ndi accesso", "Il codice", None, ["a@example.org", "b@example.org"])
    assert sorted(m.destinatario for m in Messaggio.objects.all()) == ["a@example.org", "b@example.org"]
    assert {m.oggetto for m in Messaggio.objects.all()} == {"Codice di accesso"}
    html = EmailMultiAlternatives("Due", "testo", to=["c@example.org"])
    html.attach_alternative("<b>testo</b>", "text/html")
    html.send()
    assert Messaggio.objects.get(oggetto="Due").corpo_html == "<b>testo</b>"
    con_allegato = EmailMessage("Tre", "testo", to=["c@example.org"])
    con_allegato.attach("a.txt", "x", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        con_allegato.send()


@pytest.mark.django_db
def test_address_and_text_are_encrypted_in_the_database():
    messaggio = scrivi(corpo_testo="Il suo invito")
    with connection.cursor() as cursor:
        cursor.execute("select destinatario, corpo_testo from posta_messaggio where id = %s", [messaggio.pk])
        destinatario, testo = (bytes(v) for v in cursor.fetchone())
    assert b"ada" not in destinatario and b"invito" not in testo


@pytest.mark.django_db
def test_old_mail_is_deleted(posta, smtp):
    vecchio, in_coda, recente = scrivi(), scrivi(), scrivi()
    for messaggio in (vecchio, recente):
        tasks.invia(str(messaggio.pk))
    fa = adesso() - datetime.timedelta(days=91)
    Messaggio.objects.filter(pk__in=[vecchio.pk, in_coda.pk]).update(accodato_il=fa)
    tasks.elimina_vecchia()
    assert set(Messaggio.objects.all()) == {in_coda, recente}
    assert Evento.objects.get(verbo="posta.eliminata").dettagli == {"messaggi": 1}


@pytest.mark.django_db
def test_resend(posta, smtp, ctx_di):
    ctx, messaggio = ctx_di("amm_sistema"), scrivi()
    with pytest.raises(TransizioneNonAmmessa):
        azioni.reinvia(messaggio, ctx=ctx)
    tasks.invia(str(messaggio.pk))
    azioni.reinvia(messaggio, ctx=ctx)
    tasks.invia(str(messaggio.pk))
    assert len(smtp.ricevuti) == 2 and stato(messaggio) == "inviato"
    assert Evento.objects.filter(verbo="posta.reinviata", oggetto_id=messaggio.pk).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_pages_show_the_text_only_in_the_demonstration(client_di, settings, demo):
    settings.DEMO = demo
    messaggio = scrivi(corpo_testo="Apra https://portale.example.org/invito/segreto/")
    client = client_di("amm_sistema")
    TOTP.activate(client.ctx.utente, generate_totp_secret())
    elenco = client.get("/posta/")
    assert "Avviso" in elenco.text and "segreto" not in elenco.text
    assert "Avviso" not in client.get("/posta/?stato=fallito").text
    assert ("segreto" in client.get(f"/posta/{messaggio.pk}/").text) is demo
    assert Evento.objects.filter(verbo="posta.letta", oggetto_id=messaggio.pk).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("ruolo", ["op_cm", "auditor", "ref_azienda", "amm_prov"])
def test_nobody_else_reads_the_mail(client_di, ruolo):
    messaggio, client = scrivi(), client_di(ruolo)
    assert client.get("/posta/").status_code == 403
    assert client.get(f"/posta/{messaggio.pk}/").status_code == 404
    assert client.post(f"/posta/{messaggio.pk}/reinvia/").status_code == 404


@pytest.mark.django_db
def test_list_asks_the_same_number_of_queries(client_di):
    client, conti = client_di("amm_sistema"), []
    client.get("/posta/")
    for _volta in range(2):
        for _n in range(5):
            scrivi()
        with CaptureQueriesContext(connection) as richieste:
            client.get("/posta/")
        conti.append(len(richieste))
    assert conti[0] == conti[1]
