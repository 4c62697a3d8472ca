"""Where mails and calendars lead: absolute addresses of the portal's pages."""

import uuid

from django.conf import settings


def _pagina(percorso: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}/scadenze/{percorso}"


def della_scadenza(pk: uuid.UUID) -> str:
    return _pagina(f"{pk}/")


def dell_avviso(pk: uuid.UUID) -> str:
    return _pagina(f"avvisi/{pk}/")


def della_casella() -> str:
    return _pagina("avvisi/")


def delle_preferenze() -> str:
    return _pagina("preferenze/")
