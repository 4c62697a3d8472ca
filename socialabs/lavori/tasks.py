import uuid

from celery import shared_task
from django.db import transaction

from socialabs.base.salute import segna
from socialabs.lavori.azioni import prendi, riprendi
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro


@shared_task
def esegui(lavoro_id: str) -> None:
    """Run a job. The message may come twice or late: only the worker that takes the row runs it."""
    lavoro = prendi(uuid.UUID(lavoro_id))
    if lavoro is not None:
        svolgi(lavoro)


@shared_task(expires=60)
def riprendi_fermi() -> None:
    """Hand over again the jobs that no worker took, and those whose worker fell silent."""
    for fermi in (Lavoro.objects.mai_partiti(), Lavoro.objects.senza_battito()):
        with transaction.atomic():
            for lavoro in fermi.select_for_update(skip_locked=True):
                riprendi(lavoro)


@shared_task(expires=60)
def batti() -> None:
    """Proof that a worker executes. That beat publishes is noted where it happens, see `segnali`."""
    segna("worker")


@shared_task(expires=3600)
def elimina_vecchi() -> None:
    """Delete the jobs closed for longer than they are kept; their register entries stay."""
    Lavoro.objects.vecchi().delete()
