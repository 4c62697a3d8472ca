"""Who may take documents, batches and logos out of the archive."""

from django.db.models import Q

from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto
from socialabs.documenti.azioni.documenti import ORIGINE_LOGO
from socialabs.documenti.azioni.emissione import ORIGINE
from socialabs.documenti.lotto import ORIGINE as ORIGINE_LOTTO
from socialabs.documenti.models import Documento
from socialabs.utenti.enums import RUOLI_UFFICIO


def di_un_documento(ctx: Contesto, file: FilePrivato) -> bool:
    """Whoever sees the document has its files."""
    return Documento.objects.visible_to(ctx).filter(Q(file=file) | Q(copia=file)).exists()


def di_un_lotto(ctx: Contesto, file: FilePrivato) -> bool:
    """Who asked for the batch, while they still work for the office."""
    return file.proprietario_id == ctx.utente.pk and ctx.ruolo in RUOLI_UFFICIO


registra(ORIGINE, di_un_documento)
registra(ORIGINE_LOTTO, di_un_lotto)
# A logo is seen inside pages and documents; on its own it is nobody's.
registra(ORIGINE_LOGO, lambda ctx, file: False)
