"""The house rules of the tests: the database belongs to the owner, every body runs as the web role."""

import fcntl
import gc
import os
from collections.abc import Callable, Iterator

import pytest
import slipcover.pytest_plugin
from django.conf import settings
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.test import Client
from django.utils.translation import activate
from pytest_django import DjangoDbBlocker

from socialabs.base.contesto import Contesto
from socialabs.utenti.middleware import CHIAVE_SESSIONE
from tests.fabbriche import AppartenenzaFactory


STAMPO = "stampo_delle_prove"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client_di", "ctx_di"}


def pytest_collection_finish() -> None:
    """What is there now stays to the end: not to look at it whenever memory is tidied up saves a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_configure() -> None:
    """Where lines are counted, a line met often is looked for in every function there is: the default, after fifty
    times, costs a tenth of the time, and the processes of pytest-xdist take no other from the command line.
    """
    if misura := getattr(slipcover.pytest_plugin, "_slipcover_instance", None):
        misura.d_miss_threshold = 2000


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The migrations run once: the first process makes the database, the others copy it."""
    if worker_id == "master":
        request.getfixturevalue("django_db_setup")
        yield
        return
    with (tmp_path_factory.getbasetemp().parent / "stampo").open("a+") as stampo:
        fcntl.flock(stampo, fcntl.LOCK_EX)
        with django_db_blocker.unblock():
            if stampo.seek(0, os.SEEK_END):
                nome = connection.settings_dict["TEST"]["NAME"]
                copia_database(STAMPO, nome)
                connection.settings_dict["NAME"] = nome
            else:
                request.getfixturevalue("django_db_setup")
                copia_database(connection.settings_dict["NAME"], STAMPO)
                stampo.write("fatto")
                stampo.flush()
    yield


def copia_database(origine: str, copia: str) -> None:
    """A new database like another, which nobody may be using; in place of what another run left."""
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'drop database if exists "{copia}"')
        cursor.execute(f'create database "{copia}" template "{origine}"')


@pytest.fixture(autouse=True)
def ruolo_web(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the web role for the test's body and give it back before the owner cleans up."""
    if not (DATABASE_FIXTURES & set(request.fixturenames) or request.node.get_closest_marker("django_db")):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    connection_created.connect(_take_web_role)
    _take_web_role(connection=connection)
    yield
    connection_created.disconnect(_take_web_role)
    for alias in connections:
        if connections[alias].connection is not None and not connections[alias].needs_rollback:
            connections[alias].cursor().execute("reset role")


@pytest.fixture(autouse=True)
def lingua_di_casa() -> Iterator[None]:
    """A request leaves its language in the thread: give the next test Italian back."""
    yield
    activate(settings.LANGUAGE_CODE)


def _take_web_role(connection: object, **kwargs: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"set role {connection.ops.quote_name(settings.DATABASE_WEB_ROLE)}")


@pytest.fixture
def come_proprietario(db: None) -> Callable:
    """A context manager for what only the owner may do inside a test."""
    from contextlib import contextmanager

    @contextmanager
    def owner() -> Iterator[None]:
        connection.cursor().execute("reset role")
        try:
            yield
        finally:
            _take_web_role(connection=connection)

    return owner


@pytest.fixture
def ctx_di(db: None) -> Callable[..., Contesto]:
    """`ctx_di("op_cm")`: the context of a fresh user with that role; `organizzazione=` to choose where."""

    def make(ruolo: str, **campi: object) -> Contesto:
        appartenenza = AppartenenzaFactory(ruolo=ruolo, **campi)
        return Contesto(utente=appartenenza.utente, appartenenza=appartenenza)

    return make


@pytest.fixture
def client_di(db: None) -> Callable[..., Client]:
    """`client_di("op_cm")`: a signed-in client acting under that role; `client.ctx` is its context."""

    def make(ruolo: str, **campi: object) -> Client:
        appartenenza = AppartenenzaFactory(ruolo=ruolo, **campi)
        client = Client()
        client.force_login(appartenenza.utente, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[CHIAVE_SESSIONE] = str(appartenenza.pk)
        session.save()
        client.ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
        return client

    return make
