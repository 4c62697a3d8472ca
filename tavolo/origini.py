"""Who may take the table's papers out of the archive: whoever may read the item they go with.

The receipts of certified mail are the secretariat's.
"""

from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto
from tavolo.ambito import legge_tutto
from tavolo.azioni.convocazioni import ORIGINE_PROVA
from tavolo.azioni.odg import ORIGINE
from tavolo.models import DocumentoPunto


def legge_il_punto(ctx: Contesto, file: FilePrivato) -> bool:
    return DocumentoPunto.objects.visible_to(ctx).filter(file=file).exists()


def legge_la_prova(ctx: Contesto, file: FilePrivato) -> bool:
    return legge_tutto(ctx)


registra(ORIGINE, legge_il_punto)
registra(ORIGINE_PROVA, legge_la_prova)
