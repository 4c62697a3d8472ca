"""What no wheel brings: a few Debian packages, installed when we are root and named in one line otherwise."""

import ctypes
import importlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from socialabs.servizi.schermo import say


@dataclass(frozen=True)
class Componente:
    """Something of the operating system: its Debian packages, what is missing without it, how to see it is there."""

    pacchetti: tuple[str, ...]
    senza: str
    presente: Callable[[], bool]


def libraries_load(*names: str) -> bool:
    """Whether the dynamic linker finds every shared library."""
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_ensurepip() -> bool:
    """Whether this Python can make a virtual environment with pip (Debian ships that part in its own package)."""
    importlib.invalidate_caches()
    return find_spec("ensurepip") is not None


def chromium() -> str | None:
    """The browser of the tests: the one without windows if there is, which costs a third less time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


VENV = Componente(("python3-venv",), "l'ambiente virtuale", has_ensurepip)
PANGO = Componente(
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "i documenti PDF",
    lambda: libraries_load("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
CHROMIUM = Componente(
    ("chromium-headless-shell",), "le prove nel browser (accessibilità)", lambda: chromium() is not None
)
GETTEXT = Componente(("gettext",), "il controllo dei cataloghi delle traduzioni", lambda: bool(shutil.which("msgfmt")))


def provide(componenti: Iterable[Componente], log: Path) -> list[Componente]:
    """Install what is missing if we are root on Debian; return what is still missing. apt writes to `log`."""
    missing = [componente for componente in componenti if not componente.presente()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [name for componente in missing for name in componente.pacchetti]
        say(f"Installo i pacchetti di sistema: {' '.join(packages)}")
        install(packages, log)
    return [componente for componente in missing if not componente.presente()]


def install(packages: list[str], log: Path) -> None:
    """Refresh apt's lists and install; a failure shows later, as a component that is still missing."""
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("ab") as out:
        for command in (["update"], ["install", "--no-install-recommends", *packages]):
            subprocess.run([*apt, *command], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment)


def advice(missing: Iterable[Componente]) -> str:
    """The command that installs what is missing."""
    packages = " ".join(name for componente in missing for name in componente.pacchetti)
    return f"sudo apt-get install --no-install-recommends {packages}"
