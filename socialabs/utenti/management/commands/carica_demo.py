from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passi
from socialabs.registro import registra_evento
from socialabs.registro.models import Evento


VERBO = "demo.caricata"


class Command(BaseCommand):
    help = "Carica la Provincia dimostrativa: enti, conti, prospetti dell'anno precedente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--se-vuoto", action="store_true", help="non fa nulla se la demo è già stata caricata")

    def handle(self, *args: Any, se_vuoto: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("I dati dimostrativi si caricano solo con DEMO=1: questo è un portale vero.")
        if se_vuoto and Evento.objects.filter(verbo=VERBO).exists():
            return
        autodiscover_modules("demo")
        demo = Dimostrazione(ctx=Contesto.sistema("carica_demo"))
        with transaction.atomic():
            for _ordine, titolo, funzione in passi():
                self.stdout.write(f"Demo: {titolo}...")
                funzione(demo)
            registra_evento(demo.ctx, VERBO)
        self.stdout.write(self.style.SUCCESS("Demo caricata."))
