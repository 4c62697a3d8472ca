import logging

from celery import shared_task
from django.db.models import ProtectedError, RestrictedError

from socialabs.archivio.azioni import elimina
from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto


logger = logging.getLogger(__name__)


@shared_task(expires=3600)
def elimina_scaduti() -> None:
    """Delete the files past their date; one that another row still needs stays, and the log says so."""
    ctx = Contesto.sistema("archivio")
    for file in FilePrivato.objects.scaduti():
        try:
            elimina(file, ctx=ctx, motivo="scaduto")
        except (ProtectedError, RestrictedError):
            logger.warning("expired file %s is still needed", file.pk)
