from importlib import import_module

from celery import shared_task
from django.conf import settings

from socialabs.base import idempotenza


@shared_task(expires=3600)
def elimina_chiavi_idempotenza() -> None:
    """Forget the forms sent days ago."""
    idempotenza.elimina_vecchie()


@shared_task(expires=3600)
def elimina_sessioni_scadute() -> None:
    """Forget who was signed in: a session that ended without a sign-out leaves its row behind."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
