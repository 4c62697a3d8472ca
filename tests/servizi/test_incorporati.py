"""The real PostgreSQL and Valkey in a folder of their own: roles, data kept, recovery, sharing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from socialabs.servizi import incorporati
from socialabs.servizi.cartella import ROOT, Cartella, Occupata, read_state
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import start_time


pytestmark = pytest.mark.processi


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Cartella]:
    places = Cartella.at(tmp_path / "dati")
    yield places
    for folder in (places.servizi, places.socket):
        shutil.rmtree(folder, ignore_errors=True)


def value(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def pid_of(places: Cartella, nome: str) -> int:
    return next(item["pid"] for item in read_state(places)["processi"] if item["nome"] == nome)


def test_two_roles_and_a_queue_that_needs_its_password(places: Cartella) -> None:
    with incorporati.started(places, "prova", throw_away=True) as servizi:
        owner, web = (servizi.ambiente[name] for name in ("OWNER_DATABASE_URL", "DATABASE_URL"))
        assert value(web, "select current_user") == "socialabs_web"
        assert value(owner, "select current_user") == "socialabs"
        flags = "select bool_or(rolsuper or rolbypassrls) from pg_roles where rolname like 'socialabs%'"
        assert value(owner, flags) is False
        assert value(web, "select lower('ÀÈÌ') || upper('perché')") == "àèìPERCHÉ"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            value(web, "create table t (a int)")
        url = servizi.ambiente["REDIS_URL"]
        with redis.from_url(url) as client:
            assert client.ping()
        without_password = "redis://" + url.rpartition("@")[2]
        with redis.from_url(without_password) as client, pytest.raises(redis.AuthenticationError):
            client.ping()
        pids = [item["pid"] for item in read_state(places)["processi"][1:]]
    assert read_state(places) is None
    assert [start_time(pid) for pid in pids] == [None, None]


def test_data_and_queue_survive_a_crash_of_both_servers(places: Cartella) -> None:
    with (
        pytest.raises(Guasto, match="postgres si è fermato"),
        incorporati.started(places, "prova", throw_away=True) as servizi,
    ):
        value(servizi.ambiente["OWNER_DATABASE_URL"], "create table cosa as select 41 + 1 as n")
        with redis.from_url(servizi.ambiente["REDIS_URL"]) as client:
            client.rpush("coda", "lavoro")
        os.kill(pid_of(places, "postgres"), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            servizi.supervisore.check()
            servizi.supervisore.pause(0.05)
    with incorporati.started(places, "prova", throw_away=True) as servizi:
        assert value(servizi.ambiente["OWNER_DATABASE_URL"], "select n from cosa") == 42
        with redis.from_url(servizi.ambiente["REDIS_URL"]) as client:
            assert client.lrange("coda", 0, -1) == [b"lavoro"]
    with incorporati.started(places, "prova", throw_away=True, from_scratch=True) as servizi:
        assert value(servizi.ambiente["OWNER_DATABASE_URL"], "select to_regclass('cosa')") is None


def test_commands_share_the_servers_and_a_killed_owner_leaves_none(places: Cartella) -> None:
    code = (
        "import sys; from pathlib import Path; from socialabs.servizi import incorporati\n"
        "from socialabs.servizi.cartella import Cartella\n"
        "with incorporati.started(Cartella.at(Path(sys.argv[1])), 'altro', throw_away=True):\n"
        "    print('pronto', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(places.base)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "pronto\n"
        with pytest.raises(Occupata), incorporati.started(places, "prova"):
            pass
        server = pid_of(places, "postgres")
        with incorporati.available(places, "prova") as ambiente:
            assert value(ambiente["DATABASE_URL"], "select 1") == 1
            assert pid_of(places, "postgres") == server
        other.kill()
    with incorporati.available(places, "prova") as ambiente:
        assert pid_of(places, "postgres") != server
        assert value(ambiente["DATABASE_URL"], "select 1") == 1
    assert start_time(server) is None
