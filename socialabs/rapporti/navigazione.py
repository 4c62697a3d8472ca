from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import Voce, registra
from socialabs.rapporti.registro import rapporti_di


# Each report says whose it is: the entry shows for whoever may ask any.
registra(
    Voce(
        etichetta=_("Rapporti"),
        url="rapporti:elenco",
        icona="it-chart-line",
        ordine=40,
        sezioni=("rapporti:",),
        se=lambda ctx: bool(rapporti_di(ctx)),
    )
)
