import os
import zipfile
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import ProgrammingError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base import parola
from socialabs.base.contesto import Contesto
from socialabs.base.salvataggio import CHIAVI, CopiaNonValida, controlla, ripristina
from socialabs.registro.azioni import registra_evento


MOTIVI = {
    "file": gettext_lazy("la copia è illeggibile o danneggiata (%(dettaglio)s)."),
    "formato": gettext_lazy("non è una copia fatta da questo portale, o di una versione che non si legge più."),
    "migrazioni": gettext_lazy("la copia viene da un'altra versione del portale; differiscono: %(dettaglio)s."),
    "chiavi": gettext_lazy("FIELD_ENCRYPTION_KEYS non contiene le chiavi con cui la copia è cifrata."),
}


class Command(BaseCommand):
    help = _("Controlla una copia fatta con «salva»; con --esegui la mette al posto di tutti i dati presenti.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("la copia"))
        parser.add_argument("--esegui", action="store_true", help=_("sostituisce davvero tutti i dati"))
        parser.add_argument("--mostra-chiavi", action="store_true", help=_("scrive le chiavi che la copia contiene"))

    def handle(self, *args: Any, file: Path, esegui: bool, mostra_chiavi: bool, **options: Any) -> None:
        if mostra_chiavi:
            self.stdout.write(self._chiavi(file))
            return
        if esegui:
            call_command("migrate", interactive=False, verbosity=0)
        try:
            if esegui:
                esito = ripristina(file)
            else:
                manifesto = controlla(file)
        except CopiaNonValida as errore:
            motivo = MOTIVI[errore.codice] % {"dettaglio": errore.dettaglio}
            raise CommandError(f"{file}: {motivo}") from errore
        except ProgrammingError as errore:
            raise CommandError(
                _("I dati si ripristinano solo come proprietario del database: impostare OWNER_DATABASE_URL.")
            ) from errore
        if not esegui:
            righe = sum(tabella["righe"] for tabella in manifesto["tabelle"].values())
            frase = _(
                "La copia del %(quando)s è integra: %(righe)d righe e %(file)d file. Con --esegui sostituisce tutto."
            )
            self.stdout.write(frase % {"quando": manifesto["quando"], "righe": righe, "file": manifesto["file"]})
            return
        dettagli = {"tabelle": esito.tabelle, "righe": esito.righe, "file": esito.file}
        registra_evento(Contesto.sistema("ripristina"), "dati.ripristinati", dettagli=dettagli)
        self.stdout.write(_("Ripristinate %(righe)d righe di %(tabelle)d tabelle e %(file)d file.") % dettagli)

    def _chiavi(self, file: Path) -> str:
        try:
            with zipfile.ZipFile(file) as copia:
                chiuse = copia.read(CHIAVI)
        except (KeyError, OSError, zipfile.BadZipFile) as errore:
            raise CommandError(_("%(file)s: la copia non contiene chiavi.") % {"file": file}) from errore
        frase = os.environ.get("SALVATAGGIO_FRASE") or getpass(_("Frase segreta: "))
        try:
            return parola.apri(chiuse, frase).decode()
        except parola.ParolaErrata as errore:
            raise CommandError(_("La frase segreta non è quella della copia.")) from errore
