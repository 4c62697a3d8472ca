"""The first administrator of a new installation comes in by a command."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from socialabs.anagrafica.models import Organizzazione
from socialabs.utenti.models import Appartenenza, Invito
from tests.fabbriche import OrganizzazioneFactory, partita_iva
from tests.utenti.test_inviti import NUOVO


CODICE = partita_iva(700)


def invita(email: str = "nuova@example.org", **opzioni: str) -> str:
    uscita = io.StringIO()
    opzioni = {"codice_fiscale": CODICE, "denominazione": "Provincia di Prova"} | opzioni
    call_command("invita", email, stdout=uscita, **opzioni)
    return uscita.getvalue()


def test_the_link_makes_an_administrator_of_a_new_organisation(db) -> None:
    collegamento = invita().splitlines()[-1]
    risposta = Client().post(collegamento[collegamento.index("/utenti/") :], NUOVO)
    assert risposta.status_code == 302
    appartenenza = Appartenenza.objects.get(utente__email="nuova@example.org")
    assert appartenenza.amministratore and appartenenza.ruolo == "amm_prov"
    assert appartenenza.organizzazione.codice_fiscale == CODICE


@pytest.mark.parametrize(
    ("opzioni", "frase"),
    [
        ({"email": "non un indirizzo"}, "e-mail|email"),
        ({"codice_fiscale": "123"}, "codice fiscale"),
        ({"denominazione": ""}, "--denominazione"),
        ({"ruolo": "op_cpi"}, "non esiste in questo tipo"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(db, opzioni, frase) -> None:
    with pytest.raises(CommandError, match=frase):
        invita(**opzioni)
    assert not Invito.objects.exists() and not Organizzazione.objects.filter(codice_fiscale=CODICE).exists()


def test_an_open_invitation_is_not_doubled(db) -> None:
    OrganizzazioneFactory(codice_fiscale=CODICE, tipo="provincia")
    invita()
    with pytest.raises(CommandError, match="già un invito aperto"):
        invita()
