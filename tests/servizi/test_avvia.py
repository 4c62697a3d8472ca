"""What the first command says. That it starts from an empty folder and leaves nothing is for tests/browser."""

import json
import os
from pathlib import Path

import pytest

from socialabs.servizi import allestimento, avvia
from socialabs.servizi.cartella import Cartella
from socialabs.servizi.valkey import free_port


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


@pytest.mark.parametrize(
    ("words", "commands", "accounts"), [([], ["migrate", "carica_demo"], 15), (["--senza-demo"], ["migrate"], 0)]
)
def test_without_the_demo_only_the_database_is_brought_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], commands: list[str], accounts: int
) -> None:
    done = []
    monkeypatch.setenv("OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setattr("django.core.management.call_command", lambda name, **options: done.append(name))
    allestimento.main([*words, "--conti", str(tmp_path / "conti.json")])
    assert done == commands
    assert len(json.loads((tmp_path / "conti.json").read_text())) == accounts


def test_nothing_answers_on_a_free_port() -> None:
    assert avvia.health(free_port()) is None


def test_the_welcome_names_the_address_and_each_account(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    places = Cartella(tmp_path, tmp_path, tmp_path)
    places.accounts_file.write_text(json.dumps([("anna@esempio", "Tutor"), ("ugo@esempio", "Operatore CPI")]))
    avvia.welcome(places, 8001, 2.6)
    said = capsys.readouterr().err
    assert "pronto in 3 secondi:  http://localhost:8001" in said
    assert "  Tutor          anna@esempio\n  Operatore CPI  ugo@esempio\n" in said
