"""Compute the obligations again after a change of code tables, parameters or engine."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from collocamento.azioni.ricalcolo import ricalcola
from socialabs.base.contesto import Contesto


class Command(BaseCommand):
    help = "Ricalcola gli obblighi dei prospetti già importati, se tabelle o regole sono cambiate."

    def handle(self, *args: Any, **options: Any) -> None:
        numero = ricalcola(ctx=Contesto.sistema("ricalcola_obblighi")).prospetti
        self.stdout.write(_("Prospetti ricalcolati: %(numero)s") % {"numero": numero})
