"""The long jobs of the table."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from socialabs.base.contesto import Contesto
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo_di_lavoro
from tavolo.azioni.invio import LAVORO, invia_a_tutti
from tavolo.enums import SEGRETERIA
from tavolo.models import Seduta


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


@tipo_di_lavoro(LAVORO, titolo=_("Invio degli avvisi di una seduta"), ruoli=SEGRETERIA, esito=_esito)
def manda_avvisi(lavoro: Lavoro, avanzamento: Avanzamento, ctx: Contesto) -> dict[str, Any]:
    """Send the notices of the meeting named in the arguments to who has not had them."""
    seduta = Seduta.objects.select_related("gruppo", "presidente").get(pk=lavoro.argomenti["seduta"])
    esito = invia_a_tutti(seduta=seduta, ctx=ctx)
    return {"url": reverse("tavolo:convocazione", args=[seduta.pk]), **esito}
