"""Scheduled reports: once each time that they are due, a link and nothing else, to who may still see them."""

import datetime
import threading
from contextlib import contextmanager

import pytest
import time_machine
from django.db import connection, connections
from lxml import etree

from socialabs.base.contesto import Contesto
from socialabs.posta.models import Messaggio
from socialabs.rapporti import spedizione
from socialabs.rapporti.azioni import invii as azioni
from socialabs.rapporti.enums import Cadenza, StatoInvio
from socialabs.rapporti.models import InvioPeriodico, Istantanea, Ricorrenza
from socialabs.rapporti.tasks import invia_programmati
from socialabs.registro.models import Evento
from tests.fabbriche import AppartenenzaFactory


LUNEDI = datetime.date(2026, 3, 2)


@contextmanager
def il(giorno, ora="08:00"):
    """It is this hour of this day in Italy (in winter)."""
    with time_machine.travel(f"{giorno}T{ora}:00+01:00", tick=False):
        yield


@pytest.fixture
def ctx(ctx_di, rapporto):
    return ctx_di("responsabile")


@pytest.fixture
def collega(ctx):
    return AppartenenzaFactory(ruolo="op_cm", organizzazione=ctx.appartenenza.organizzazione)


@pytest.fixture
def settimanale(ctx, collega):
    """Every Monday from the 9th of March 2026, to who asked for it and a colleague."""
    with il("2026-03-02"):
        invio = InvioPeriodico(rapporto="frutteto", cadenza=Cadenza.SETTIMANALE, giorno=1)
        return azioni.programma(invio, [ctx.appartenenza, collega], ctx=ctx)


def messaggi():
    return sorted(m.destinatario for m in Messaggio.objects.all())


def test_on_its_day_the_figures_are_frozen_and_each_addressee_gets_the_link(settimanale, ctx, collega, settings):
    settings.PUBLIC_URL = "https://portale.example.org/"
    with il("2026-03-09", "06:59"):
        invia_programmati()
    assert not Istantanea.objects.exists()
    with il("2026-03-09", "07:00"):
        invia_programmati()
    istantanea = Istantanea.objects.get()
    assert istantanea.congelata_da == ctx.utente and istantanea.nota == "Invio periodico"
    assert messaggi() == sorted([ctx.utente.email, collega.utente.email])
    settimanale.refresh_from_db()
    assert settimanale.occorrenza == datetime.date(2026, 3, 16)
    assert Ricorrenza.objects.get().istantanea == istantanea
    assert Evento.objects.get(verbo="rapporto.inviato").processo == "rapporti"


def test_the_mail_bears_the_link_and_no_figure_name_or_parameter(settimanale, ctx, settings):
    settings.PUBLIC_URL = "https://portale.example.org/"
    with il("2026-03-09"):
        invia_programmati()
    messaggio = Messaggio.objects.first()
    assert f"https://portale.example.org{Istantanea.objects.get().get_absolute_url()}" in messaggio.corpo_testo
    for riservato in ("30", "2025", ctx.utente.cognome, ctx.utente.email):
        assert riservato not in messaggio.corpo_testo.replace(str(Istantanea.objects.get().pk), "")
        assert riservato not in messaggio.oggetto


def test_the_link_opens_the_figures_to_the_addressee_and_to_nobody_else(settimanale, collega, client_di):
    with il("2026-03-09"):
        invia_programmati()
        indirizzo = Istantanea.objects.get().get_absolute_url()
        assert client_di("op_cm").get(indirizzo).status_code == 200
        assert client_di("op_cpi").get(indirizzo).status_code == 404


def test_however_often_the_beat_comes_each_time_is_sent_once(settimanale):
    with il("2026-03-09"):
        for _volta in range(3):
            invia_programmati()
    with il("2026-03-10"):
        invia_programmati()
    assert len(messaggi()) == 2


def test_after_three_days_off_one_mail_and_the_next_on_its_own_day(settimanale):
    with il("2026-03-12"):
        invia_programmati()
    assert len(messaggi()) == 2
    settimanale.refresh_from_db()
    assert settimanale.occorrenza == datetime.date(2026, 3, 16)


def test_after_weeks_off_the_latest_time_alone_is_sent(settimanale):
    with il("2026-03-26"):
        invia_programmati()
    assert [r.giorno for r in Ricorrenza.objects.all()] == [datetime.date(2026, 3, 23)]
    assert len(messaggi()) == 2


def test_a_month_end_and_a_change_of_clocks_lose_nothing(ctx):
    with il("2026-01-15"):
        invio = InvioPeriodico(rapporto="frutteto", cadenza=Cadenza.MENSILE, giorno=31)
        azioni.programma(invio, [ctx.appartenenza], ctx=ctx)
    giorno = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)
    while giorno.year == 2026:
        with time_machine.travel(giorno, tick=False):
            invia_programmati()
        giorno += datetime.timedelta(hours=12)
    giorni = [r.giorno for r in Ricorrenza.objects.order_by("giorno")]
    assert [(g.month, g.day) for g in giorni] == [
        (1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31),
    ]  # fmt: skip
    assert len(messaggi()) == 12


def test_parameters_left_as_they_were_follow_the_day(settimanale, cambia_rapporto):
    chiesti = []
    cambia_rapporto(dati=lambda ctx, p: chiesti.append(p["anno"]) or _vuoto())
    for giorno, interrogazione in (("2026-03-09", ""), ("2026-03-16", "anno=2025")):
        InvioPeriodico.objects.update(interrogazione=interrogazione)
        with il(giorno):
            invia_programmati()
    assert chiesti == ["2026", "2025"]


def _vuoto():
    from socialabs.rapporti.contenuto import Contenuto

    return Contenuto(risposta="Nulla.", tabelle=[])


# --- who may no more ------------------------------------------------------------------------------------------------
def test_who_lost_the_role_gets_nothing_and_the_page_says_so(settimanale, ctx, collega, client_di):
    collega.ruolo = "op_cpi"
    collega.save()
    with il("2026-03-09"):
        invia_programmati()
    assert messaggi() == [ctx.utente.email]
    client = client_di("responsabile")
    InvioPeriodico.objects.update(proprietario=client.ctx.appartenenza)
    pagina = client.get(settimanale.get_absolute_url()).text
    assert "non ricevono più nulla" in pagina and str(collega.utente) in pagina


@pytest.mark.parametrize("come", ["ruolo", "attiva"])
def test_when_who_asked_for_it_may_see_it_no_more_the_schedule_stops_and_says_why(settimanale, ctx, come):
    setattr(ctx.appartenenza, come, {"ruolo": "op_cpi", "attiva": False}[come])
    ctx.appartenenza.save()
    with il("2026-03-09"):
        invia_programmati()
    settimanale.refresh_from_db()
    assert settimanale.stato == StatoInvio.FERMO and settimanale.occorrenza is None
    assert "non può più vedere il rapporto" in settimanale.ultimo_problema
    assert not Messaggio.objects.exists() and not Istantanea.objects.exists()


def test_who_lost_the_role_reads_why_and_may_only_delete(settimanale, ctx, client_di):
    client = client_di("op_cpi")
    InvioPeriodico.objects.update(
        proprietario=client.ctx.appartenenza, stato=StatoInvio.FERMO, occorrenza=None, quando=None
    )
    assert "Non puoi più vedere questo rapporto" in client.get(settimanale.get_absolute_url()).text
    assert client.post(settimanale.get_absolute_url(), {}).status_code == 403
    assert client.post(f"{settimanale.get_absolute_url()}stato/").status_code == 403
    client.post(f"{settimanale.get_absolute_url()}elimina/")
    assert not InvioPeriodico.objects.exists()


def test_a_colleague_of_another_office_never_receives(settimanale, ctx, collega):
    collega.organizzazione = AppartenenzaFactory(ruolo="op_cm").organizzazione
    collega.save()
    with il("2026-03-09"):
        invia_programmati()
    assert messaggi() == [ctx.utente.email]


def test_parameters_that_are_valid_no_more_are_told(settimanale):
    InvioPeriodico.objects.update(interrogazione="anno=1800")
    with il("2026-03-09"):
        invia_programmati()
    settimanale.refresh_from_db()
    assert "parametri" in settimanale.ultimo_problema and settimanale.stato == StatoInvio.ATTIVO
    assert not Messaggio.objects.exists()


# --- when something breaks ------------------------------------------------------------------------------------------
def test_a_report_that_breaks_is_tried_again_and_keeps_no_other_from_leaving(
    settimanale, cambia_rapporto, ctx, caplog
):
    from tests.rapporti.frutteto import risponde

    def rompe(ctx, parametri):
        if parametri["anno"] == "2025":
            raise RuntimeError("no figures")
        return risponde(ctx, parametri)

    cambia_rapporto(dati=rompe)
    with il("2026-03-02"):
        rotto = InvioPeriodico(rapporto="frutteto", cadenza=Cadenza.SETTIMANALE, giorno=1, interrogazione="anno=2025")
        azioni.programma(rotto, [ctx.appartenenza], ctx=ctx)
    with il("2026-03-09"):
        invia_programmati()
    assert len(messaggi()) == 2 and "scheduled report" in caplog.text
    cambia_rapporto(dati=risponde)
    with il("2026-03-09", "08:59"):
        invia_programmati()
    assert len(messaggi()) == 2
    with il("2026-03-09", "09:00"):
        invia_programmati()
    assert len(messaggi()) == 3
    cambia_rapporto(dati=rompe)
    for giorno in ("2026-03-16", "2026-03-19"):
        with il(giorno):
            invia_programmati()
    rotto.refresh_from_db()
    assert rotto.ultimo_problema == "Il rapporto non si è potuto calcolare."
    assert rotto.occorrenza == datetime.date(2026, 3, 23)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_it_once(settimanale, monkeypatch):
    incontro, inviati = threading.Barrier(2, timeout=20), []
    vero = spedizione._invia

    def lento(invio, giorno):
        inviati.append(giorno)
        vero(invio, giorno)
        incontro.wait()

    monkeypatch.setattr(spedizione, "_invia", lento)
    trovati = []

    def operaio():
        trovati.append(spedizione.invia_il_prossimo())
        connections.close_all()

    with il("2026-03-09"):
        primo = threading.Thread(target=operaio)
        primo.start()
        while not inviati and primo.is_alive():
            pass
        # The first holds the row: the second finds nothing to do, and does not wait.
        assert spedizione.invia_il_prossimo() is False
        incontro.wait()
        primo.join()
    assert trovati == [True] and len(messaggi()) == 2


def test_a_worker_that_dies_before_the_end_leaves_nothing_half_done(settimanale, monkeypatch):
    def muore(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(spedizione, "_vai_avanti", muore)
    with il("2026-03-09"):
        with pytest.raises(KeyboardInterrupt):
            invia_programmati()
        assert not Messaggio.objects.exists() and not Istantanea.objects.exists()
        monkeypatch.undo()
    with il("2026-03-09"):
        assert InvioPeriodico.objects.da_fare().count() == 1


# --- the pages ------------------------------------------------------------------------------------------------------
@pytest.fixture
def client(rapporto, client_di):
    return client_di("op_cm")


def dati(client, **altro):
    return {
        "anno": "2026",
        "invio-cadenza": "mensile",
        "invio-giorno_mese": "31",
        "invio-giorno_settimana": "1",
        "invio-mese": "1",
        "invio-destinatari": [str(client.ctx.appartenenza.pk)],
        **altro,
    }


def test_a_report_is_scheduled_changed_paused_started_and_deleted(client):
    with il("2026-02-10"):
        pagina = client.get("/rapporti/frutteto/programma/?anno=2025")
        assert pagina.context["parametri"]["anno"].value() == "2025"
        assert client.post("/rapporti/frutteto/programma/", dati(client, anno="2025")).url == "/rapporti/invii/"
        invio = InvioPeriodico.objects.get()
        assert (invio.interrogazione, invio.occorrenza) == ("anno=2025", datetime.date(2026, 2, 28))
        assert "Ogni mese, il giorno 31" in client.get("/rapporti/invii/").text
        nuovi = dati(client, **{"invio-cadenza": "settimanale", "invio-giorno_settimana": "5", "invio-versione": "1"})
        assert client.post(invio.get_absolute_url(), nuovi).status_code == 302
        invio.refresh_from_db()
        assert (invio.cadenza, invio.giorno, invio.occorrenza) == ("settimanale", 5, datetime.date(2026, 2, 13))
        assert (invio.interrogazione, invio.versione) == ("", 2)
        client.post(f"{invio.get_absolute_url()}stato/")
        invio.refresh_from_db()
        assert (invio.stato, invio.occorrenza) == ("sospeso", None)
    with il("2026-02-20"):
        invia_programmati()
        assert not Messaggio.objects.exists()
        client.post(f"{invio.get_absolute_url()}stato/")
        invio.refresh_from_db()
        assert (invio.stato, invio.occorrenza) == ("attivo", datetime.date(2026, 2, 27))
        assert client.get(f"{invio.get_absolute_url()}elimina/").status_code == 200
        client.post(f"{invio.get_absolute_url()}elimina/")
    assert not InvioPeriodico.objects.exists()
    verbi = set(Evento.objects.filter(tipo="rapporti.invioperiodico").values_list("verbo", flat=True))
    assert verbi == {
        "rapporto.programmato",
        "rapporto.programma_cambiato",
        "rapporto.invio_sospeso",
        "rapporto.invio_attivo",
        "rapporto.invio_eliminato",
    }


def test_every_form_of_the_pages_can_be_sent(client):
    client.post("/rapporti/frutteto/programma/", dati(client))
    invio = InvioPeriodico.objects.get()
    client.handler.enforce_csrf_checks = True
    for indirizzo in ("/rapporti/invii/", invio.get_absolute_url(), f"{invio.get_absolute_url()}elimina/"):
        for modulo in etree.HTML(client.get(indirizzo).text).xpath("//main//form[@method='post']"):
            campi = {i.get("name"): i.get("value") for i in modulo.xpath(".//input[@type='hidden']")}
            # The form before this one may have changed the schedule.
            campi["invio-versione"] = InvioPeriodico.objects.get().versione
            risposta = client.post(modulo.get("action") or indirizzo, {**dati(client), **campi})
            assert risposta.status_code == 302, indirizzo
    assert not InvioPeriodico.objects.exists()


def test_a_change_over_somebody_elses_is_refused(client):
    client.post("/rapporti/frutteto/programma/", dati(client))
    invio = InvioPeriodico.objects.get()
    risposta = client.post(invio.get_absolute_url(), dati(client, **{"invio-versione": "0", "invio-giorno_mese": "3"}))
    assert risposta.status_code == 422 and "ricarica la pagina" in risposta.text
    invio.refresh_from_db()
    assert invio.giorno == 31


@pytest.mark.parametrize(
    ("campo", "valore"),
    [("giorno_mese", ""), ("giorno_mese", "32"), ("cadenza", "oraria"), ("destinatari", [])],
)
def test_a_schedule_that_makes_no_sense_is_explained(client, campo, valore):
    risposta = client.post("/rapporti/frutteto/programma/", dati(client, **{f"invio-{campo}": valore}))
    assert risposta.status_code == 422
    assert risposta.context["form"].errors[campo]
    assert not InvioPeriodico.objects.exists()


def test_only_colleagues_of_the_office_who_may_see_the_report_can_be_chosen(client):
    mio = client.ctx.appartenenza.organizzazione
    collega = AppartenenzaFactory(ruolo="op_cm", organizzazione=mio)
    altrove, senza_ruolo = AppartenenzaFactory(ruolo="op_cm"), AppartenenzaFactory(ruolo="op_cpi", organizzazione=mio)
    spento = AppartenenzaFactory(ruolo="op_cm", organizzazione=mio, attiva=False)
    scelte = client.get("/rapporti/frutteto/programma/").context["form"].fields["destinatari"].queryset
    assert {a.pk for a in scelte} == {client.ctx.appartenenza.pk, collega.pk}
    for estraneo in (altrove, senza_ruolo, spento):
        risposta = client.post(
            "/rapporti/frutteto/programma/", dati(client, **{"invio-destinatari": [str(estraneo.pk)]})
        )
        assert risposta.status_code == 422
        with pytest.raises(azioni.DestinatariNonAmmessi):
            azioni.programma(
                InvioPeriodico(rapporto="frutteto", cadenza="mensile", giorno=1), [estraneo], ctx=client.ctx
            )


def test_nobody_finds_the_schedules_of_others(settimanale, client_di, collega):
    altro = client_di("responsabile", organizzazione=collega.organizzazione)
    for parte in ("", "elimina/"):
        assert altro.get(f"{settimanale.get_absolute_url()}{parte}").status_code == 404
    for parte in ("", "stato/", "elimina/"):
        assert altro.post(f"{settimanale.get_absolute_url()}{parte}").status_code == 404
    assert settimanale.titolo not in altro.get("/rapporti/invii/").text
    assert not InvioPeriodico.objects.visible_to(Contesto()).exists()


def test_the_queries_of_the_list_do_not_grow(client, django_assert_max_num_queries):
    client.post("/rapporti/frutteto/programma/", dati(client))
    client.get("/rapporti/invii/")
    with django_assert_max_num_queries(30) as poche:
        client.get("/rapporti/invii/")
    quante = len(poche)
    for _volta in range(5):
        client.post("/rapporti/frutteto/programma/", dati(client))
    with django_assert_max_num_queries(quante):
        client.get("/rapporti/invii/")


def test_what_is_due_is_found_by_its_index(settimanale):
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        piano = InvioPeriodico.objects.da_fare().explain()
    assert "invio_in_attesa" in piano
