from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from socialabs.archivio.orfani import ORE, orfani
from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento


class Command(BaseCommand):
    help = _("Trova i file dell'archivio che non appartengono più a nulla; con --esegui li elimina.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ore", type=int, default=ORE, help=_("età minima in ore (predefinita: %(default)s)"))
        parser.add_argument("--esegui", action="store_true", help=_("elimina davvero"))

    def handle(self, *args: Any, **options: Any) -> None:
        trovati = list(orfani(options["ore"]))
        if options["esegui"] and trovati:
            for percorso in trovati:
                percorso.unlink(missing_ok=True)
            registra_evento(Contesto.sistema("pulisci_archivio"), "file.orfani", dettagli={"file": len(trovati)})
        frase = _("File orfani eliminati: %(n)d.") if options["esegui"] else _("File orfani trovati: %(n)d.")
        self.stdout.write(frase % {"n": len(trovati)})
