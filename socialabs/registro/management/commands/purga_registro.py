from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.azioni import registra_evento
from socialabs.registro.models import Evento


MESI = 24


class Command(BaseCommand):
    help = _("Elimina dal registro gli eventi più vecchi di un certo numero di mesi (proprietario del database).")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mesi", type=int, default=MESI, help=_("mesi da conservare (predefiniti: %(default)s)"))
        parser.add_argument("--esegui", action="store_true", help=_("elimina davvero; altrimenti conta soltanto"))

    def handle(self, *args: Any, mesi: int, esegui: bool, **options: Any) -> None:
        if mesi < 1:
            raise CommandError(_("--mesi: serve almeno un mese."))
        limite = adesso() - relativedelta(months=mesi)
        vecchi = Evento.objects.filter(quando__lt=limite)
        if not esegui:
            frase = _("Eventi precedenti al %(giorno)s: %(quanti)d. Con --esegui verranno eliminati.")
            quanti = vecchi.count()
        else:
            frase = _("Eventi precedenti al %(giorno)s eliminati: %(quanti)d.")
            quanti = self._elimina(vecchi, mesi)
        self.stdout.write(frase % {"giorno": f"{localtime(limite):%d/%m/%Y}", "quanti": quanti})

    def _elimina(self, vecchi: Any, mesi: int) -> int:
        """Delete and note it in the same transaction. The web role holds no right to, which is said in words."""
        try:
            with transaction.atomic():
                quanti = vecchi._raw_delete(vecchi.db)
                dettagli = {"mesi": mesi, "eventi": quanti}
                registra_evento(Contesto.sistema("purga_registro"), "registro.purgato", dettagli=dettagli)
        except ProgrammingError as errore:
            raise CommandError(
                _("Il registro si elimina solo come proprietario del database: impostare OWNER_DATABASE_URL.")
            ) from errore
        return quanti
