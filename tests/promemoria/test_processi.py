"""Real workers and beats on a real broker, a real mail server on loopback: nothing lost, nothing twice."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest
import redis

from socialabs.base.giorni import adesso
from socialabs.posta.models import Messaggio
from socialabs.promemoria.models import Avviso, Promemoria
from socialabs.servizi.cartella import Cartella
from socialabs.servizi.programmi import find_programs
from tests.fabbriche import AppartenenzaFactory
from tests.lavori.test_processi import RADICE, attendi, indirizzo_del_database, uccidi
from tests.posta.server import ServerDiPosta


pytestmark = [pytest.mark.processi, pytest.mark.django_db(transaction=True)]


class Mondo:
    """A broker of its own, a mail server, and the workers and beats started on them."""

    def __init__(self, cartella, pila):
        self.cartella, self.pila = cartella, pila
        self.registro = pila.enter_context((cartella / "processi.log").open("wb"))
        with socket.socket() as libero:
            libero.bind(("127.0.0.1", 0))
            self.porta = libero.getsockname()[1]
        self.apri_broker()
        self.smtp = pila.enter_context(ServerDiPosta())
        self.porta_smtp = self.smtp.server_address[1]

    def apri_broker(self):
        valkey = str(find_programs(Cartella.at(self.cartella)).valkey)
        opzioni = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", str(self.cartella)]
        self.broker = self._avvia([valkey, "--port", str(self.porta), *opzioni])
        attendi(self._risponde, self.registro)

    def _risponde(self):
        try:
            return redis.Redis(port=self.porta).ping()
        except redis.ConnectionError:
            return False

    def celery(self, *argomenti, **ambiente):
        comando = [sys.executable, "-m", "celery", "-A", "tests.promemoria.operaio", *argomenti]
        variabili = {
            "DJANGO_SETTINGS_MODULE": "socialabs.settings",
            "DATABASE_URL": indirizzo_del_database(),
            "REDIS_URL": f"redis://127.0.0.1:{self.porta}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.porta_smtp}",
            "SEGNO": str(self.cartella / "segno"),
        }
        return self._avvia(comando, os.environ | variabili | ambiente)

    def worker(self, **ambiente):
        opzioni = ["--concurrency=2", "--without-mingle", "--without-gossip", "--loglevel=WARNING"]
        return self.celery("worker", *opzioni, **ambiente)

    def beat(self, nome):
        return self.celery("beat", "-s", str(self.cartella / f"beat-{nome}"), "--pidfile=", "--loglevel=WARNING")

    def _avvia(self, comando, ambiente=None):
        processo = subprocess.Popen(
            comando, cwd=RADICE, env=ambiente, stdout=self.registro, stderr=subprocess.STDOUT, start_new_session=True
        )
        self.pila.callback(uccidi, processo)
        return processo

    def attendi(self, condizione):
        attendi(condizione, self.registro, 90)

    def volte(self):
        """How often each address got a mail."""
        return Counter(messaggio["To"] for messaggio in self.smtp.ricevuti)


@pytest.fixture
def mondo(tmp_path):
    with ExitStack() as pila:
        yield Mondo(tmp_path, pila)


def persone(quante):
    appartenenze = AppartenenzaFactory.create_batch(quante, ruolo="ref_azienda")
    return Counter(appartenenza.utente.email for appartenenza in appartenenze)


def tutto_inviato():
    return (
        Promemoria.objects.exists()
        and not Promemoria.objects.exclude(stato="inviato").exists()
        and not Messaggio.objects.exclude(stato="inviato").exists()
    )


@pytest.mark.parametrize(
    "punto",
    [
        "read, not sent",
        "sent, not committed",
        "committed, not handed over",
        "taken by the mail server, not committed",
    ],
)
def test_a_worker_killed_between_two_steps(mondo, punto):
    attese = persone(3)
    mondo.beat("uno")
    segno = mondo.cartella / "segno"
    primo = mondo.worker(PUNTO=punto)
    mondo.attendi(segno.exists)
    uccidi(primo)
    assert not tutto_inviato()
    mondo.worker()
    mondo.attendi(tutto_inviato)
    assert Avviso.objects.count() == len(attese)
    if punto == "taken by the mail server, not committed":
        # Nobody can tell a server that said yes from one that did not: what comes again bears the same Message-ID.
        assert mondo.volte() >= attese and max(mondo.volte().values()) == 2
        assert len({messaggio["Message-ID"] for messaggio in mondo.smtp.ricevuti}) == len(attese)
    else:
        assert mondo.volte() == attese


def test_two_beats_two_workers_and_a_broker_that_restarts(mondo):
    attese = persone(40)
    for nome in ("uno", "due"):
        mondo.beat(nome)
        mondo.worker()
    mondo.attendi(lambda: len(mondo.smtp.ricevuti) > 0)
    os.killpg(mondo.broker.pid, signal.SIGKILL)
    mondo.broker.wait(5)
    mondo.apri_broker()
    mondo.attendi(lambda: tutto_inviato() and Avviso.objects.count() == 40)
    assert mondo.volte() == attese
    assert {messaggio["Subject"] for messaggio in mondo.smtp.ricevuti} == {"Cosa da fare"}


def test_a_mail_server_down_for_an_hour(mondo):
    attese = persone(5)
    mondo.smtp.__exit__()
    mondo.beat("uno")
    mondo.worker()
    falliti = Messaggio.objects.filter(stato="in_coda", tentativi__gte=1, errore="ConnectionRefusedError")
    mondo.attendi(lambda: falliti.count() == 5)
    assert Avviso.objects.count() == 5, "the portal tells anyway"
    with ServerDiPosta(mondo.porta_smtp) as acceso:
        ora = adesso()
        Messaggio.objects.filter(stato="in_coda").update(prossimo_tentativo=ora, accodato_il=ora - timedelta(hours=1))
        mondo.attendi(tutto_inviato)
        assert Counter(messaggio["To"] for messaggio in acceso.ricevuti) == attese
