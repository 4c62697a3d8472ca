from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from collocamento.navigazione import PROCEDIMENTI
from socialabs.base.navigazione import PaginaPubblica, Voce, registra, registra_pubblica
from socialabs.utenti.enums import RUOLI_UFFICIO


DELL_AZIENDA = ("ottemperanza:datore", "ottemperanza:dichiarazione", "ottemperanza:certificato")

registra(
    Voce(
        etichetta=_("Ottemperanza"),
        url="ottemperanza:elenco",
        ruoli=RUOLI_UFFICIO,
        icona="it-file-signed",
        ordine=40,
        sezioni=("ottemperanza:elenco", "ottemperanza:nuova", "ottemperanza:pratica"),
        gruppo=PROCEDIMENTI,
    )
)
registra_linguetta(Linguetta(etichetta=_("Ottemperanza"), url="ottemperanza:datore", ordine=80, sezioni=DELL_AZIENDA))
registra_pubblica(PaginaPubblica(_("Verifica di ottemperanza (art. 17)"), "ottemperanza:richiesta"))
