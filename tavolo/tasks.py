from celery import shared_task

from socialabs.base.contesto import Contesto
from tavolo.azioni.silenzio import approva_i_taciuti


@shared_task(expires=3600)
def approva_per_silenzio() -> None:
    """Register the approvals by silence that the rules give, once each however often it is called."""
    approva_i_taciuti(ctx=Contesto.sistema("tavolo"))
