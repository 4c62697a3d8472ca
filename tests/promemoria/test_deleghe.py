"""Mandates that end: both parties know, thirty and seven days before, unless another one follows."""

from datetime import date

import pytest
import time_machine

from socialabs.promemoria import registro
from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.preparazione import prepara
from tests.fabbriche import AppartenenzaFactory, DelegaFactory


@pytest.mark.django_db
@time_machine.travel("2027-03-01T12:00:00+01:00", tick=False)
def test_who_manages_either_party_is_told_unless_it_is_renewed():
    tipo = registro.tipo("utenti.delega")
    azienda = AppartenenzaFactory(ruolo="ref_azienda", amministratore=True)
    studio = AppartenenzaFactory(ruolo="consulente", amministratore=True)
    AppartenenzaFactory(ruolo="ref_azienda", organizzazione=azienda.organizzazione)
    AppartenenzaFactory(ruolo="ref_azienda", amministratore=True)
    parti = {"delegante": azienda.organizzazione, "delegato": studio.organizzazione}
    DelegaFactory(**parti, al=date(2027, 3, 31))
    prepara(tipo)
    assert {(p.utente, p.pubblico, p.giorno) for p in Promemoria.objects.all()} == {
        (azienda.utente, "azienda", date(2027, 3, 1)),
        (azienda.utente, "azienda", date(2027, 3, 24)),
        (studio.utente, "consulente", date(2027, 3, 1)),
        (studio.utente, "consulente", date(2027, 3, 24)),
    }
    DelegaFactory(**parti, dal=date(2027, 4, 1))
    prepara(tipo)
    assert Scadenza.objects.get().stato == "fatta" and not Promemoria.objects.exists()
