from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


registra(
    Voce(
        etichetta=_("Rapporti"),
        url="rapporti:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-chart-line",
        ordine=40,
        sezioni=("rapporti:",),
    )
)
