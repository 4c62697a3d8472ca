"""The bell of the portal's head, and days in words."""

from datetime import date
from typing import Any

from django import template

from socialabs.base.contesto import Contesto
from socialabs.promemoria import parole
from socialabs.promemoria.models import Avviso
from socialabs.promemoria.permessi import puo_vedere_spedizioni


register = template.Library()

# Beyond this one does not count: the query stays small whatever is in the inbox.
MASSIMO = 99


@register.inclusion_tag("promemoria/_campana.html")
def campana(ctx: Contesto) -> dict[str, Any]:
    """The link to one's inbox, with how many items are to read: one query, over an index of those alone."""
    quanti = Avviso.objects.casella_di(ctx).non_letti().order_by()[: MASSIMO + 1].count()
    return {"quanti": quanti, "massimo": MASSIMO, "oltre": quanti > MASSIMO}


@register.filter(expects_localtime=True)
def estesa(giorno: date, formato: str = "j F Y") -> str:
    return parole.estesa(giorno, formato)


@register.filter
def vede_spedizioni(ctx: Contesto) -> bool:
    """Whether the reader may open the list of what was sent."""
    return puo_vedere_spedizioni(ctx)
