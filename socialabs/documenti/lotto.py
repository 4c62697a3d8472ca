"""A batch in one piece: a merged PDF to print and a zip to keep, both private and gone after a week.

The merge is a plain PDF with bookmarks: tags do not survive it whole, so it claims no accessibility; each document of
its own is the accessible one, and the only one that verifies.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import IO

import pikepdf
from django.utils.translation import gettext as _

from socialabs.archivio.azioni import apri, deposita
from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.documenti.models import Documento


ORIGINE = "documenti.lotto"
GIORNI = 7
Progresso = Callable[[int], None]


def raccogli(
    documenti: Sequence[Documento], *, ctx: Contesto, progresso: Progresso
) -> tuple[FilePrivato, FilePrivato]:
    """The merged PDF and the zip of `documenti`, deposited. `progresso` is told how many are in."""
    with tempfile.TemporaryFile() as unito, tempfile.TemporaryFile() as archivio:
        _scrivi(documenti, unito, archivio, progresso)
        unito.seek(0)
        archivio.seek(0)
        nome = f"documenti-{oggi():%Y%m%d}"
        scade = adesso() + timedelta(days=GIORNI)
        comuni = {"ctx": ctx, "origine": ORIGINE, "scade_il": scade}
        return (
            deposita(unito, nome=f"{nome}.pdf", tipo_mime="application/pdf", **comuni),
            deposita(archivio, nome=f"{nome}.zip", tipo_mime="application/zip", **comuni),
        )


def _scrivi(documenti: Sequence[Documento], unito: IO[bytes], archivio: IO[bytes], progresso: Progresso) -> None:
    with pikepdf.new() as somma, zipfile.ZipFile(archivio, "w", zipfile.ZIP_STORED) as raccolta:
        voci = []
        for numero, documento in enumerate(documenti, 1):
            with apri(documento.file) as contenuto:
                dati = contenuto.read()
            # A PDF is compressed already.
            raccolta.writestr(documento.file.nome, dati)
            voci.append(pikepdf.OutlineItem(str(documento), len(somma.pages)))
            _accoda(somma, dati)
            progresso(numero)
        somma.Root.Lang = "it"
        somma.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with somma.open_outline() as indice:
            indice.root.extend(voci)
        with somma.open_metadata(set_pikepdf_as_editor=False) as metadati:
            metadati["dc:title"] = _("Documenti emessi il %(giorno)s") % {"giorno": f"{oggi():%d/%m/%Y}"}
        somma.save(unito)


def _accoda(somma: pikepdf.Pdf, dati: bytes) -> None:
    """Add the pages without what means something only in their own document: structure, the seal's field."""
    prima = len(somma.pages)
    with pikepdf.open(io.BytesIO(dati)) as parte:
        somma.pages.extend(parte.pages)
    for pagina in somma.pages[prima:]:
        _stacca(pagina)


def _stacca(pagina: pikepdf.Page) -> None:
    oggetto = pagina.obj
    for chiave in ("/StructParents", "/Tabs"):
        if chiave in oggetto:
            del oggetto[chiave]
    if "/Annots" not in oggetto:
        return
    rimaste = [a for a in oggetto.Annots if a.get("/Subtype") != pikepdf.Name.Widget]
    for annotazione in rimaste:
        if "/StructParent" in annotazione:
            del annotazione["/StructParent"]
    oggetto.Annots = pikepdf.Array(rimaste)
