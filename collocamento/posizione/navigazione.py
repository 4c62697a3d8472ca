from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.navigazione import PROCEDIMENTI
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


registra(
    Voce(
        etichetta=_("Scoperture e termini"),
        url="posizione:episodi",
        ruoli=RUOLI_UFFICIO,
        icona="it-clock",
        ordine=15,
        sezioni=("posizione:episodi", "posizione:episodio"),
        gruppo=PROCEDIMENTI,
    )
)
registra_linguetta(Linguetta(etichetta=_("La quota"), url="posizione:datore", ordine=10))
