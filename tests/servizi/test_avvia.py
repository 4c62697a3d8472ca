"""The first command for real: from an empty folder to a page, and nothing left after SIGTERM."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from socialabs.servizi import avvia, porte
from socialabs.servizi.cartella import ROOT, Cartella, read_state
from socialabs.servizi.processi import start_time
from socialabs.servizi.valkey import free_port


@pytest.fixture
def places(tmp_path: Path, request: pytest.FixtureRequest) -> Cartella:
    places = Cartella.at(tmp_path / "dati")
    request.addfinalizer(places.erase)
    return places


@pytest.mark.processi
def test_from_an_empty_folder_to_a_page_and_back(places: Cartella) -> None:
    port = free_port()
    command = [sys.executable, "manage.py", "avvia", "--senza-demo", f"--porta={port}", f"--dati={places.base}"]
    env = {
        name: text for name, text in os.environ.items() if not re.match("DATABASE_URL|OWNER_|REDIS_|DATA_DIR", name)
    }
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as portal:
        said = []
        for line in portal.stderr:
            said.append(line)
            if "Ctrl-C per fermare" in line:
                break
        assert f"http://localhost:{port}\n" in "".join(said), "".join(said)
        pids = [item["pid"] for item in read_state(places)["processi"]]
        with urllib.request.urlopen(f"http://localhost:{port}/") as page:
            assert page.status == 200
        assert avvia.health(port)["database"] is True
        portal.send_signal(signal.SIGTERM)
        assert portal.stderr.read().endswith("Portale fermato.\n")
    assert portal.returncode == 0
    assert len(pids) == 6
    assert [start_time(pid) for pid in pids] == [None] * 6
    assert porte.is_free(port)
    assert read_state(places) is None


@pytest.mark.parametrize(
    ("parts", "late", "said", "expected"),
    [
        ({"database": True, "beat": True}, False, "Lavori in secondo piano pronti.\n", True),
        ({"database": True, "beat": False}, False, "", False),
        ({"database": True, "beat": False}, True, "Attenzione, non risponde ancora: beat.\n", True),
        (None, True, "Attenzione, non risponde ancora: server web.\n", True),
    ],
)
def test_health_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    parts: dict | None,
    late: bool,
    said: str,
    expected: bool,
) -> None:
    monkeypatch.setattr(avvia, "health", lambda porta: parts)
    assert avvia.tell_health(8000, late) is expected
    assert capsys.readouterr().err == said


def test_nothing_answers_on_a_free_port() -> None:
    assert avvia.health(free_port()) is None


def test_the_welcome_names_the_address_and_each_account(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    places = Cartella(tmp_path, tmp_path, tmp_path)
    places.accounts_file.write_text(json.dumps([("anna@esempio", "Tutor"), ("ugo@esempio", "Operatore CPI")]))
    avvia.welcome(places, 8001, 2.6)
    said = capsys.readouterr().err
    assert "pronto in 3 secondi:  http://localhost:8001" in said
    assert "  Tutor          anna@esempio\n  Operatore CPI  ugo@esempio\n" in said
