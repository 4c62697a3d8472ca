"""The parameters of the framework convention, entered by who answers for the office."""

from collections.abc import Iterable

from django.db import transaction

from collocamento.convenzioni.models import Quadro
from collocamento.convenzioni.permessi import richiedi
from collocamento.permessi import puo_modificare_campagna
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


@transaction.atomic
def salva_quadro(quadro: Quadro, *, campi: Iterable[str], versione_letta: int | None, ctx: Contesto) -> Quadro:
    """Add a period, or correct one when `versione_letta` is given. Raises ConflittoVersione."""
    richiedi(puo_modificare_campagna(ctx))
    if versione_letta is None:
        quadro.save(force_insert=True)
    else:
        salva_versionato(quadro, versione_letta, campi)
    registra_evento(ctx, "quadro.registrato", tipo="convenzioni.quadro", oggetto_id=quadro.pk, etichetta=str(quadro))
    return quadro
