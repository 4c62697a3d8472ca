"""`manage.py prova`: everything the tests need, from nothing, then pytest beside servers of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from socialabs.servizi import incorporati, preparazione, sistema
from socialabs.servizi.cartella import ROOT, Cartella, private_folder
from socialabs.servizi.opzioni import Opzioni
from socialabs.servizi.processi import follow_parent, signals_as_interrupt, stop_signals


# Three processes for two cores: one drives the browser while the others work through the rest, which waits for the
# database a quarter of the time. The order is shuffled, but the same for everybody: a failure can be repeated. A run
# with arguments shuffles anew.
ALL = ["-n", "3", "--dist=loadgroup", "--randomly-seed=681999"]
ALL_WITH_COVERAGE = ["slipcover", "-m", "pytest", *ALL, "-q", "-rs"]
DESCRIZIONE = "Esegue le prove con un PostgreSQL e un Valkey temporanei, anche mentre il portale è avviato."
AIUTO = """\
Ogni altro argomento passa a pytest; senza argomenti esegue tutte le prove e stampa la copertura. Per esempio:

  python3 manage.py prova
  python3 manage.py prova tests/servizi -x

La prima volta installa le librerie di prova in .venv; da root anche Chromium, Pango e gettext, altrimenti dice come.
Esce con il codice di pytest.
"""


def run(argv: list[str]) -> int:
    """Carry out `prova`: pytest's exit code."""
    words = argv[2:]
    if {"-h", "--help"} & set(words):
        Opzioni("prova", DESCRIZIONE, AIUTO).parse_args(["--help"])
    preparazione.ensure("prova", argv)
    log = private_folder(private_folder(preparazione.LOCAL) / "log") / "preparazione.log"
    missing = sistema.provide((sistema.PANGO, sistema.CHROMIUM, sistema.GETTEXT), log)
    command = [sys.executable, "-m", *(["pytest", *words] if words else ALL_WITH_COVERAGE)]
    with (
        signals_as_interrupt(),
        temporary_folder() as cartella,
        incorporati.started(cartella, "prova", throw_away=True) as servizi,
    ):
        code = foreground(command, incorporati.completed(servizi.ambiente))
    for componente in missing:
        print(f"Non eseguito: {componente.senza}. Serve: {sistema.advice([componente])}")
    return code


@contextmanager
def temporary_folder() -> Iterator[Cartella]:
    """A data folder of this run alone, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="socialabs-prova-") as name:
        cartella = Cartella.at(Path(name))
        try:
            yield cartella
        finally:
            for folder in (cartella.servizi, cartella.socket):
                shutil.rmtree(folder, ignore_errors=True)


def foreground(command: list[str], env: dict[str, str]) -> int:
    """Run a command that keeps the terminal (for a debugger) and return its exit code.

    Ctrl-C reaches it through the terminal and it decides what to do; the other stop signals are passed on to it.
    """
    parent = os.getpid()
    child = subprocess.Popen(command, cwd=ROOT, env=env, preexec_fn=lambda: follow_parent(parent, signal.SIGTERM))

    def pass_on(number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT and child.returncode is None:
            os.kill(child.pid, number)

    for number in stop_signals():
        signal.signal(number, pass_on)
    code = child.wait()
    return code if code >= 0 else 128 - code
