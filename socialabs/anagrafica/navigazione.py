from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.permessi import CONFIGURANO
from socialabs.base.navigazione import GESTIONE, Voce, registra


registra(
    Voce(
        etichetta=_("Ente e territorio"),
        url="anagrafica:territorio",
        ruoli=CONFIGURANO,
        icona="it-pa",
        ordine=80,
        sezioni=("anagrafica:",),
        gruppo=GESTIONE,
    )
)
