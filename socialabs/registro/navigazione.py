from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import Voce, registra


registra(
    Voce(
        etichetta=_("Registro"),
        url="registro:elenco",
        ruoli=frozenset({"auditor"}),
        icona="it-note",
        ordine=90,
        sezioni=("registro:",),
    )
)
