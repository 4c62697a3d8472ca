"""Where mails and calendars lead: absolute addresses of the portal's pages."""

import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse


def _pagina(nome: str, *argomenti: Any) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse(f"promemoria:{nome}", args=argomenti)


def della_scadenza(pk: uuid.UUID) -> str:
    return _pagina("scadenza", pk)


def dell_avviso(pk: uuid.UUID) -> str:
    return _pagina("avviso", pk)


def della_casella() -> str:
    return _pagina("avvisi")


def delle_preferenze() -> str:
    return _pagina("preferenze")


def del_calendario(segreto: str) -> str:
    return _pagina("calendario_pubblico", segreto)
