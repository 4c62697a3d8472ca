"""Tags of the employer's pages."""

from typing import Any

from django import template

from collocamento import linguette as registro
from collocamento.models import Datore


register = template.Library()


@register.inclusion_tag("collocamento/_linguette.html", takes_context=True)
def linguette(context: dict[str, Any], datore: Datore) -> dict[str, Any]:
    """The tabs of an employer's pages, the present one marked; nothing when there is only one."""
    richiesta = context["request"]
    return {"linguette": registro.linguette(richiesta.ctx, datore, richiesta.resolver_match.view_name)}
