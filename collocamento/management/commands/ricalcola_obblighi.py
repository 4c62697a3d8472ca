"""Compute the obligations again after a change of code tables, parameters or engine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum
from django.utils.translation import gettext as _

from collocamento.azioni.ricalcolo import PropostaSuperata, applica, prepara
from collocamento.importazione.squadra import AiutanteFermo
from collocamento.models import PropostaRicalcolo
from socialabs.base.contesto import Contesto


class Command(BaseCommand):
    help = (
        "Mostra chi cambierebbe ricalcolando gli obblighi con tabelle e regole di oggi; con --applica, li ricalcola."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--applica", action="store_true", help="applica l'anteprima appena mostrata")

    def handle(self, *args: Any, **options: Any) -> None:
        ctx = Contesto.sistema("ricalcola_obblighi")
        try:
            proposta = prepara(ctx=ctx)
            if proposta is None:
                self.stdout.write(_("Gli obblighi sono già calcolati con le tabelle e le regole di oggi."))
                return
            self._mostra(proposta)
            if not options["applica"]:
                self.stdout.write(_("Nessuna cifra è cambiata. Per applicare: ricalcola_obblighi --applica"))
                return
            numero = applica(proposta=proposta, ctx=ctx).prospetti
        except AiutanteFermo as errore:
            raise CommandError(
                _("Un processo di calcolo si è interrotto: ripeti il comando, riprende da lì.")
            ) from errore
        except PropostaSuperata as errore:
            raise CommandError(str(errore)) from errore
        self.stdout.write(_("Prospetti ricalcolati: %(numero)s") % {"numero": numero})

    def _mostra(self, proposta: PropostaRicalcolo) -> None:
        somme = proposta.differenze.aggregate(
            prima=Sum("mancano_prima", default=0), dopo=Sum("mancano_dopo", default=0)
        )
        for etichetta, valore in (
            (_("Prospetti da ricalcolare"), proposta.prospetti),
            (_("Letti di nuovo dall'originale"), proposta.dagli_originali),
            (_("Non ricalcolabili, restano come sono"), proposta.illeggibili),
            (_("Datori con cifre diverse"), proposta.datori_cambiati),
            (_("Posti scoperti di quei datori, prima e dopo"), f"{somme['prima']} → {somme['dopo']}"),
        ):
            self.stdout.write(f"{etichetta}: {valore}")
