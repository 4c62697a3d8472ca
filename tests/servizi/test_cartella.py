"""The data folder: places, ownership, locks, and what it remembers of the servers."""

import os
import stat
from pathlib import Path

import pytest

from socialabs.servizi import cartella as modulo
from socialabs.servizi import incorporati, postgres
from socialabs.servizi.cartella import (
    Cartella,
    Occupata,
    is_running,
    lock,
    private_folder,
    read_state,
    wait_for_leftovers,
    write_private,
)
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import start_time
from socialabs.servizi.programmi import Programmi


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of an ordinary user, whoever runs the tests."""
    monkeypatch.setattr(modulo, "account", lambda: None)


def test_an_ordinary_user_keeps_everything_inside(as_user: None, tmp_path: Path) -> None:
    places = Cartella.at(tmp_path / "dati")
    assert places.servizi == tmp_path / "dati" / "servizi"
    assert postgres.database_url(places, "ruolo") == f"postgresql://ruolo@/socialabs?host={places.socket}"


def test_a_deep_folder_gets_a_short_socket(as_user: None, tmp_path: Path) -> None:
    deep = Cartella.at(tmp_path / ("cartella-lunga/" * 12))
    assert len(str(deep.socket / modulo.SOCKET_NAME).encode()) <= modulo.SOCKET_PATH_LIMIT
    assert deep.socket != Cartella.at(tmp_path / ("cartella-lunga/" * 13)).socket


def test_a_space_in_the_path_survives_the_address(as_user: None) -> None:
    places = Cartella.at(Path("/i miei dati"))
    assert postgres.database_url(places, "ruolo").endswith("/i%20miei%20dati/servizi/socket")


def test_folders_and_secrets_are_private(as_user: None, tmp_path: Path) -> None:
    places = Cartella.at(tmp_path / "dati")
    places.create()
    first = places.secrets()
    assert places.secrets() == first
    assert stat.S_IMODE(places.base.stat().st_mode) == 0o700
    assert stat.S_IMODE((places.base / "segreti.json").stat().st_mode) == 0o600


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vera").mkdir()
    (tmp_path / "finta").symlink_to(tmp_path / "vera")
    with pytest.raises(Guasto, match="di un altro utente"):
        private_folder(tmp_path / "finta")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(Guasto, match="di un altro utente"):
        private_folder(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Guasto, match="Non posso creare la cartella"):
        private_folder(tmp_path / "file" / "dentro")


def test_a_lock_has_one_holder_and_many_readers(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with lock(path), pytest.raises(Occupata), lock(path):
        pass
    with lock(path, shared=True), lock(path, shared=True):
        pass
    with lock(path, shared=True), pytest.raises(Occupata), lock(path):
        pass
    with lock(path):
        pass


def test_the_state_tells_a_reused_pid_apart(as_user: None, tmp_path: Path) -> None:
    places = Cartella.at(tmp_path)
    assert read_state(places) is None
    me = {"nome": "manage.py", "pid": os.getpid(), "inizio": start_time(os.getpid())}
    write_private(places.state_file, {"comando": "avvia", "processi": [me]})
    assert is_running(read_state(places))
    write_private(places.state_file, {"comando": "avvia", "processi": [{**me, "inizio": "1"}]})
    assert not is_running(read_state(places))
    wait_for_leftovers(read_state(places), seconds=0)


def test_a_leftover_that_does_not_stop_is_named() -> None:
    me = {"nome": "postgres", "pid": os.getpid(), "inizio": start_time(os.getpid())}
    with pytest.raises(Guasto, match=rf"postgres \(pid {os.getpid()}\) di un avvio precedente non si ferma"):
        wait_for_leftovers({"processi": [me]}, seconds=0)


def test_erasing_keeps_the_keys(as_user: None, tmp_path: Path) -> None:
    places = Cartella.at(tmp_path / "dati")
    places.create()
    keys = places.secrets()
    (places.base / "archivio").mkdir()
    (places.base / "beat.db.dat").write_text("x")
    places.erase()
    assert not places.servizi.exists()
    assert not (places.base / "archivio").exists()
    assert not (places.base / "beat.db.dat").exists()
    assert places.secrets() == keys


def test_what_the_user_sets_wins_but_for_the_addresses(
    as_user: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Cartella.at(tmp_path / "dati")
    places.create()
    monkeypatch.delenv("DATA_DIR", raising=False)
    monkeypatch.setenv("SECRET_KEY", "mia")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://altrove/vero")
    result = incorporati.completed(incorporati.environment(places))
    assert result["SECRET_KEY"] == "mia"
    assert result["OWNER_DATABASE_URL"] == postgres.database_url(places, postgres.OWNER_ROLE)
    assert result["DATA_DIR"] == str(places.base)


@pytest.mark.parametrize(("made_by", "refused"), [("17", True), ("18", False), ("19", True)])
def test_data_of_another_version_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_by: str, refused: bool
) -> None:
    (tmp_path / "PG_VERSION").write_text(f"{made_by}\n")
    monkeypatch.setattr(Programmi, "version", lambda self: "18.6")
    programs = Programmi(tmp_path, tmp_path, {})
    if refused:
        with pytest.raises(Guasto, match=f"è di PostgreSQL {made_by} e questo è il 18.*--azzera"):
            postgres.check_version(tmp_path, programs)
    else:
        postgres.check_version(tmp_path, programs)


def test_a_stale_pid_file_goes_and_a_true_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid_file = tmp_path / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n/dati\n")
    postgres.remove_stale_pid(tmp_path)
    assert not pid_file.exists()
    pid_file.write_text(f"{os.getpid()}\n/dati\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Guasto, match=f"pid {os.getpid()}"):
        postgres.remove_stale_pid(tmp_path)
    assert pid_file.exists()
