"""What the room's templates ask of an item or of somebody's attendance."""

from django import template

from tavolo.controlli import avvertenze
from tavolo.models import Presenza, Punto
from tavolo.sala import stato_del_punto as _stato_del_punto


register = template.Library()


@register.simple_tag
def stato_del_punto(punto: Punto) -> str:
    """da_trattare, in_corso, or the item's outcome."""
    return _stato_del_punto(punto)


@register.simple_tag
def presente_fra(presenze: list[Presenza]) -> Presenza | None:
    """The attendance that is not over, if any."""
    return next((presenza for presenza in presenze if presenza.uscita is None), None)


@register.simple_tag
def avvertenze_su(*testi: str) -> list[str]:
    """What the declared checks say of these texts."""
    return avvertenze(*testi)
