"""What leaves, to whom, by which way: once, and never about what is done."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine

from socialabs.base.giorni import adesso
from socialabs.posta.models import Messaggio
from socialabs.promemoria import azioni, turno
from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.models import Avviso, Preparazione, Promemoria, Scadenza
from socialabs.promemoria.registro import Dovuta, membri, persona
from socialabs.promemoria.regole import IL_GIORNO, prima
from socialabs.utenti.errori import NonPossibile
from tests.fabbriche import AppartenenzaFactory, UtenteFactory


pytestmark = pytest.mark.django_db
POSTA, AVVISO = Canale.POSTA, Canale.AVVISO


@pytest.fixture
def ora():
    """Monday 1 March 2027, 07:50 in Rome."""
    with time_machine.travel("2027-03-01T07:50:00+01:00", tick=False) as ora:
        yield ora


def vai(ora, testo):
    ora.move_to(testo)
    turno.fai_un_turno()


@pytest.fixture
def chi():
    """A company's person, with their context as `chi.ctx`."""
    appartenenza = AppartenenzaFactory(ruolo="ref_azienda")
    return appartenenza


def preferisci(ctx, tipo="", canali=(POSTA, AVVISO), frequenza=Frequenza.SUBITO):
    azioni.imposta_preferenza(ctx, tipo=tipo, canali=set(canali), frequenza=frequenza)


def test_leaves_at_eight_and_once(ora, dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    tipo = dichiara(promemoria=(prima(2), IL_GIORNO))
    tipo.aggiungi(membri(ctx.organizzazione_id, "ref_azienda"), base=date(2027, 3, 3), parametri={"anno": "2026"})
    vai(ora, "2027-03-01T07:59:00+01:00")
    assert not Avviso.objects.exists() and Promemoria.objects.count() == 2
    for minuto in (0, 2, 4):
        vai(ora, f"2027-03-01T08:0{minuto}:00+01:00")
    avviso, messaggio = Avviso.objects.get(), Messaggio.objects.get()
    assert avviso.messaggio == messaggio and avviso.in_casella and avviso.letto_il is None
    assert list(avviso.promemoria.values_list("stato", "giorno")) == [("inviato", date(2027, 3, 1))]
    assert (messaggio.destinatario, messaggio.oggetto) == (ctx.utente.email, "Cosa da fare")
    for corpo in (messaggio.corpo_testo, messaggio.corpo_html):
        assert "Per azienda: entro il 03/03/2027." in corpo
        assert f"/scadenze/avvisi/{avviso.pk}/" in corpo and "/scadenze/preferenze/" in corpo
    assert "BEGIN:VEVENT" in messaggio.calendario and "BEGIN:VTIMEZONE" in messaggio.calendario
    vai(ora, "2027-03-03T08:01:00+01:00")
    assert Avviso.objects.count() == Messaggio.objects.count() == 2


def test_many_deadlines_of_a_kind_are_one_message(ora, dichiara):
    utente = UtenteFactory()
    tipo = dichiara()
    for _n in range(23):
        tipo.aggiungi(persona(utente.pk), base=date(2027, 3, 1))
    vai(ora, "2027-03-01T08:00:00+01:00")
    messaggio = Messaggio.objects.get()
    assert messaggio.corpo_testo.count("Per utente") == 20 and "altre 3 nella pagina" in messaggio.corpo_testo
    assert Avviso.objects.get().promemoria.count() == 23 and messaggio.calendario is None


def test_three_days_off_and_everything_arrives_once_but_what_is_done(ora, dichiara):
    utente = UtenteFactory()
    tipo = dichiara(promemoria=(prima(3), prima(2), prima(1)))
    viva = tipo.aggiungi(persona(utente.pk), base=date(2027, 3, 5))
    fatta = tipo.aggiungi(persona(utente.pk), base=date(2027, 3, 5))
    turno.fai_un_turno()
    assert Promemoria.objects.count() == 6
    tipo.fatte = {(fatta.oggetto_id, "")}
    nata = tipo.aggiungi(persona(utente.pk), base=date(2027, 3, 4))
    for _volta in range(2):
        vai(ora, "2027-03-04T11:00:00+01:00")
    avviso = Avviso.objects.get()
    oggetti = set(Scadenza.objects.filter(promemoria__avviso=avviso).values_list("oggetto_id", flat=True))
    assert oggetti == {viva.oggetto_id, nata.oggetto_id}
    assert avviso.recuperati == 4, "three days of each, told once"
    testo = Messaggio.objects.get().corpo_testo
    assert testo.count("Per utente") == 2 and "Riunisce altri 4 promemoria" in testo


def test_no_address_no_mail_but_the_inbox(ora, dichiara):
    utente = UtenteFactory(email=None)
    tipo = dichiara()
    tipo.aggiungi(persona(utente.pk), base=date(2027, 3, 1))
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Avviso.objects.get().in_casella and not Messaggio.objects.exists()


def test_someone_switched_off_after_the_reading_gets_nothing(ora, dichiara, monkeypatch):
    utente = UtenteFactory()
    dichiara().aggiungi(persona(utente.pk), base=date(2027, 3, 1))
    turno.fai_un_turno()
    utente.is_active = False
    utente.save()
    monkeypatch.setattr(turno, "PRIMA_DI_SPEDIRE", timedelta(hours=1))
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Promemoria.objects.get().stato == "in_attesa" and not Avviso.objects.exists()


@pytest.mark.parametrize(
    ("canali", "casella", "messaggi"),
    [((POSTA,), False, 1), ((AVVISO,), True, 0), ((), None, 0)],
)
def test_channels_are_the_persons_choice(ora, dichiara, ctx_di, canali, casella, messaggi):
    ctx = ctx_di("ref_azienda")
    tipo = dichiara()
    tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 1))
    preferisci(ctx, canali=canali)
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Messaggio.objects.count() == messaggi
    assert list(Avviso.objects.values_list("in_casella", flat=True)) == ([] if casella is None else [casella])
    assert Promemoria.objects.get().stato == ("taciuto" if casella is None else "inviato")


def test_a_duty_cannot_be_switched_off(ora, dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    dichiara(dovere=True).aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 1))
    for canali, frequenza in (((POSTA,), Frequenza.SUBITO), ((POSTA, AVVISO), Frequenza.SETTIMANALE)):
        with pytest.raises(NonPossibile):
            preferisci(ctx, "prova.tipo", canali, frequenza)
    preferisci(ctx, "", (), Frequenza.SETTIMANALE)
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Avviso.objects.get().in_casella and Messaggio.objects.count() == 1


def test_daily_digest_gathers_the_day_and_is_made_once(ora, dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    preferisci(ctx, frequenza=Frequenza.GIORNALIERA)
    uno, due = dichiara("prova.uno", titolo="Cosa uno"), dichiara("prova.due", titolo="Cosa due")
    for tipo in (uno, due):
        tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 1))
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Avviso.objects.filter(via_posta="riepilogo").count() == 2 and not Messaggio.objects.exists()
    for minuto in (0, 2):
        vai(ora, f"2027-03-01T09:0{minuto}:00+01:00")
    messaggio = Messaggio.objects.get()
    assert messaggio.oggetto == "Riepilogo dei promemoria"
    assert all(f"Cosa {quale}" in messaggio.corpo_testo for quale in ("uno", "due"))
    assert set(Avviso.objects.values_list("messaggio", flat=True)) == {messaggio.pk}


def test_weekly_digest_leaves_out_what_cannot_wait_and_what_was_done(ora, dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    preferisci(ctx, frequenza=Frequenza.SETTIMANALE)
    tipo = dichiara(promemoria=(prima(14), prima(1)))
    tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 16))
    altra = tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 18))
    tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 4))
    for giorno in (2, 3, 5):
        vai(ora, f"2027-03-0{giorno}T08:00:00+01:00")
    assert Messaggio.objects.count() == 1, "the one due on the 4th could not wait for Monday"
    tipo.fatte = {(altra.oggetto_id, "")}
    vai(ora, "2027-03-08T09:00:00+01:00")
    riepilogo = Messaggio.objects.get(oggetto="Riepilogo dei promemoria")
    assert "16/03/2027" in riepilogo.corpo_testo and "18/03/2027" not in riepilogo.corpo_testo
    assert sorted(Avviso.objects.values_list("via_posta", flat=True)) == ["accodato", "accodato", "superato"]


def test_the_fault_of_one_kind_or_person_touches_no_other(ora, dichiara, caplog):
    uno, due = UtenteFactory(), UtenteFactory()
    sano, rotto = dichiara("prova.sano"), dichiara("prova.rotto", testi={"utente": "%(manca)s"})
    sano.aggiungi(persona(uno.pk), base=date(2027, 3, 1))
    rotto.aggiungi(persona(due.pk), base=date(2027, 3, 1))
    illeggibile = dichiara("prova.illeggibile")
    illeggibile.dovute.append(Dovuta(uuid.uuid4(), (persona(uno.pk),)))
    vai(ora, "2027-03-01T08:00:00+01:00")
    assert Avviso.objects.get().utente == uno
    fermo = Promemoria.objects.in_attesa().get()
    assert (fermo.utente, fermo.errore) == (due, "KeyError")
    assert Preparazione.objects.get(tipo="prova.illeggibile").errore == "ValueError"
    ora.shift(timedelta(hours=2))
    assert list(Promemoria.objects.fermi()) == [fermo]


def test_marking_done_or_putting_off_silences_at_once(ora, dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    tipo = dichiara(promemoria=(IL_GIORNO,), si_vede=False)
    for _n in range(2):
        tipo.aggiungi(membri(ctx.organizzazione_id, "ref_azienda"), base=date(2027, 3, 2))
    turno.fai_un_turno()
    fatta, rimandata = Scadenza.objects.all()
    azioni.segna_fatta(ctx, fatta, versione_letta=1)
    azioni.rimanda(ctx, rimandata, versione_letta=1, al=date(2027, 3, 9), motivo="In attesa di risposta")
    assert [p.giorno for p in Promemoria.objects.all()] == [date(2027, 3, 9)]
    vai(ora, "2027-03-02T08:00:00+01:00")
    assert not Avviso.objects.exists()
    assert {s.stato for s in Scadenza.objects.all()} == {"fatta", "rimandata"}, "the data do not undo a person's word"
    azioni.riapri(ctx, fatta, versione_letta=2)
    vai(ora, "2027-03-02T08:02:00+01:00")
    assert Avviso.objects.count() == 1
    vai(ora, "2027-03-09T08:00:00+01:00")
    assert Avviso.objects.count() == 2


def test_sent_again_on_purpose_is_another_message(ora, dichiara, ctx_di):
    operatore = ctx_di("op_cm")
    utente = UtenteFactory()
    dichiara(seguita_da=frozenset({"op_cm"})).aggiungi(persona(utente.pk), base=date(2027, 3, 1))
    vai(ora, "2027-03-01T08:00:00+01:00")
    avviso = Avviso.objects.get()
    Avviso.objects.update(letto_il=adesso())
    azioni.reinvia(operatore, avviso, motivo="Chiesto al telefono")
    avviso.refresh_from_db()
    assert Messaggio.objects.count() == 2 and avviso.invii == 2 and avviso.letto_il is None
    with pytest.raises(NonPossibile):
        azioni.reinvia(operatore, avviso, motivo=" ")


def test_a_mail_tells_no_person_in_its_subject(ora, dichiara):
    utente = UtenteFactory(nome="Ada", cognome="Rossi")
    dichiara().aggiungi(persona(utente.pk), base=date(2027, 3, 1), parametri={"nome": "Ada Rossi"})
    vai(ora, "2027-03-01T08:00:00+01:00")
    messaggio = Messaggio.objects.get()
    assert not re.search("Ada|Rossi", messaggio.oggetto + messaggio.calendario)
