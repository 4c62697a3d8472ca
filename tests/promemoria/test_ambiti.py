"""Who sees and decides what: deadlines, what was sent, preferences, the calendar's address."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from socialabs.base.contesto import Contesto
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.promemoria import azioni, turno
from socialabs.promemoria.calendario import calendario_di
from socialabs.promemoria.conservazione import elimina
from socialabs.promemoria.enums import Canale, Pubblico
from socialabs.promemoria.models import Avviso, IndirizzoCalendario, Preferenza, Promemoria, Scadenza
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.registro import Dovuta, delegati, membri, persona
from socialabs.promemoria.regole import prima
from socialabs.registro.models import Evento
from socialabs.utenti.errori import NonPossibile
from tests.fabbriche import AppartenenzaFactory, DelegaFactory, UtenteFactory


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("primo_marzo")]
NESSUNO = Contesto()


@pytest.fixture
def primo_marzo():
    with time_machine.travel("2027-03-01T08:30:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def di_azienda(dichiara, ctx_di):
    """A deadline of a company, which only the company may mark; the contexts concerned."""
    chi = {"segnabile_da": frozenset({Pubblico.AZIENDA}), "seguita_da": frozenset({"op_cm"})}
    tipo = dichiara(promemoria=(prima(1),), **chi)
    azienda, consulente = ctx_di("ref_azienda"), ctx_di("consulente")
    DelegaFactory(delegante_id=azienda.organizzazione_id, delegato_id=consulente.organizzazione_id)
    chi = azienda.organizzazione_id
    tipo.aggiungi(membri(chi, "ref_azienda"), delegati(chi, "consulente"), base=date(2027, 3, 2))
    turno.fai_un_turno()
    return {"azienda": azienda, "consulente": consulente, "op_cm": ctx_di("op_cm")}


def test_a_deadline_is_seen_by_its_recipients_and_by_who_follows_its_kind(di_azienda, ctx_di):
    visibili = Scadenza.objects.visible_to
    assert all(visibili(ctx).count() == 1 for ctx in di_azienda.values())
    assert visibili(Contesto.sistema("prova")).count() == 1
    for ctx in (NESSUNO, *map(ctx_di, ("ref_azienda", "consulente", "op_cpi", "amm_sistema"))):
        assert not visibili(ctx).exists() and not Avviso.objects.visible_to(ctx).exists()
    assert Scadenza.objects.destinate_a(di_azienda["azienda"]).count() == 1
    assert not Scadenza.objects.destinate_a(di_azienda["op_cm"]).exists(), "following is not having"


def test_a_persons_other_hats_open_their_deadlines_but_not_in_assistance(di_azienda, ctx_di):
    azienda = di_azienda["azienda"]
    altro = AppartenenzaFactory(ruolo="comp_tavolo", utente=azienda.utente)
    sotto_altro = Contesto(utente=azienda.utente, appartenenza=altro)
    assert Scadenza.objects.visible_to(sotto_altro).count() == 1
    assert not Scadenza.objects.destinate_a(sotto_altro).exists()
    assistito = replace(sotto_altro, attore_reale=UtenteFactory())
    assert not Scadenza.objects.visible_to(assistito).exists()


def test_only_the_audiences_of_the_kind_decide_and_only_on_what_they_have_read(di_azienda, ctx_di):
    scadenza = Scadenza.objects.get()
    for ctx in (di_azienda["consulente"], di_azienda["op_cm"], ctx_di("ref_azienda"), NESSUNO):
        with pytest.raises(PermissionDenied):
            azioni.segna_fatta(ctx, scadenza, versione_letta=1)
    azienda = di_azienda["azienda"]
    with pytest.raises(ConflittoVersione):
        azioni.segna_fatta(azienda, scadenza, versione_letta=7)
    for al, motivo in ((date(2027, 3, 1), "perché"), (date(2027, 3, 9), " ")):
        with pytest.raises(NonPossibile):
            azioni.rimanda(azienda, scadenza, versione_letta=1, al=al, motivo=motivo)
    fatta = azioni.segna_fatta(azienda, scadenza, versione_letta=1, motivo="Inviato a mano")
    assert (fatta.stato, fatta.deciso_da, fatta.versione) == ("fatta", azienda.utente, 2)
    with pytest.raises(TransizioneNonAmmessa):
        azioni.rimanda(azienda, fatta, versione_letta=2, al=date(2027, 3, 9), motivo="perché")
    evento = Evento.objects.get(verbo="scadenza.fatta")
    assert evento.oggetto_id == scadenza.pk and "Inviato" not in str(evento.dettagli) + evento.motivo


def test_the_inbox_is_its_owners_and_what_was_sent_the_offices(di_azienda, ctx_di):
    azienda = di_azienda["azienda"]
    mio = Avviso.objects.casella_di(azienda).get()
    assert Avviso.objects.casella_di(azienda).non_letti().count() == 1
    for ctx in (di_azienda["consulente"], di_azienda["op_cm"], replace(azienda, attore_reale=UtenteFactory())):
        with pytest.raises(PermissionDenied):
            azioni.segna_letto(ctx, mio)
    azioni.segna_letto(azienda, mio)
    assert not Avviso.objects.casella_di(azienda).non_letti().exists()
    azioni.segna_letto(azienda, mio, letto=False)
    assert azioni.segna_tutti_letti(azienda) == 1
    assert Promemoria.objects.visible_to(di_azienda["op_cm"]).count() == 2
    assert Promemoria.objects.visible_to(azienda).count() == 1
    for ctx in (azienda, ctx_di("op_cpi"), NESSUNO):
        with pytest.raises(PermissionDenied):
            azioni.reinvia(ctx, mio, motivo="perché")
    azioni.reinvia(di_azienda["op_cm"], mio, motivo="Chiesto al telefono")
    assert Evento.objects.filter(verbo="promemoria.reinviato").exists()


def test_nobody_chooses_for_another(ctx_di):
    ctx = ctx_di("ref_azienda")
    in_assistenza = replace(ctx, attore_reale=UtenteFactory())
    for prova in (azioni.nuovo_indirizzo, azioni.revoca_indirizzo, azioni.segna_tutti_letti):
        with pytest.raises(PermissionDenied):
            prova(in_assistenza)
    with pytest.raises(PermissionDenied):
        azioni.imposta_preferenza(in_assistenza, tipo="", canali=set())
    with pytest.raises(NonPossibile):
        azioni.imposta_preferenza(ctx, tipo="che.non.esiste", canali=set())
    azioni.imposta_preferenza(ctx, tipo="", canali={Canale.AVVISO})
    assert Preferenza.objects.visible_to(ctx).count() == 1
    assert not Preferenza.objects.visible_to(ctx_di("ref_azienda")).exists()


def test_the_calendars_address_opens_until_it_is_revoked(ctx_di):
    ctx = ctx_di("ref_azienda")
    primo = azioni.nuovo_indirizzo(ctx)
    assert IndirizzoCalendario.objects.che_apre(primo).utente == ctx.utente
    assert primo not in str(IndirizzoCalendario.objects.values())
    secondo = azioni.nuovo_indirizzo(ctx)
    assert IndirizzoCalendario.objects.che_apre(primo) is None
    assert azioni.revoca_indirizzo(ctx) and not azioni.revoca_indirizzo(ctx)
    assert IndirizzoCalendario.objects.che_apre(secondo) is None
    terzo = azioni.nuovo_indirizzo(ctx)
    ctx.utente.is_active = False
    ctx.utente.save()
    assert IndirizzoCalendario.objects.che_apre(terzo) is None


def test_the_feed_has_stable_entries_and_cancels_what_fell_away(dichiara, ctx_di):
    ctx = ctx_di("ref_azienda")
    tipo = dichiara()
    dovuta = tipo.aggiungi(persona(ctx.utente.pk), base=date(2027, 3, 10), parametri={"nome": "Ada Rossi"})
    tipo.aggiungi(persona(UtenteFactory().pk), base=date(2027, 3, 10))

    def eventi():
        prepara(tipo.tipo)
        testo = calendario_di(ctx.utente)
        assert b"Ada Rossi" not in testo and b"\r\n" in testo
        calendario = Calendar.from_ical(testo)
        [fuso] = calendario.walk("VTIMEZONE")
        assert fuso["TZID"] == "Europe/Rome" and len(fuso.walk("DAYLIGHT")) >= 1
        return calendario.walk("VEVENT")

    [primo] = eventi()
    assert (primo["SUMMARY"], primo["SEQUENCE"], primo["STATUS"]) == ("Cosa da fare", 0, "CONFIRMED")
    assert primo.decoded("DTSTART") == date(2027, 3, 10)
    tipo.dovute[0] = Dovuta(dovuta.oggetto_id, dovuta.destinatari, date(2027, 3, 28), ora=time(10))
    [mosso] = eventi()
    assert mosso["UID"] == primo["UID"] and mosso["SEQUENCE"] == 1
    assert mosso.decoded("DTSTART").isoformat() == "2027-03-28T10:00:00+02:00", "after the clock has changed"
    tipo.fatte = {(dovuta.oggetto_id, "")}
    assert eventi()[0]["SUMMARY"] == "Fatto: Cosa da fare"
    tipo.fatte, tipo.dovute = set(), []
    Scadenza.objects.update(stato="aperta", deciso_il=None)
    [tolto] = eventi()
    assert (tolto["UID"], tolto["STATUS"]) == (primo["UID"], "CANCELLED")
    azioni.imposta_preferenza(ctx, tipo="prova.tipo", canali={Canale.POSTA})
    assert eventi() == []


def test_what_is_old_is_deleted_with_what_was_sent_of_it(di_azienda, primo_marzo):
    azioni.nuovo_indirizzo(di_azienda["azienda"]), azioni.revoca_indirizzo(di_azienda["azienda"])
    assert elimina() == 0 and Avviso.objects.count() == 2
    primo_marzo.shift(timedelta(days=5 * 366 + 2))
    assert elimina() == 1
    assert not any(m.objects.exists() for m in (Scadenza, Promemoria, Avviso, IndirizzoCalendario))
