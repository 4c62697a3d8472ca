from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import PaginaPubblica, Voce, registra, registra_pubblica
from socialabs.documenti.permessi import puo_vedere_archivio


registra(
    Voce(
        etichetta=_("Documenti"),
        url="documenti:elenco",
        icona="it-file",
        ordine=30,
        sezioni=(
            "documenti:dettaglio",
            "documenti:nuovo",
            "documenti:sostituisci",
            "documenti:annulla",
            "documenti:lotto",
            "documenti:carta",
        ),
        se=puo_vedere_archivio,
    )
)
registra_pubblica(PaginaPubblica(etichetta=_("Verifica un documento"), url="documenti:verifica"))
