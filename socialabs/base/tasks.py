from celery import shared_task

from socialabs.base import idempotenza


@shared_task(expires=3600)
def elimina_chiavi_idempotenza() -> None:
    """Forget the forms sent days ago."""
    idempotenza.elimina_vecchie()
