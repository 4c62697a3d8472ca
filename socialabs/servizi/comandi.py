"""What manage.py does with its words: our two commands, or a Django command with a database at hand."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from socialabs.servizi import incorporati
from socialabs.servizi.cartella import ROOT, Cartella
from socialabs.servizi.guasto import Guasto


# Commands that read no row: they start no server. `check --database` is told apart below.
WITHOUT_SERVERS = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "startapp",
    "version",
}


def run(argv: Sequence[str]) -> int:
    """Carry out the command line; the exit code. A Guasto becomes one line on the error stream."""
    try:
        return dispatch(list(argv))
    except Guasto as guasto:
        print(f"SOCIALABS: {guasto}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrotto.", file=sys.stderr)
        return 130


def dispatch(argv: list[str]) -> int:
    """Hand the words over to `avvia`, `prova` or Django."""
    return django(argv)


def django(argv: list[str]) -> int:
    """Run a Django command, with the embedded servers unless the environment names a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")
    if os.environ.get("DATABASE_URL"):
        return execute(argv)
    cartella = chosen_folder()
    if not needs_servers(argv):
        cartella.create()
        incorporati.export(incorporati.environment(cartella))
        return execute(argv)
    with incorporati.available(cartella, argv[1]) as ambiente:
        incorporati.export(ambiente)
        return execute(argv)


def execute(argv: list[str]) -> int:
    """Run Django's own command line in this process."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
    return 0


def needs_servers(argv: list[str]) -> bool:
    """Whether the Django command on this command line talks to the database."""
    words = argv[1:]
    if not words or {"-h", "--help", "--version"} & set(words):
        return False
    return words[0] not in WITHOUT_SERVERS or any(word.startswith("--database") for word in words)


def chosen_folder() -> Cartella:
    """The data folder: `.local` in the checkout, or the one that SOCIALABS_DATI names."""
    return Cartella.at(Path(os.environ.get("SOCIALABS_DATI") or ROOT / ".local"))
