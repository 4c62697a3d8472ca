"""What the worker does for the table."""

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base.contesto import Contesto
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro
from tavolo.archivio_verbale import documenti_di, raccogli
from tavolo.azioni.comune import annota
from tavolo.enums import SEGRETERIA
from tavolo.models import Verbale


ARCHIVIO = "tavolo.archivio_verbale"


@tipo_di_lavoro(ARCHIVIO, titolo=gettext_lazy("Archivio del verbale"), ruoli=SEGRETERIA)
def archivio(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Minutes, attachments and attendance in one file. Done again after a crash, it leaves one more file to nobody."""
    verbale = (
        Verbale.objects.visible_to(ctx)
        .select_related("seduta__gruppo")
        .filter(pk=uuid.UUID(lavoro.argomenti["verbale"]))
        .first()
    )
    if verbale is None or not documenti_di(verbale):
        raise ErroreDelLavoro(_("Prima di raccogliere l'archivio va sigillato il verbale."))
    avanzamento.aggiorna(0, 1, _("Raccolta dei documenti"))
    file = raccogli(verbale, ctx=ctx)
    annota(ctx, "verbale.archiviato", verbale)
    avanzamento.aggiorna(1, 1, _("L'archivio è pronto"))
    return {"url": file.get_absolute_url()}
