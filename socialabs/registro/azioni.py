"""The one way into the register."""

import uuid
from typing import Any

from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento


def registra_evento(
    ctx: Contesto,
    verbo: str,
    *,
    tipo: str = "",
    oggetto_id: uuid.UUID | None = None,
    etichetta: str = "",
    motivo: str = "",
    dettagli: dict[str, Any] | None = None,
) -> Evento:
    """Add a row, in the transaction of the caller: an action that is rolled back leaves no trace of having been done.

    `verbo` is dotted ("prospetto.importato"); `etichetta` and `dettagli` never carry personal data.
    """
    return Evento.objects.create(
        verbo=verbo,
        attore=getattr(ctx.utente, "pk", None),
        attore_reale=getattr(ctx.attore_reale, "pk", None),
        appartenenza=getattr(ctx.appartenenza, "pk", None),
        ruolo=ctx.ruolo,
        organizzazione=ctx.organizzazione_id,
        processo=ctx.processo,
        tipo=tipo,
        oggetto_id=oggetto_id,
        etichetta=etichetta[:200],
        motivo=motivo[:500],
        dettagli=dettagli or {},
        richiesta_id=ctx.richiesta_id,
        indirizzo=ctx.indirizzo,
    )
