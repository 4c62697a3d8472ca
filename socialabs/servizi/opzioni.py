"""A command line in Italian, from the standard library alone: `--help` works with nothing installed."""

import argparse
from typing import NoReturn

from socialabs.servizi.guasto import Guasto


class Formato(argparse.RawDescriptionHelpFormatter):
    """argparse's help with its one fixed English word in Italian."""

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "uso: ")


class Opzioni(argparse.ArgumentParser):
    """A parser whose help is in Italian and whose errors are a Guasto."""

    def __init__(self, comando: str, description: str, epilog: str):
        super().__init__(
            prog=f"python3 manage.py {comando}",
            description=description,
            epilog=epilog,
            formatter_class=Formato,
            add_help=False,
            allow_abbrev=False,
        )
        self.comando = comando
        self._optionals.title = "opzioni"
        self.add_argument("-h", "--help", action="help", help="mostra questo aiuto")

    def error(self, message: str) -> NoReturn:
        raise Guasto(f"riga di comando non valida ({message}): vedi «python3 manage.py {self.comando} --help».")
