"""What manage.py does with its words, and the one line of each thing that can go wrong."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from socialabs.servizi import avvia, comandi, porte
from socialabs.servizi.cartella import ROOT, Cartella, write_private
from socialabs.servizi.guasto import Guasto


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("migrate", True),
        ("shell", True),
        ("importa_prospetti a.zip", True),
        ("check", False),
        ("check --database default", True),
        ("makemessages -l en", False),
        ("migrate --help", False),
        ("--version", False),
        ("", False),
    ],
)
def test_only_commands_that_read_rows_start_the_servers(words: str, expected: bool) -> None:
    assert comandi.needs_servers(["manage.py", *words.split()]) is expected


def test_a_guasto_is_one_line_and_exit_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    def fail(argv: list[str]) -> int:
        raise Guasto("manca qualcosa.")

    monkeypatch.setattr(comandi, "dispatch", fail)
    assert comandi.run(["manage.py"]) == 1
    assert capsys.readouterr().err == "SOCIALABS: manca qualcosa.\n"


def bare_python(*words: str) -> subprocess.CompletedProcess:
    """Run manage.py as on a machine with nothing installed: no site packages, no database named."""
    env = {name: text for name, text in os.environ.items() if not re.match("DATABASE_URL|OWNER_|REDIS_", name)}
    command = [sys._base_executable, "-E", "-S", str(ROOT / "manage.py"), *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("command", ["avvia", "prova"])
def test_help_works_with_nothing_installed(command: str) -> None:
    done = bare_python(command, "--help")
    assert done.returncode == 0, done.stderr
    assert f"uso: python3 manage.py {command}" in done.stdout


def test_avvia_explains_itself() -> None:
    text = bare_python("avvia", "--help").stdout
    for word in ("--porta", "--dati", "--azzera", "--senza-demo", "cartella dati", "Ctrl-C"):
        assert word in text


def test_an_unknown_option_is_one_line() -> None:
    done = bare_python("avvia", "--boh")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "avvia --help" in done.stderr


def test_avvia_refuses_somebody_elses_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://vero")
    with pytest.raises(Guasto, match="DATABASE_URL è impostata"):
        avvia.run(["manage.py", "avvia"])


@pytest.fixture
def taken() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_told(taken: int) -> None:
    assert not porte.is_free(taken)
    with pytest.raises(Guasto, match=f"La porta {taken} è occupata"):
        porte.choose(taken)


def test_the_next_free_port_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porte, "FIRST", taken)
    monkeypatch.setattr(porte, "LAST", taken + 20)
    assert taken < porte.choose(None) <= taken + 20


def test_no_free_port_is_told(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porte, "FIRST", taken)
    monkeypatch.setattr(porte, "LAST", taken)
    with pytest.raises(Guasto, match="tutte occupate"):
        porte.choose(None)


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_a_port_that_cannot_be_is_told(port: int) -> None:
    with pytest.raises(Guasto, match=f"La porta {port} non esiste"):
        porte.choose(port)


@pytest.mark.parametrize(
    ("more", "comando", "expected"),
    [
        ({"porta": 8003}, "avvia", "già avviato (pid 7): http://localhost:8003"),
        ({}, "migrate", "in uso da «manage.py migrate» (pid 7)"),
    ],
)
def test_who_uses_the_folder_is_told(tmp_path: Path, more: dict, comando: str, expected: str) -> None:
    places = Cartella(tmp_path, tmp_path, tmp_path)
    assert "altro avvio in corso" in avvia.who_is_there(places)
    write_private(places.state_file, {"comando": comando, "processi": [{"pid": 7}], **more})
    assert expected in avvia.who_is_there(places)
