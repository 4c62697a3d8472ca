from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from socialabs.base.navigazione import Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


SCHEDE = (
    "collocamento:datore",
    "collocamento:lavoratori",
    "collocamento:confronto",
    "posizione:datore",
    "organico:",
    "simulazioni:",
    "dichiarazioni:",
)

registra(
    Voce(
        etichetta=_("Obblighi"),
        url="collocamento:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-list",
        ordine=10,
        sezioni=SCHEDE,
    )
)
registra(
    Voce(
        etichetta=_("Prospetti ricevuti"),
        url="collocamento:consegne",
        ruoli=RUOLI_UFFICIO,
        icona="it-inbox",
        ordine=20,
        sezioni=("collocamento:consegna", "collocamento:carica"),
    )
)
registra(
    Voce(
        etichetta=_("Campagne e tabelle"),
        url="collocamento:campagne",
        ruoli=RUOLI_UFFICIO,
        icona="it-calendar",
        ordine=70,
        sezioni=("collocamento:campagna",),
    )
)
registra(
    Voce(
        etichetta=_("La mia azienda"),
        url="collocamento:mia_azienda",
        ruoli=frozenset({Ruolo.REFERENTE_AZIENDA}),
        icona="it-pa",
        ordine=10,
        sezioni=SCHEDE,
    )
)
registra(
    Voce(
        etichetta=_("Le aziende che seguo"),
        url="collocamento:elenco",
        ruoli=frozenset({Ruolo.CONSULENTE}),
        icona="it-list",
        ordine=10,
        sezioni=SCHEDE,
    )
)
registra_linguetta(
    Linguetta(
        etichetta=_("Prospetti"),
        url="collocamento:datore",
        ordine=20,
        sezioni=("collocamento:lavoratori", "collocamento:confronto"),
    )
)
