import pytest
import time_machine
from django.test import Client

from socialabs.utenti.middleware import CHIAVE_SESSIONE
from tests.convenzioni.fabbriche import Parti, parti


@pytest.fixture
def marzo():
    """A day of 2026: the new ceiling of art. 12-bis holds."""
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def p(db: None, marzo: object, settings, tmp_path) -> Parti:
    settings.ARCHIVIO_DIR = tmp_path
    return parti()


@pytest.fixture
def entra(settings):
    """`entra(ctx)`: a browser of whoever `ctx` is."""

    def signed_in(ctx) -> Client:
        client = Client()
        client.force_login(ctx.utente, backend=settings.AUTHENTICATION_BACKENDS[0])
        sessione = client.session
        sessione[CHIAVE_SESSIONE] = str(ctx.appartenenza.pk)
        sessione.save()
        return client

    return signed_in
