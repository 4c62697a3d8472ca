from django.utils.translation import gettext_lazy as _

from socialabs.base.navigazione import PaginaPubblica, Voce, registra, registra_pubblica
from tavolo.permessi import puo_entrare


# Any role may have a mandate at the table: the entry shows for whoever may open its pages.
registra(
    Voce(etichetta=_("Tavolo"), url="tavolo:home", icona="it-comment", ordine=50, sezioni=("tavolo:",), se=puo_entrare)
)
registra_pubblica(PaginaPubblica(etichetta=_("Tavolo territoriale: pagina pubblica"), url="tavolo:pubblico"))
