import uuid

from celery import shared_task

from collocamento.posizione.azioni.episodi import ricalcola, ricalcola_tutti
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


@shared_task(expires=6 * 3600)
def ricalcola_episodi() -> None:
    """Every night: terms pass, acts begin and end."""
    ricalcola_tutti(oggi(), Contesto.sistema("episodi"))


@shared_task
def ricalcola_cambiati(datori: list[str]) -> None:
    """The employers whose figures an import has changed; done twice it changes nothing."""
    ricalcola([uuid.UUID(pk) for pk in datori], oggi(), Contesto.sistema("episodi"))
