"""The card of who has something due: what is late, and what comes next."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import oggi
from socialabs.promemoria.lettura import con_pubblici, leggi
from socialabs.promemoria.models import Scadenza


PROSSIME = 5


def scadenze(ctx: Contesto) -> dict[str, Any] | None:
    """Late ones by number, and the next by name (the late ones when nothing comes); nothing to who has none to do."""
    mie = Scadenza.objects.destinate_a(ctx)
    prossime = mie.con_giorno().da_fare().filter(quando__gte=oggi())
    in_ritardo = mie.in_ritardo()
    lette = leggi(ctx, con_pubblici(prossime, ctx)[:PROSSIME]) or leggi(ctx, con_pubblici(in_ritardo, ctx)[:PROSSIME])
    if not lette:
        return None
    return {"lette": lette, "in_ritardo": in_ritardo.order_by().count()}


registra(Riquadro(_("Scadenze"), "promemoria/cruscotto.html", scadenze, ordine=15))
