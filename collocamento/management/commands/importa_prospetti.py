"""Import the returns that the ministry delivers: a zip, a folder, or one XML."""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from collocamento.azioni.consegne import ConsegnaNonImportata, importa
from collocamento.enums import EsitoFile
from collocamento.importazione.resoconto import resoconto
from collocamento.models import Consegna
from socialabs.base.contesto import Contesto


class Barra:
    """The import's progress on standard error."""

    def __init__(self) -> None:
        self.tqdm = tqdm(file=sys.stderr, unit="file", disable=None, leave=False)

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
        self.tqdm.total = totale
        self.tqdm.set_description(messaggio, refresh=False)
        self.tqdm.update(fatto - self.tqdm.n)


class Command(BaseCommand):
    help = "Importa i prospetti informativi UniPi da uno zip, da una cartella o da un singolo XML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("percorso", metavar="PATH", type=Path, help="zip, cartella o file XML da importare")
        parser.add_argument("--json", metavar="OUT", type=Path, help="scrive esiti e cifre in questo file JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        percorso: Path = options["percorso"]
        if not percorso.exists():
            raise CommandError(_("«%(percorso)s» non esiste.") % {"percorso": percorso})
        consegna = Consegna.objects.create(nome=percorso.name[-255:], sha256=_impronta(percorso))
        barra = Barra()
        try:
            importa(consegna, percorso, ctx=Contesto.sistema("importa_prospetti"), avanzamento=barra)
        except ConsegnaNonImportata as errore:
            raise CommandError(str(errore)) from errore
        except KeyboardInterrupt:
            raise CommandError(_("Importazione interrotta: nessun dato è cambiato."), returncode=130) from None
        finally:
            barra.tqdm.close()
        self._riassumi(consegna)
        if options["json"]:
            testo = json.dumps(resoconto(consegna), ensure_ascii=False, indent=1)
            options["json"].write_text(testo + "\n", encoding="utf-8")

    def _riassumi(self, consegna: Consegna) -> None:
        self.stdout.write(_("%(nome)s: %(totale)s file") % {"nome": consegna.nome, "totale": consegna.totale_file})
        for esito in EsitoFile:
            self.stdout.write(f"  {esito.label}: {consegna.conteggi.get(esito, 0)}")
        self.stdout.write(_("  di cui già ricevuti: %(numero)s") % {"numero": consegna.conteggi["gia_ricevuti"]})
        self.stdout.write(_("  datori di lavoro: %(numero)s") % {"numero": consegna.conteggi["datori"]})
        for file in consegna.files.rifiutati().order_by("nome"):
            luogo = _("%(nome)s, riga %(riga)s") % {"nome": file.nome, "riga": file.riga} if file.riga else file.nome
            self.stdout.write(f"  ✗ {luogo}: {file.messaggio}")


def _impronta(percorso: Path) -> str:
    """The fingerprint of a file; a folder has none of its own."""
    if percorso.is_dir():
        return ""
    with percorso.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
