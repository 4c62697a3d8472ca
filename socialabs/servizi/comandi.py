"""What manage.py does with its words: our two commands, or a Django command with a database at hand."""

import os
from collections.abc import Sequence

from socialabs.servizi import avvia, incorporati, preparazione, prova
from socialabs.servizi.cartella import Cartella, chosen_base
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.schermo import say


PRESENTAZIONE = """\
SOCIALABS

  python3 manage.py avvia     avvia il portale su questa macchina (avvia --help per porte, dati, demo)
  python3 manage.py prova     esegue tutte le prove (prova --help)
"""

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
        say(f"SOCIALABS: {guasto}")
        return 1
    except KeyboardInterrupt:
        say("\nInterrotto.")
        return 130


def dispatch(argv: list[str]) -> int:
    """Hand the words over to `avvia`, `prova` or Django."""
    word = argv[1] if len(argv) > 1 else "help"
    if word == "avvia":
        return avvia.run(argv)
    if word == "prova":
        return prova.run(argv)
    if word in ("help", "-h", "--help") and len(argv) < 3:
        print(PRESENTAZIONE, flush=True)
        if not preparazione.is_ready("avvio"):
            return 0
    preparazione.ensure("avvio", argv)
    return django(argv)


def django(argv: list[str]) -> int:
    """Run a Django command, with the embedded servers unless the environment names a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")
    if os.environ.get("DATABASE_URL"):
        return execute(argv)
    cartella = Cartella.at(chosen_base())
    if not needs_servers(argv):
        cartella.create()
        os.environ.update(incorporati.completed(incorporati.environment(cartella)))
        return execute(argv)
    with incorporati.available(cartella, argv[1]) as ambiente:
        os.environ.update(incorporati.completed(ambiente))
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
