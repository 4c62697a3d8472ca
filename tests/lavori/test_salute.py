"""/healthz tells the parts apart and leaks nothing."""

import time

import pytest
from celery.signals import after_task_publish
from django.core.cache import cache

from socialabs.base import salute
from socialabs.lavori.tasks import batti


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nessun_segno():
    cache.clear()


def test_nothing_alive_but_pages_are_served(client):
    risposta = client.get("/healthz")
    parti = risposta.json()["parti"]
    assert risposta.status_code == 200
    assert {nome: parte["stato"] for nome, parte in parti.items()} == {
        "database": "ok",
        "broker": "ok",
        "worker": "ko",
        "beat": "ko",
    }
    assert client.get("/healthz?completo=1").status_code == 503


def test_all_alive(client):
    batti()
    after_task_publish.send(sender="socialabs.lavori.tasks.batti")
    risposta = client.get("/healthz?completo=1")
    assert risposta.status_code == 200
    assert risposta.json()["parti"]["beat"]["eta_secondi"] < 5


def test_other_messages_are_no_sign_of_beat(client):
    after_task_publish.send(sender="socialabs.lavori.tasks.esegui")
    assert client.get("/healthz").json()["parti"]["beat"]["stato"] == "ko"


def test_silent_worker_is_dead(client):
    cache.set("salute:worker", time.time() - salute.MUTO_DOPO - 10)
    parte = client.get("/healthz").json()["parti"]["worker"]
    assert parte["stato"] == "ko" and parte["eta_secondi"] > salute.MUTO_DOPO


def test_broker_down(client, settings):
    settings.CELERY_BROKER_URL = "redis://:segreto@127.0.0.1:1/0"
    risposta = client.get("/healthz")
    assert risposta.status_code == 503
    assert risposta.json()["parti"]["broker"] == {"stato": "ko"}
    assert "segreto" not in risposta.text and "127.0.0.1" not in risposta.text


def test_database_down(client, monkeypatch):
    def guasto():
        raise OSError("password of the database")

    with monkeypatch.context() as durante:
        durante.setattr(salute.connection, "cursor", guasto)
        risposta = client.get("/healthz")
    assert risposta.status_code == 503 and "password" not in risposta.text
