"""The supervisor with real children: order, readiness, signals, death."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from socialabs.servizi import processi
from socialabs.servizi.cartella import ROOT
from socialabs.servizi.eco import Eco
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import Supervisore, start_time


pytestmark = pytest.mark.processi

WAITS = [sys.executable, "-c", "import time; print('pronto', flush=True); time.sleep(60)"]
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('pronto', flush=True); time.sleep(60)"
FAILS = [sys.executable, "-c", "print('motivo chiaro'); raise SystemExit(3)"]


def says_ready(log: Path) -> bool:
    return log.exists() and "pronto" in log.read_text()


def gone(pid: int, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while start_time(pid) is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    return start_time(pid) is None


def test_children_stop_in_reverse_order(tmp_path: Path) -> None:
    note = tmp_path / "ordine"
    code = (
        "import signal, sys, time\n"
        f"def stop(*words): open({str(note)!r}, 'a').write(sys.argv[1]); sys.exit()\n"
        "signal.signal(15, stop); print('pronto', flush=True); time.sleep(60)"
    )
    with Supervisore(tmp_path) as supervisore:
        for name in "ab":
            child = supervisore.launch(name, [sys.executable, "-c", code, name])
            supervisore.wait_until(child, lambda name=name: says_ready(tmp_path / f"{name}.log"))
    assert note.read_text() == "ba"


def test_a_child_that_dies_early_is_told_with_its_last_words(tmp_path: Path) -> None:
    with Supervisore(tmp_path) as supervisore, pytest.raises(Guasto, match=r"(?s)debole si è fermato.*motivo chiaro"):
        child = supervisore.launch("debole", FAILS)
        supervisore.wait_until(child, lambda: False)


def test_a_child_that_never_answers_is_told(tmp_path: Path) -> None:
    with Supervisore(tmp_path) as supervisore, pytest.raises(Guasto, match="muto non risponde dopo 0 secondi"):
        child = supervisore.launch("muto", WAITS)
        supervisore.wait_until(child, lambda: False, seconds=0)


def test_a_stubborn_child_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processi, "STOP_SECONDS", 0.2)
    with Supervisore(tmp_path) as supervisore:
        child = supervisore.launch("testardo", [sys.executable, "-c", STUBBORN])
        supervisore.wait_until(child, lambda: says_ready(child.log))
    assert child.popen.returncode == -signal.SIGKILL


def test_a_task_that_fails_is_told_and_one_that_ends_is_forgotten(tmp_path: Path) -> None:
    seen = []
    with Supervisore(tmp_path) as supervisore:
        supervisore.finish(supervisore.launch("breve", [sys.executable, "-c", "pass"]), lambda: seen.append(1))
        assert seen
        assert supervisore.processi == []
        with pytest.raises(Guasto, match=r"debole non riuscito \(uscita 3\)"):
            supervisore.finish(supervisore.launch("debole", FAILS), lambda: None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_waits_for_a_safe_point(tmp_path: Path, number: int) -> None:
    # Under nohup a closed terminal is ignored, and not one of them: the test brings its own state of things.
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with Supervisore(tmp_path) as supervisore:
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            with pytest.raises(KeyboardInterrupt):
                supervisore.check()
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, before)


def test_kill_9_of_the_supervisor_takes_the_children_along(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from socialabs.servizi.processi import Supervisore\n"
        "with Supervisore(Path(sys.argv[1])) as s:\n"
        "    print(s.launch('figlio', ['sleep', '60']).popen.pid, flush=True)\n"
        "    s.pause(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert start_time(child) is not None
        parent.kill()
    assert gone(child)


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("x" * 11)
    processi.rotate(log, limit=11)
    assert log.exists()
    processi.rotate(log, limit=10)
    assert not log.exists()
    assert (tmp_path / "web.log.1").exists()


def test_only_errors_reach_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    log = tmp_path / "worker.log"
    log.write_text("ERROR di ieri\n")
    eco = Eco("worker", log)
    with log.open("a") as file:
        file.write("INFO va tutto bene\n[1: ERROR/Main] guasto\nValueError: valore\nERROR a me")
    eco.show()
    assert capsys.readouterr().err == "[worker] [1: ERROR/Main] guasto\n[worker] ValueError: valore\n"
    with log.open("a") as file:
        file.write("tà\n")
    eco.show()
    assert capsys.readouterr().err == "[worker] ERROR a metà\n"
