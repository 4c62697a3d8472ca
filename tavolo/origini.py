"""Who may take the table's papers out of the archive: whoever may read the item they go with."""

from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto
from tavolo.azioni.odg import ORIGINE
from tavolo.models import DocumentoPunto


def legge_il_punto(ctx: Contesto, file: FilePrivato) -> bool:
    return DocumentoPunto.objects.visible_to(ctx).filter(file=file).exists()


registra(ORIGINE, legge_il_punto)
