import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from socialabs.archivio.azioni import apri
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import puo_scaricare
from socialabs.registro.azioni import registra_evento


@require_GET
def scarica(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """Stream the content, always as an attachment, and note who took it. What one may not have does not exist."""
    file = get_object_or_404(FilePrivato, pk=pk)
    if not puo_scaricare(request.ctx, file):
        raise Http404
    try:
        contenuto = apri(file)
    except FileNotFoundError as errore:
        raise Http404(_("Il contenuto del file non è più disponibile.")) from errore
    registra_evento(request.ctx, "file.scaricato", tipo="archivio.file", oggetto_id=file.pk, etichetta=file.origine)
    risposta = FileResponse(contenuto, as_attachment=True, filename=file.nome, content_type=file.tipo_mime)
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta
