"""Who may take the scan of a paper signature out of the archive: the office that recorded it, and the parties."""

from collocamento.convenzioni.azioni.firme import ORIGINE_SCANSIONE
from collocamento.convenzioni.models import Firma
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto


def legge_la_scansione(ctx: Contesto, file: FilePrivato) -> bool:
    return Firma.objects.visible_to(ctx).filter(scansione=file).exists()


registra(ORIGINE_SCANSIONE, legge_la_scansione)
