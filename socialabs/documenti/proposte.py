"""What one may issue right away, without looking for an object first: documents about one's own organisation."""

from typing import Any

from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.documenti.registro import tipi
from socialabs.utenti.enums import Ruolo


DELL_ORGANIZZAZIONE = "anagrafica.organizzazione"


def proposte(ctx: Contesto) -> list[dict[str, Any]]:
    """Actions as components/intestazione.html takes them."""
    if ctx.ruolo != Ruolo.REFERENTE_AZIENDA:
        return []
    return [
        {"etichetta": t.titolo, "url": reverse("documenti:nuovo", args=[t.chiave, ctx.organizzazione_id])}
        for t in tipi()
        if t.riferimento == DELL_ORGANIZZAZIONE and t.ammette(ctx)
    ]
