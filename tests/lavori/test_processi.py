"""A real worker on a real broker is killed in the middle of a job; the sweeper gives the job to another one."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.db import connection

from socialabs.base.giorni import adesso
from socialabs.lavori import azioni, tipi
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tasks import riprendi_fermi


RADICE = Path(__file__).resolve().parents[2]


def indirizzo_del_database():
    """The test database as the web role sees it, wherever it runs."""
    dati = connection.settings_dict
    accesso = f"{dati['USER']}:{dati['PASSWORD']}" if dati["PASSWORD"] else dati["USER"]
    host, porta = dati["HOST"] or dati["OPTIONS"].get("host", ""), dati["PORT"]
    dove = f"@{host}:{porta or 5432}" if host and not host.startswith("/") else "@"
    opzioni = f"options=-c%20role%3D{settings.DATABASE_WEB_ROLE}"
    return f"postgresql://{accesso}{dove}/{dati['NAME']}?{opzioni}" + (f"&host={host}" if dove == "@" else "")


@contextmanager
def worker(registro):
    comando = [sys.executable, "-m", "celery", "-A", "tests.lavori.operaio", "worker", "--concurrency=1"]
    processo = subprocess.Popen(
        [*comando, "--without-mingle", "--without-gossip", "--loglevel=WARNING"],
        cwd=RADICE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "socialabs.settings", "DATABASE_URL": indirizzo_del_database()},
        stdout=registro,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield processo
    finally:
        uccidi(processo)


def uccidi(processo):
    if processo.poll() is None:
        os.killpg(processo.pid, signal.SIGKILL)
    processo.wait(5)


def attendi(condizione, registro, secondi=60):
    limite = time.monotonic() + secondi
    while not condizione():
        assert time.monotonic() < limite, Path(registro.name).read_text()
        time.sleep(0.1)


@pytest.mark.processi
@pytest.mark.django_db(transaction=True)
def test_job_survives_its_worker(ctx_di, monkeypatch, tmp_path):
    monkeypatch.setattr(tipi, "_tipi", dict(tipi._tipi))
    tipi.tipo_di_lavoro("prova.lungo", titolo="Lavoro lungo")(lambda *a: None)
    salute = RedisCache(settings.REDIS_URL, {})
    salute.delete_many(["salute:worker", "salute:beat"])

    def riga():
        return Lavoro.objects.get(pk=lavoro.pk)

    with open(tmp_path / "worker.log", "wb") as registro:
        with worker(registro) as primo:
            lavoro = azioni.avvia("prova.lungo", {}, ctx=ctx_di("op_cm"))
            attendi(lambda: riga().fatto > 2, registro)
            assert riga().stato == "in_corso" and riga().totale == 10_000
            assert salute.get("salute:worker")
            uccidi(primo)
        assert riga().stato == "in_corso"
        riprendi_fermi()
        assert riga().stato == "in_corso", "a worker silent for a moment is not dead"
        Lavoro.objects.filter(pk=lavoro.pk).update(battito=adesso() - timedelta(minutes=3))
        riprendi_fermi()
        with worker(registro):
            attendi(lambda: not riga().aperto, registro)
    assert (riga().stato, riga().tentativi, riga().risultato) == ("completato", 2, {"tentativo": 2})
