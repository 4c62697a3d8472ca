"""The office's data about corrections: by when the service takes them."""

from django.db import transaction

from collocamento.dichiarazioni.models import TermineRettifica
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


@transaction.atomic
def salva_termine(*, termine: TermineRettifica, versione_letta: int, ctx: Contesto) -> None:
    """Add the terms of a year, or change them. Raises ConflittoVersione when somebody else has meanwhile."""
    if termine._state.adding:
        termine.save()
    else:
        salva_versionato(termine, versione_letta, ["anno", "giorni", "annullabile_fino_al", "fonte"])
    registra_evento(
        ctx,
        "dichiarazione.termini",
        tipo="dichiarazioni.terminerettifica",
        oggetto_id=termine.pk,
        etichetta=str(termine),
        dettagli={"giorni": termine.giorni},
    )
