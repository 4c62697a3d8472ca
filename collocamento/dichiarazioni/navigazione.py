from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.navigazione import PROCEDIMENTI
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


registra(
    Voce(
        etichetta=_("Prospetti in preparazione"),
        url="dichiarazioni:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-pencil",
        ordine=45,
        sezioni=("dichiarazioni:",),
        gruppo=PROCEDIMENTI,
    )
)
registra_linguetta(
    Linguetta(
        etichetta=_("Preparazione"),
        url="dichiarazioni:datore",
        ordine=50,
        sezioni=("dichiarazioni:",),
    )
)
