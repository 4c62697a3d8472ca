from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from socialabs.anagrafica.caricamento import carica
from socialabs.anagrafica.models import Comune


class Command(BaseCommand):
    help = "Aggiorna province e comuni dai file del progetto."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            carica(connection)
        self.stdout.write(f"Comuni: {Comune.objects.count()}, di cui attivi {Comune.objects.attivi().count()}.")
