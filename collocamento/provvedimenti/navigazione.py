from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


registra(
    Voce(
        etichetta=_("Esoneri e sospensioni"),
        url="provvedimenti:elenco",
        # An employer's own people find theirs on its tab.
        ruoli=RUOLI_UFFICIO | (RUOLI_PARTE - {Ruolo.REFERENTE_AZIENDA}),
        icona="it-files",
        ordine=30,
        sezioni=("provvedimenti:",),
    )
)
registra_linguetta(
    Linguetta(etichetta=_("Esoneri e sospensioni"), url="provvedimenti:datore", ordine=60, sezioni=("provvedimenti:",))
)
