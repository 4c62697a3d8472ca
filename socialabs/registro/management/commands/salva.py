import os
from getpass import getpass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import ProgrammingError
from django.utils.translation import gettext as _

from socialabs.base import parola
from socialabs.base.contesto import Contesto
from socialabs.base.salvataggio import salva
from socialabs.registro.azioni import registra_evento


class Command(BaseCommand):
    help = _(
        "Salva in un file zip il database e i file privati. Le chiavi di cifratura restano fuori, così che chi trova"
        " la copia non legga i dati sanitari: vanno custodite a parte. Con --con-chiavi entrano, chiuse da una frase"
        " segreta."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("il file da scrivere; non deve esistere"))
        parser.add_argument(
            "--con-chiavi",
            action="store_true",
            help=_("aggiunge FIELD_ENCRYPTION_KEYS, chiusa dalla frase segreta di SALVATAGGIO_FRASE o chiesta ora"),
        )

    def handle(self, *args: Any, file: Path, con_chiavi: bool, **options: Any) -> None:
        if file.exists():
            raise CommandError(_("%(file)s esiste già: scegliere un altro nome.") % {"file": file})
        try:
            esito = salva(file, self._chiavi() if con_chiavi else None)
        except OSError as errore:
            raise CommandError(
                _("%(file)s: non si può scrivere (%(motivo)s).") % {"file": file, "motivo": errore.strerror}
            ) from errore
        except ProgrammingError as errore:
            raise CommandError(
                _("I dati si salvano solo come proprietario del database: impostare OWNER_DATABASE_URL.")
            ) from errore
        dettagli = {"tabelle": esito.tabelle, "righe": esito.righe, "file": esito.file, "chiavi": con_chiavi}
        registra_evento(Contesto.sistema("salva"), "dati.salvati", dettagli=dettagli)
        self.stdout.write(_("Salvate %(righe)d righe di %(tabelle)d tabelle e %(file)d file.") % dettagli)
        if not con_chiavi:
            self.stdout.write(
                _("Le chiavi (FIELD_ENCRYPTION_KEYS) non sono nella copia: senza, i dati non si leggono.")
            )

    def _chiavi(self) -> bytes:
        frase = os.environ.get("SALVATAGGIO_FRASE") or getpass(_("Frase segreta: "))
        try:
            return parola.chiudi(settings.FIELD_ENCRYPTION_KEYS.encode(), frase)
        except ValueError as errore:
            raise CommandError(
                _("La frase segreta deve avere almeno %(n)d caratteri.") % {"n": parola.LUNGHEZZA_MINIMA}
            ) from errore
