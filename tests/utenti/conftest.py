"""What the tests of this room share."""

import time
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from socialabs.utenti.models import Appartenenza, Utente
from tests.fabbriche import AppartenenzaFactory, UtenteFactory


PASSWORD = "una frase lunga da ricordare"


@pytest.fixture
def persona_vera(db: None) -> Callable[..., Utente]:
    """A person with a password and a proved address, who is no demonstration account."""

    def make(ruolo: str = "", **campi: object) -> Utente:
        utente = UtenteFactory(di_prova=False, **{k: v for k, v in campi.items() if k != "organizzazione"})
        utente.set_password(PASSWORD)
        utente.save()
        EmailAddress.objects.create(user=utente, email=utente.email, verified=True, primary=True)
        if ruolo:
            dove = {"organizzazione": campi["organizzazione"]} if "organizzazione" in campi else {}
            AppartenenzaFactory(utente=utente, ruolo=ruolo, **dove)
        return utente

    return make


@pytest.fixture
def collega(db: None) -> Callable[..., Appartenenza]:
    """Another member of the same organisation."""

    def make(appartenenza: Appartenenza, **campi: object) -> Appartenenza:
        campi = {"ruolo": appartenenza.ruolo, **campi}
        return AppartenenzaFactory(organizzazione=appartenenza.organizzazione, **campi)

    return make


@pytest.fixture
def accedi() -> Callable[..., Client]:
    """Sign in by the page, with the password."""

    def sign_in(utente: Utente, client: Client | None = None) -> Client:
        client = client or Client()
        client.post("/conto/login/", {"login": utente.email, "password": PASSWORD})
        return client

    return sign_in


def codice_totp(segreto: str) -> str:
    """The code that the authenticator app would show now."""
    return format_hotp_value(hotp_value(segreto, int(time.time()) // 30))
