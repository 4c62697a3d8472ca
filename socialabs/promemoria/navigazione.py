from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.navigazione import Voce, registra
from socialabs.promemoria.argomenti import argomenti_di


def ne_ha(ctx: Contesto) -> bool:
    """Whether some kind of deadline concerns the role: no page for who would never find anything in it."""
    return ctx.appartenenza is not None and bool(argomenti_di([ctx.ruolo]))


registra(
    Voce(
        etichetta=_("Scadenze"),
        url="promemoria:elenco",
        icona="it-clock",
        ordine=30,
        sezioni=("promemoria:",),
        se=ne_ha,
    )
)
