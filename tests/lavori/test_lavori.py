"""Jobs: who may start and see them, what happens to each kind of ending, and what the sweeper settles."""

import datetime
import threading
import time
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from kombu import Connection
from kombu.exceptions import OperationalError

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.lavori import azioni, tipi
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.errori import ErroreDelLavoro, LavoroGiaInCorso
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tasks import elimina_vecchi, esegui, riprendi_fermi
from socialabs.registro.models import Evento


@pytest.fixture
def tipo(monkeypatch):
    """Declare a job type for one test: `tipo(function, ruoli=...)` gives its name."""
    monkeypatch.setattr(tipi, "_tipi", dict(tipi._tipi))

    def declare(funzione, **campi):
        nome = f"prova.{uuid.uuid4().hex}"
        tipi.tipo_di_lavoro(nome, titolo="Lavoro di prova", **campi)(funzione)
        return nome

    return declare


@pytest.fixture
def senza_broker(monkeypatch):
    """What would have been handed to the broker."""
    inviati = []
    monkeypatch.setattr(esegui, "apply_async", lambda args, **opzioni: inviati.append(args[0]))
    return inviati


def niente(lavoro, avanzamento, ctx):
    return None


def invecchia(lavoro, **campi):
    Lavoro.objects.filter(pk=lavoro.pk).update(**campi)


@pytest.mark.django_db
def test_completed_job_keeps_result_and_progress(tipo, ctx_di, senza_broker, django_capture_on_commit_callbacks):
    visto = {}

    def conta(lavoro, avanzamento, ctx):
        visto["utente"], visto["ruolo"], visto["processo"] = ctx.utente, ctx.ruolo, ctx.processo
        avanzamento.aggiorna(3, 4, "terzo file")
        return {"url": "/fatto/", "righe": lavoro.argomenti["righe"]}

    ctx = ctx_di("op_cm")
    with django_capture_on_commit_callbacks(execute=True):
        lavoro = azioni.avvia(tipo(conta), {"righe": 7}, ctx=ctx)
    assert senza_broker == [str(lavoro.pk)]
    esegui(str(lavoro.pk))
    lavoro.refresh_from_db()
    assert (lavoro.stato, lavoro.fatto, lavoro.totale, lavoro.messaggio) == ("completato", 3, 4, "terzo file")
    assert lavoro.risultato == {"url": "/fatto/", "righe": 7}
    assert lavoro.url_risultato == "/fatto/"
    assert lavoro.finito_il and lavoro.tentativi == 1
    assert visto == {"utente": ctx.utente, "ruolo": "op_cm", "processo": lavoro.tipo}
    assert Evento.objects.filter(verbo="lavoro.avviato", oggetto_id=lavoro.pk).count() == 1


@pytest.mark.django_db
def test_a_second_message_does_nothing(tipo, ctx_di, senza_broker):
    volte = []
    lavoro = azioni.avvia(tipo(lambda *a: volte.append(1)), {}, ctx=ctx_di("op_cm"))
    esegui(str(lavoro.pk))
    esegui(str(lavoro.pk))
    assert volte == [1]


@pytest.mark.django_db
def test_unexpected_error_says_nothing_of_its_cause(tipo, ctx_di, senza_broker):
    def scoppia(lavoro, avanzamento, ctx):
        raise ValueError("RSSMRA80A01H501U")

    lavoro = azioni.avvia(tipo(scoppia), {}, ctx=ctx_di("op_cm"))
    esegui(str(lavoro.pk))
    lavoro.refresh_from_db()
    assert lavoro.stato == StatoLavoro.FALLITO
    assert str(lavoro.pk) in lavoro.errore and "RSSMRA" not in lavoro.errore


@pytest.mark.django_db
def test_expected_error_is_shown_as_it_is(tipo, ctx_di, senza_broker):
    def rifiuta(lavoro, avanzamento, ctx):
        raise ErroreDelLavoro("Il file non è uno zip.")

    lavoro = azioni.avvia(tipo(rifiuta), {}, ctx=ctx_di("op_cm"))
    esegui(str(lavoro.pk))
    lavoro.refresh_from_db()
    assert (lavoro.stato, lavoro.errore) == ("fallito", "Il file non è uno zip.")


@pytest.mark.django_db
def test_job_of_a_person_no_longer_enabled_does_not_run(tipo, ctx_di, senza_broker):
    volte = []
    ctx = ctx_di("op_cm")
    lavoro = azioni.avvia(tipo(lambda *a: volte.append(1)), {}, ctx=ctx)
    ctx.appartenenza.attiva = False
    ctx.appartenenza.save()
    esegui(str(lavoro.pk))
    lavoro.refresh_from_db()
    assert lavoro.stato == "fallito" and "abilitato" in lavoro.errore
    assert volte == []


@pytest.mark.django_db
def test_role_decides_who_may_start(tipo, ctx_di, senza_broker):
    nome = tipo(niente, ruoli=frozenset({"op_cm"}))
    with pytest.raises(PermissionDenied):
        azioni.avvia(nome, {}, ctx=ctx_di("ref_azienda"))
    assert azioni.avvia(nome, {}, ctx=ctx_di("op_cm")).stato == "in_coda"
    with pytest.raises(KeyError):
        azioni.avvia("inesistente", {}, ctx=ctx_di("op_cm"))


@pytest.mark.django_db
def test_unique_key_holds_while_open(tipo, ctx_di, senza_broker):
    nome, ctx = tipo(niente), ctx_di("op_cm")
    primo = azioni.avvia(nome, {}, ctx=ctx, chiave_unica="importa")
    with pytest.raises(LavoroGiaInCorso) as colto:
        azioni.avvia(nome, {}, ctx=ctx, chiave_unica="importa")
    assert colto.value.lavoro == primo
    esegui(str(primo.pk))
    assert azioni.avvia(nome, {}, ctx=ctx, chiave_unica="importa") != primo


@pytest.mark.django_db
def test_cancel_queued_running_and_closed(tipo, ctx_di, senza_broker):
    ctx = ctx_di("op_cm")
    in_coda = azioni.annulla(azioni.avvia(tipo(niente), {}, ctx=ctx), ctx=ctx)
    assert in_coda.stato == "annullato" and in_coda.finito_il
    with pytest.raises(TransizioneNonAmmessa):
        azioni.annulla(in_coda, ctx=ctx)
    in_corso = azioni.prendi(azioni.avvia(tipo(niente), {}, ctx=ctx).pk)
    assert azioni.annulla(in_corso, ctx=ctx).annullamento_richiesto


@pytest.mark.django_db
def test_sweeper_hands_over_lost_messages_only(tipo, ctx_di, senza_broker, django_capture_on_commit_callbacks):
    ctx = ctx_di("op_cm")
    perso, fresco = (azioni.avvia(tipo(niente), {}, ctx=ctx) for _ in range(2))
    invecchia(perso, accodato_il=adesso() - datetime.timedelta(minutes=2))
    with django_capture_on_commit_callbacks(execute=True):
        riprendi_fermi()
        riprendi_fermi()
    assert senza_broker == [str(perso.pk)]
    fresco.refresh_from_db()
    assert fresco.tentativi == 0


@pytest.mark.django_db
def test_sweeper_settles_a_dead_worker(tipo, ctx_di, senza_broker):
    ctx, muto = ctx_di("op_cm"), adesso() - datetime.timedelta(minutes=3)
    vivo, morto, finito, annullato = (azioni.prendi(azioni.avvia(tipo(niente), {}, ctx=ctx).pk) for _ in range(4))
    invecchia(morto, battito=muto)
    invecchia(finito, battito=muto, tentativi=3)
    invecchia(annullato, battito=muto, annullamento_richiesto=True)
    riprendi_fermi()
    for lavoro in (vivo, morto, finito, annullato):
        lavoro.refresh_from_db()
    assert [vivo.stato, morto.stato, finito.stato, annullato.stato] == ["in_corso", "in_coda", "fallito", "annullato"]
    assert str(finito.pk) in finito.errore


@pytest.mark.django_db
def test_old_closed_jobs_are_deleted(tipo, ctx_di, senza_broker):
    ctx, fa = ctx_di("op_cm"), adesso() - datetime.timedelta(days=91)
    vecchio, recente, aperto = (azioni.avvia(tipo(niente), {}, ctx=ctx) for _ in range(3))
    for lavoro in (vecchio, recente):
        esegui(str(lavoro.pk))
    invecchia(vecchio, finito_il=fa)
    invecchia(aperto, creato_il=fa)
    elimina_vecchi()
    assert set(Lavoro.objects.all()) == {recente, aperto}


@pytest.mark.django_db
def test_late_worker_cannot_close_what_another_holds(tipo, ctx_di, senza_broker):
    vecchio = azioni.prendi(azioni.avvia(tipo(niente), {}, ctx=ctx_di("op_cm")).pk)
    azioni.riprendi(Lavoro.objects.get(pk=vecchio.pk))
    nuovo = azioni.prendi(vecchio.pk)
    assert nuovo.tentativi == 2
    assert not azioni.chiudi(vecchio, StatoLavoro.COMPLETATO, risultato={"chi": "vecchio"})
    assert azioni.chiudi(nuovo, StatoLavoro.COMPLETATO, risultato={"chi": "nuovo"})
    assert Lavoro.objects.get(pk=vecchio.pk).risultato == {"chi": "nuovo"}


@pytest.mark.django_db
def test_scope(tipo, ctx_di, senza_broker):
    nome, mio = tipo(niente), ctx_di("op_cm")
    lavoro = azioni.avvia(nome, {}, ctx=mio)
    collega = ctx_di("op_cm", organizzazione=mio.appartenenza.organizzazione)
    estraneo, azienda = ctx_di("op_cm"), ctx_di("ref_azienda")
    socio = ctx_di("ref_azienda", organizzazione=azienda.appartenenza.organizzazione)
    dell_azienda = azioni.avvia(nome, {}, ctx=azienda)

    def vede(ctx):
        return set(Lavoro.objects.visible_to(ctx))

    assert vede(mio) == vede(collega) == {lavoro}
    assert vede(azienda) == {dell_azienda}
    assert vede(estraneo) == vede(socio) == vede(Contesto()) == set()
    assert vede(Contesto.sistema("prova")) == {lavoro, dell_azienda}


@pytest.mark.django_db
def test_pages(tipo, client_di, senza_broker):
    client = client_di("op_cm")
    lavoro = azioni.avvia(tipo(niente), {}, ctx=client.ctx)
    pagina = client.get(lavoro.get_absolute_url())
    assert 'hx-trigger="every 2s"' in pagina.text and "noscript" in pagina.text
    assert "Lavoro di prova" in client.get("/lavori/").text
    frammento = client.get(f"/lavori/{lavoro.pk}/avanzamento/", headers={"HX-Request": "true"})
    assert "<html" not in frammento.text and "Annulla il lavoro" in frammento.text
    assert client.get(f"/lavori/{lavoro.pk}/avanzamento/").status_code == 302
    esegui(str(lavoro.pk))
    frammento = client.get(f"/lavori/{lavoro.pk}/avanzamento/", headers={"HX-Request": "true"})
    assert "hx-get" not in frammento.text and "finito" in frammento.text
    assert client_di("op_cm").get(lavoro.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_cancel_page(tipo, client_di, senza_broker):
    client = client_di("op_cm")
    lavoro = azioni.avvia(tipo(niente), {}, ctx=client.ctx)
    assert client.get(f"/lavori/{lavoro.pk}/annulla/").status_code == 405
    assert client_di("op_cm").post(f"/lavori/{lavoro.pk}/annulla/").status_code == 404
    assert "Lavoro annullato" in client.post(f"/lavori/{lavoro.pk}/annulla/", follow=True).text
    assert "già finito" in client.post(f"/lavori/{lavoro.pk}/annulla/", follow=True).text


@pytest.mark.django_db(transaction=True)
def test_progress_is_visible_while_the_job_holds_its_transaction_and_cancel_rolls_it_back(tipo, ctx_di, senza_broker):
    """The reader is another connection; the job writes, reports, and is stopped from outside."""
    scritto = threading.Event()

    def lento(lavoro, avanzamento, ctx):
        with transaction.atomic():
            Lavoro.objects.filter(pk=altro.pk).update(messaggio="scritto dal lavoro")
            for passo in range(100):
                avanzamento.aggiorna(passo + 1, 100, "leggo")
                scritto.set()
                time.sleep(0.1)

    ctx = ctx_di("op_cm")
    altro = azioni.avvia(tipo(niente), {}, ctx=ctx)
    lavoro = azioni.avvia(tipo(lento), {}, ctx=ctx)

    def esegui_e_chiudi():
        try:
            esegui(str(lavoro.pk))
        finally:
            connection.close()

    filo = threading.Thread(target=esegui_e_chiudi)
    filo.start()
    assert scritto.wait(5)
    limite = time.monotonic() + 5
    while not Lavoro.objects.get(pk=lavoro.pk).fatto and time.monotonic() < limite:
        time.sleep(0.05)
    visto = Lavoro.objects.get(pk=lavoro.pk)
    assert 0 < visto.fatto < 100 and visto.totale == 100 and visto.stato == "in_corso"
    azioni.annulla(visto, ctx=ctx)
    filo.join(5)
    assert not filo.is_alive()
    assert Lavoro.objects.get(pk=lavoro.pk).stato == "annullato"
    assert Lavoro.objects.get(pk=altro.pk).messaggio == ""


@pytest.mark.django_db(transaction=True)
def test_worker_that_lost_its_job_stops_without_trace(tipo, ctx_di, senza_broker):
    def tolto(lavoro, avanzamento, ctx):
        with transaction.atomic():
            Lavoro.objects.filter(pk=altro.pk).update(messaggio="non deve restare")
            terzo = connection.copy()
            with terzo.cursor() as cursor:
                cursor.execute("update lavori_lavoro set tentativi = 2 where id = %s", [lavoro.pk])
            terzo.close()
            for passo in range(100):
                avanzamento.aggiorna(passo, 100)
                time.sleep(0.05)
        raise AssertionError("the job was not told that it lost its row")

    ctx = ctx_di("op_cm")
    altro = azioni.avvia(tipo(niente), {}, ctx=ctx)
    lavoro = azioni.avvia(tipo(tolto), {}, ctx=ctx)
    esegui(str(lavoro.pk))
    lavoro.refresh_from_db()
    altro.refresh_from_db()
    assert (lavoro.stato, lavoro.tentativi, altro.messaggio) == ("in_corso", 2, "")


@pytest.mark.django_db(transaction=True)
def test_broker_down_loses_nothing(tipo, ctx_di, monkeypatch):
    """The page that starts the job does not break; the row waits for the sweeper."""
    consegna = esegui.apply_async
    spento = Connection("redis://127.0.0.1:1/0")
    monkeypatch.setattr(esegui, "apply_async", lambda args, **opzioni: consegna(args, connection=spento, **opzioni))
    with pytest.raises(OperationalError):
        esegui.apply_async(["prova"], retry=False)
    lavoro = azioni.avvia(tipo(niente), {}, ctx=ctx_di("op_cm"))
    lavoro.refresh_from_db()
    assert lavoro.stato == "in_coda"
