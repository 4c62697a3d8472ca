from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from socialabs.base.cifratura import ChiaveMancante, chiave_corrente
from socialabs.base.contesto import Contesto
from socialabs.base.rotazione import LOTTO, da_ricifrare, luoghi_cifrati, ricifra_colonna
from socialabs.registro.azioni import registra_evento


class Command(BaseCommand):
    help = _(
        "Cifra di nuovo tutti i dati con la prima chiave di FIELD_ENCRYPTION_KEYS. Si può interrompere e ripetere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--conta", action="store_true", help=_("dice soltanto quanti dati usano un'altra chiave"))
        parser.add_argument("--lotto", type=int, default=LOTTO, help=_("righe per transazione (%(default)s)"))

    def handle(self, *args: Any, conta: bool, lotto: int, **options: Any) -> None:
        totali = {str(colonna): da_ricifrare(colonna) for colonna in luoghi_cifrati()}
        if not conta and any(totali.values()):
            self._ricifra(lotto)
            dettagli = {"chiave": chiave_corrente(), "colonne": {nome: n for nome, n in totali.items() if n}}
            registra_evento(Contesto.sistema("ricifra"), "chiavi.ruotate", dettagli=dettagli)
        for nome, quanti in totali.items():
            if quanti:
                self.stdout.write(f"{nome}: {quanti}")
        frase = _("Dati sotto un'altra chiave: %(n)d.") if conta else _("Dati cifrati di nuovo: %(n)d.")
        self.stdout.write(frase % {"n": sum(totali.values())})
        if not conta:
            frase = _(
                "Tutto usa la chiave «%(chiave)s»: le altre si possono togliere, custodite con le vecchie copie."
            )
            self.stdout.write(frase % {"chiave": chiave_corrente()})

    def _ricifra(self, lotto: int) -> None:
        for colonna in luoghi_cifrati():
            try:
                for quanti in ricifra_colonna(colonna, lotto):
                    self.stderr.write(f"{colonna} +{quanti}")
            except ChiaveMancante as errore:
                raise CommandError(
                    _("%(colonna)s: un dato usa una chiave che FIELD_ENCRYPTION_KEYS non contiene, o è alterato.")
                    % {"colonna": colonna}
                ) from errore
