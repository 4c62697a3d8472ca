from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import Ruolo


registra(
    Voce(
        etichetta=_("Posta in uscita"),
        url="posta:elenco",
        ruoli=frozenset({Ruolo.AMMINISTRATORE_SISTEMA}),
        icona="it-mail",
        ordine=80,
        sezioni=("posta:",),
    )
)
