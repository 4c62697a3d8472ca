from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.navigazione import PROCEDIMENTI
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


CONTRIBUTI = ("provvedimenti:conto", "provvedimenti:termini")
ATTI = tuple(f"provvedimenti:{nome}" for nome in ("datore", "nuovo", "dettaglio", "modifica", "allega", "passa"))

registra(
    Voce(
        etichetta=_("Esoneri e sospensioni"),
        url="provvedimenti:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-files",
        ordine=30,
        sezioni=ATTI,
        gruppo=PROCEDIMENTI,
    )
)
registra(
    Voce(
        etichetta=_("Contributi esonerativi"),
        url="provvedimenti:contributi",
        ruoli=RUOLI_UFFICIO,
        icona="it-card",
        ordine=31,
        sezioni=CONTRIBUTI,
        gruppo=PROCEDIMENTI,
    )
)
registra(
    Voce(
        etichetta=_("Esoneri e sospensioni"),
        url="provvedimenti:elenco",
        # An employer's own people find theirs on its tab.
        ruoli=RUOLI_PARTE - {Ruolo.REFERENTE_AZIENDA},
        icona="it-files",
        ordine=30,
        sezioni=(*ATTI, *CONTRIBUTI),
    )
)
registra_linguetta(
    Linguetta(etichetta=_("Esoneri e sospensioni"), url="provvedimenti:datore", ordine=60, sezioni=("provvedimenti:",))
)
