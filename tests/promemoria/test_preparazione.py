"""From what is due to the reminders: right whatever was there before, and the same if run again."""

from datetime import date, timedelta

import pytest
import time_machine

from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.registro import delegati, membri, persona, ufficio
from socialabs.promemoria.regole import IL_GIORNO, dopo, prima
from socialabs.utenti.models import Delega
from tests.fabbriche import AppartenenzaFactory, DelegaFactory, OrganizzazioneFactory, UtenteFactory


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("primo_marzo")]


@pytest.fixture
def primo_marzo():
    with time_machine.travel("2027-03-01T12:00:00+01:00", tick=False) as ora:
        yield ora


def attesi(**filtri):
    righe = Promemoria.objects.filter(**filtri).order_by("giorno", "utente__email")
    return [(riga.utente, riga.pubblico, riga.giorno) for riga in righe]


def test_reminders_of_each_recipient_once_however_often_it_runs(dichiara):
    tipo = dichiara(promemoria=(prima(7), IL_GIORNO, dopo(1)))
    chi = UtenteFactory()
    tipo.aggiungi(persona(chi.pk))
    for _volta in range(3):
        prepara(tipo.tipo)
    assert attesi() == [(chi, "utente", date(2027, 3, giorno)) for giorno in (3, 10, 11)]
    scadenza = Scadenza.objects.get()
    assert (scadenza.scade_il, scadenza.stato, scadenza.versione) == (date(2027, 3, 10), "aperta", 1)
    istante = Promemoria.objects.first().quando
    assert istante.astimezone().hour in (7, 8) and istante.utcoffset() is not None
    assert {p.quando.hour for p in Promemoria.objects.all()} == {7}, "eight in Rome is seven in UTC, in winter"


def test_two_hats_hear_once_and_the_inactive_never(dichiara):
    tipo = dichiara()
    azienda = AppartenenzaFactory(ruolo="ref_azienda")
    studio = OrganizzazioneFactory(tipo="studio")
    delega = DelegaFactory(delegante=azienda.organizzazione, delegato=studio)
    AppartenenzaFactory(ruolo="consulente", organizzazione=studio, utente=azienda.utente)
    consulente = AppartenenzaFactory(ruolo="consulente", organizzazione=studio)
    AppartenenzaFactory(ruolo="consulente")
    AppartenenzaFactory(ruolo="ref_azienda", organizzazione=azienda.organizzazione, attiva=False)
    AppartenenzaFactory(ruolo="ref_azienda", organizzazione=azienda.organizzazione, utente__is_active=False)
    AppartenenzaFactory(ruolo="tutor", organizzazione=azienda.organizzazione)
    operatore = AppartenenzaFactory(ruolo="op_cm")
    chi = azienda.organizzazione.pk
    tipo.aggiungi(ufficio("op_cm"), membri(chi, "ref_azienda"), delegati(chi, "consulente"))
    prepara(tipo.tipo)
    assert {(utente, pubblico) for utente, pubblico, _g in attesi()} == {
        (azienda.utente, "azienda"),
        (consulente.utente, "consulente"),
        (operatore.utente, "ufficio"),
    }
    assert Promemoria.objects.count() == 3
    Delega.objects.filter(pk=delega.pk).update(al=date(2027, 2, 28))
    prepara(tipo.tipo)
    assert not Promemoria.objects.filter(utente=consulente.utente).exists()
    assert Scadenza.objects.del_calendario_di(azienda.utente.pk).count() == 1
    assert not Scadenza.objects.del_calendario_di(consulente.utente.pk).exists()


def test_only_who_manages_the_organisation(dichiara):
    tipo = dichiara()
    capo = AppartenenzaFactory(ruolo="ref_azienda", amministratore=True)
    altro = AppartenenzaFactory(ruolo="ref_azienda", organizzazione=capo.organizzazione)
    tipo.aggiungi(membri(capo.organizzazione_id, "ref_azienda", solo_chi_gestisce=True))
    prepara(tipo.tipo)
    assert [utente for utente, _p, _g in attesi()] == [capo.utente]
    assert Scadenza.objects.del_calendario_di(capo.utente.pk).exists()
    assert not Scadenza.objects.del_calendario_di(altro.utente.pk).exists()


def test_a_date_that_moves_takes_its_reminders_along(dichiara):
    tipo = dichiara(promemoria=(prima(7), IL_GIORNO))
    chi = UtenteFactory()
    dovuta = tipo.aggiungi(persona(chi.pk))
    prepara(tipo.tipo)
    tipo.dovute = []
    tipo.dovute.append(type(dovuta)(dovuta.oggetto_id, dovuta.destinatari, date(2027, 3, 31)))
    prepara(tipo.tipo)
    assert [giorno for _u, _p, giorno in attesi()] == [date(2027, 3, 24), date(2027, 3, 31)]
    assert Scadenza.objects.get().versione == 2


def test_done_falls_silent_and_speaks_again_when_undone(dichiara):
    tipo = dichiara()
    dovuta = tipo.aggiungi(persona(UtenteFactory().pk))
    prepara(tipo.tipo)
    tipo.fatte = {(dovuta.oggetto_id, "")}
    prepara(tipo.tipo)
    assert Scadenza.objects.get().stato == "fatta" and attesi() == []
    tipo.fatte = set()
    prepara(tipo.tipo)
    assert Scadenza.objects.get().stato == "aperta" and len(attesi()) == 1


def test_what_is_no_longer_due_falls_away_and_may_come_back(dichiara):
    tipo = dichiara()
    tipo.aggiungi(persona(UtenteFactory().pk))
    prepara(tipo.tipo)
    tipo.dovute, da_parte = [], tipo.dovute
    prepara(tipo.tipo)
    assert Scadenza.objects.get().stato == "decaduta" and attesi() == []
    tipo.dovute = da_parte
    prepara(tipo.tipo)
    assert Scadenza.objects.get().stato == "aperta" and len(attesi()) == 1


def test_a_meeting_that_was_held_falls_away(dichiara, primo_marzo):
    tipo = dichiara(decade_dopo=0, promemoria=(prima(7),))
    tipo.aggiungi(persona(UtenteFactory().pk), base=date(2027, 3, 8))
    prepara(tipo.tipo)
    assert len(attesi()) == 1
    primo_marzo.shift(timedelta(days=8))
    for _volta in range(2):
        prepara(tipo.tipo)
    scadenza = Scadenza.objects.get()
    assert (scadenza.stato, scadenza.versione) == ("decaduta", 2) and attesi() == []


def test_reminders_long_past_are_not_written(dichiara):
    tipo = dichiara(promemoria=(prima(30), prima(12), prima(7)))
    tipo.aggiungi(persona(UtenteFactory().pk))
    prepara(tipo.tipo)
    assert [giorno for _u, _p, giorno in attesi()] == [date(2027, 2, 26), date(2027, 3, 3)]
