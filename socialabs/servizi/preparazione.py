"""The virtual environment, made on the way by whatever Python runs manage.py.

A stamp inside `.venv`, written last, says for which Python, folder and requirements it was completed: whatever was
interrupted has none, and is completed or made again. Built in place and not renamed, since its scripts hold their own
path. An environment that somebody made by hand is completed, not replaced.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from socialabs.servizi import sistema
from socialabs.servizi.cartella import ROOT, Occupata, lock, private_folder
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import follow_parent
from socialabs.servizi.schermo import say


VENV = ROOT / ".venv"
STAMP = "timbro.json"
REQUIREMENTS = ROOT / "requirements"
LOCAL = ROOT / ".local"

# Set to "pronto" where the interpreter already has the requirements (a container image): then nothing is made.
READY_VARIABLE = "SOCIALABS_AMBIENTE"

# Each set of requirements includes the ones before it.
SETS = ("avvio", "prova")

REASONS = (
    ("DO NOT MATCH THE HASHES", "un pacchetto scaricato non corrisponde alla sua impronta"),
    ("No space left", "il disco è pieno"),
    ("is not a supported wheel", "una libreria non esiste per questa macchina"),
    ("No matching distribution", "una libreria non si trova: manca la rete, o non esiste per questa macchina"),
)


def fingerprint(name: str, folder: Path = REQUIREMENTS) -> str:
    """SHA-256 of a requirements file."""
    return hashlib.sha256((folder / f"{name}.txt").read_bytes()).hexdigest()


def expected_stamp(name: str, venv: Path = VENV, folder: Path = REQUIREMENTS) -> dict:
    """The stamp of a complete environment that holds the set `name`."""
    included = SETS[: SETS.index(name) + 1]
    return {
        "python": "{}.{}".format(*sys.version_info),
        "cartella": str(venv),
        "requisiti": {item: fingerprint(item, folder) for item in included},
    }


def read_stamp(venv: Path = VENV) -> dict:
    """The stamp of an environment; empty when it is missing, unreadable, or its Python is gone."""
    if not os.access(venv / "bin" / "python", os.X_OK):
        return {}
    try:
        return json.loads((venv / STAMP).read_text())
    except (OSError, ValueError):
        return {}


def same_place(stamp: dict, expected: dict) -> bool:
    """Whether the environment was made by this version of Python, in this folder: then it can be updated."""
    return all(stamp.get(key) == expected[key] for key in ("python", "cartella"))


def is_complete(stamp: dict, expected: dict) -> bool:
    """Whether the environment holds what is expected (and maybe more)."""
    return same_place(stamp, expected) and expected["requisiti"].items() <= stamp["requisiti"].items()


def write_stamp(name: str, venv: Path = VENV) -> None:
    """Declare that the environment holds the set `name`."""
    (venv / STAMP).write_text(json.dumps(expected_stamp(name, venv), indent=1))


def ensure(name: str, argv: list[str]) -> None:
    """Make the environment hold the set `name` and go on inside it (the process is replaced, its pid stays).

    Raises Guasto when Debian's python3-venv or the network is missing.
    """
    if os.environ.get(READY_VARIABLE) == "pronto":
        return
    if not is_ready(name):
        prepare(name, argv)
    if not inside():
        restart(VENV / "bin" / "python", argv)


def inside() -> bool:
    """Whether this Python is the environment's own."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def is_ready(name: str) -> bool:
    """Whether nothing has to be installed for the set `name`."""
    return os.environ.get(READY_VARIABLE) == "pronto" or is_complete(read_stamp(), expected_stamp(name))


def prepare(name: str, argv: list[str]) -> None:
    """Build or update the environment; only one command at a time does it, the others wait."""
    log = private_folder(private_folder(LOCAL) / "log") / "preparazione.log"
    path = LOCAL / "preparazione.lock"
    try:
        with lock(path):
            build(name, argv, log)
    except Occupata:
        say("Un altro comando sta preparando l'ambiente: attendo che finisca.")
        with lock(path, wait=True):
            build(name, argv, log)


def build(name: str, argv: list[str], log: Path) -> None:
    """Create the environment unless it can be updated, install the requirements, stamp it."""
    stamp, expected = read_stamp(), expected_stamp(name)
    if is_complete(stamp, expected):
        return
    if not (same_place(stamp, expected) if stamp else has_pip()):
        create(argv, log)
    say("Installo le librerie in .venv (la prima volta può servire qualche minuto).")
    (VENV / STAMP).unlink(missing_ok=True)
    python = VENV / "bin" / "python"
    call(installer(python, REQUIREMENTS / f"{name}.txt"), log, "Le librerie non si installano")
    compile_all(python)
    write_stamp(name)


def installer(python: Path, requirements: Path) -> list[str | Path]:
    """The command that installs a file of requirements: just what it lists.

    The file is the whole closure. Left to look for dependencies, pip finds a newer release of one that is asked for
    with an extra, and stops because that one has no hash.
    """
    pip = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    return [*pip, "--no-compile", "--no-deps", "--require-hashes", "-r", requirements]


def compile_all(python: Path) -> None:
    """Compile the libraries on all cores; pip does it on one. Some carry files of another Python, which never run."""
    command = [python, "-m", "compileall", "-q", "-j", "0", VENV / "lib"]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def has_pip() -> bool:
    """Whether there is an environment of this version of Python, in its place, with a pip that starts."""
    python = VENV / "bin" / "python"
    if not os.access(python, os.X_OK):
        return False
    code = "import sys, pip; print(sys.prefix, '{}.{}'.format(*sys.version_info))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.split() == [str(VENV), "{}.{}".format(*sys.version_info)]


def create(argv: list[str], log: Path) -> None:
    """Make an empty environment in place of whatever is there."""
    if inside():
        # It cannot be replaced under our own feet: go on from the Python that it was made with.
        restart(Path(sys._base_executable), argv)
    missing = sistema.provide((sistema.VENV, sistema.PANGO), log)
    if sistema.VENV in missing:
        raise Guasto(f"Manca una parte di Python. Installala con: {sistema.advice(missing)}")
    say("Preparo l'ambiente virtuale in .venv.")
    call([sys.executable, "-m", "venv", "--clear", VENV], log, "L'ambiente virtuale non si crea")


def call(command: list[str | Path], log: Path, failure: str) -> None:
    """Run a command with its output in `log`. Raises Guasto with the reason that the output tells."""
    parent = os.getpid()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: follow_parent(parent, signal.SIGTERM),
    )
    with log.open("a") as file:
        file.write(done.stdout)
    if done.returncode != 0:
        raise Guasto(f"{failure}: {reason(done.stdout)}. Dettagli in {log}")


def reason(output: str) -> str:
    """An Italian reason for what pip or venv printed; its own last line when none is known."""
    for sign, text in REASONS:
        if sign in output:
            return text
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "nessuna spiegazione"


def restart(python: Path, argv: list[str]) -> None:
    """Replace this process by the same command under another Python."""
    sys.stdout.flush()
    os.execv(python, [str(python), *argv])
