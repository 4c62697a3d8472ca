"""What the verbs on a return share."""

from typing import Any

from django.core.exceptions import PermissionDenied

from collocamento.dichiarazioni.models import Dichiarazione
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


def esigi(permesso: bool) -> None:
    """Raise PermissionDenied unless the caller may."""
    if not permesso:
        raise PermissionDenied


def segna(ctx: Contesto, verbo: str, dichiarazione: Dichiarazione, dettagli: dict[str, Any] | None = None) -> None:
    """Write the deed in the register."""
    registra_evento(
        ctx,
        verbo,
        tipo="dichiarazioni.dichiarazione",
        oggetto_id=dichiarazione.pk,
        etichetta=str(dichiarazione),
        dettagli=dettagli or {},
    )
