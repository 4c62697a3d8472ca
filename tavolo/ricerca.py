from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from tavolo.cerca import cerca
from tavolo.permessi import puo_entrare


def cerca_nel_tavolo(ctx: Contesto, testo: str) -> list[Trovato]:
    """Decisions, approved minutes and agenda items in scope, decisions first."""
    if not puo_entrare(ctx):
        return []
    return [Trovato(e.titolo, e.url, e.dettaglio, e.oggetto) for gruppo in cerca(ctx, testo) for e in gruppo.esiti]


registra(Fonte(_("Tavolo territoriale"), cerca_nel_tavolo))
