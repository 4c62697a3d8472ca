"""The table's dashboard card: the next meeting and what awaits whoever reads it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from tavolo.attese import in_attesa, prossima_seduta
from tavolo.permessi import puo_entrare


QUANTE = 3


def tavolo(ctx: Contesto) -> dict[str, Any] | None:
    if not puo_entrare(ctx):
        return None
    attese = in_attesa(ctx)
    return {"prossima": prossima_seduta(ctx), "attese": attese[:QUANTE], "altre": max(0, len(attese) - QUANTE)}


registra(Riquadro(titolo=_("Tavolo territoriale"), modello="tavolo/cruscotto.html", dati=tavolo, ordine=50))
