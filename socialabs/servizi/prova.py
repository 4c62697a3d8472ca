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
from typing import IO

from socialabs.servizi import incorporati, preparazione, sistema
from socialabs.servizi.cartella import ROOT, Cartella, private_folder
from socialabs.servizi.opzioni import Opzioni
from socialabs.servizi.processi import follow_parent, signals_as_interrupt, stop_signals


# The tests in a browser run beside all others: most of their work is the browser's and the portal's, not their own.
# The order is shuffled, but the same for everybody: a failure can be repeated. A run with arguments shuffles anew.
COMMON = ["-q", "-rs", "--randomly-seed=681999"]
BROWSER = "tests/browser"
IN_A_BROWSER = ["pytest", *COMMON, BROWSER]
OTHERS = ["slipcover", "-m", "pytest", *COMMON, "-n", "2", "--dist=loadgroup", f"--ignore={BROWSER}"]
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
    with (
        signals_as_interrupt(),
        temporary_folder() as cartella,
        incorporati.started(cartella, "prova", throw_away=True) as servizi,
    ):
        env = incorporati.completed(servizi.ambiente)
        code = foreground(python("pytest", *words), env) if words else everything(env)
    for componente in missing:
        print(f"Non eseguito: {componente.senza}. Serve: {sistema.advice([componente])}")
    return code


def everything(env: dict[str, str]) -> int:
    """Run all the tests; what those in a browser say comes last. The first exit code of pytest that is not 0."""
    with tempfile.TemporaryFile("w+") as said, beside(python(*IN_A_BROWSER), env, said) as browser:
        code = foreground(python(*OTHERS), env)
        browser.wait()
        said.seek(0)
        print(said.read())
    return code or browser.returncode


def python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


@contextmanager
def beside(command: list[str], env: dict[str, str], output: IO[str]) -> Iterator[subprocess.Popen]:
    """A command that runs in the meantime; it does not outlive what goes on here."""
    parent = os.getpid()
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdout=output,
        stderr=subprocess.STDOUT,
        preexec_fn=lambda: follow_parent(parent, signal.SIGINT),
    )
    try:
        yield child
    finally:
        child.send_signal(signal.SIGINT)
        child.wait()


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
