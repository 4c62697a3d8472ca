"""Tags of the employer's pages."""

import uuid
from typing import Any

from django import template
from django.urls import reverse

from collocamento import linguette as registro
from collocamento.models import Datore
from collocamento.permessi import RUOLI_PARTE


register = template.Library()


@register.inclusion_tag("collocamento/_linguette.html", takes_context=True)
def linguette(context: dict[str, Any], datore: Datore) -> dict[str, Any]:
    """The tabs of an employer's pages, the present one marked; nothing when there is only one."""
    richiesta = context["request"]
    return {"linguette": registro.linguette(richiesta.ctx, datore, richiesta.resolver_match.view_name)}


@register.simple_tag(takes_context=True)
def pagina_di(context: dict[str, Any], datore: uuid.UUID, anno: int) -> str:
    """Where a list leads about an employer: the office to the return of `anno`, the others to its first tab."""
    ctx = context["request"].ctx
    if ctx.ruolo in RUOLI_PARTE:
        return registro.prima_pagina(ctx, datore)
    return f"{reverse('collocamento:datore', args=[datore])}?anno={anno}"
