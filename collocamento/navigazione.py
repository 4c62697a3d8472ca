from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from socialabs.base.navigazione import GESTIONE, Gruppo, Voce, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# What employers ask and declare, and what the office does about it: one list each, across employers.
PROCEDIMENTI = Gruppo(_("Procedimenti"), "it-files", 25)

SCHEDE = (
    "collocamento:datore",
    "collocamento:lavoratori",
    "collocamento:confronto",
    "posizione:datore",
    "organico:",
    "simulazioni:",
)
# The offices have a list of their own of the returns in preparation.
SCHEDE_DI_PARTE = (*SCHEDE, "dichiarazioni:")

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
        gruppo=GESTIONE,
    )
)
registra(
    Voce(
        etichetta=_("La mia azienda"),
        url="collocamento:mia_azienda",
        ruoli=frozenset({Ruolo.REFERENTE_AZIENDA}),
        icona="it-pa",
        ordine=10,
        sezioni=SCHEDE_DI_PARTE,
    )
)
registra(
    Voce(
        etichetta=_("Le aziende che seguo"),
        url="collocamento:elenco",
        ruoli=frozenset({Ruolo.CONSULENTE}),
        icona="it-list",
        ordine=10,
        sezioni=SCHEDE_DI_PARTE,
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
