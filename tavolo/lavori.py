"""What the worker does for the table."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.errori import ErroreDelLavoro
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro
from tavolo.archivio_verbale import documenti_di, raccogli
from tavolo.azioni.comune import annota
from tavolo.azioni.invio import LAVORO, invia_a_tutti
from tavolo.enums import SEGRETERIA
from tavolo.models import Seduta, Verbale


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


def _esito(risultato: dict[str, Any]) -> str:
    inviati, senza = risultato["inviati"], risultato["senza_indirizzo"]
    frase = ngettext("%(n)d avviso affidato alla posta.", "%(n)d avvisi affidati alla posta.", inviati) % {
        "n": inviati
    }
    if not senza:
        return frase
    resto = ngettext(
        "%(n)d persona non ha un indirizzo: va convocata via PEC o su carta.",
        "%(n)d persone non hanno un indirizzo: vanno convocate via PEC o su carta.",
        senza,
    )
    return f"{frase} {resto % {'n': senza}}"


@tipo_di_lavoro(LAVORO, titolo=gettext_lazy("Invio degli avvisi di una seduta"), ruoli=SEGRETERIA, esito=_esito)
def manda_avvisi(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Send the notices of the meeting named in the arguments to who has not had them."""
    seduta = Seduta.objects.select_related("gruppo", "presidente").get(pk=lavoro.argomenti["seduta"])
    esito = invia_a_tutti(seduta=seduta, ctx=ctx)
    return {"url": reverse("tavolo:convocazione", args=[seduta.pk]), **esito}
