"""/healthz: is each part of the machine alive? No detail of any fault leaves this page."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection


# Seconds without a sign of life after which a process counts as dead (worker: every 15 s, beat: every 30 s).
MUTO_DOPO = 100
SCADENZA = 24 * 3600


def segna(processo: str) -> None:
    """Note that `processo` ("worker" or "beat") is alive now."""
    cache.set(f"salute:{processo}", time.time(), SCADENZA)


def _eta(processo: str) -> int | None:
    """Seconds since the last sign of life; None when there has been none."""
    ultimo = cache.get(f"salute:{processo}")
    return None if ultimo is None else max(0, round(time.time() - ultimo))


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return True
    except Exception:
        return False


def _broker() -> bool:
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=0, timeout=2)
        return True
    except Exception:
        return False


def _processo(nome: str, raggiungibile: bool) -> dict[str, Any]:
    try:
        eta = _eta(nome) if raggiungibile else None
    except Exception:
        eta = None
    return {"stato": _parola(eta is not None and eta <= MUTO_DOPO), "eta_secondi": eta}


def _parola(bene: bool) -> str:
    return "ok" if bene else "ko"


@require_safe
@never_cache
@login_not_required
@transaction.non_atomic_requests
def salute(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served; with ?completo=1 only when worker and beat are alive too, otherwise 503."""
    broker = _broker()
    parti = {
        "database": {"stato": _parola(_database())},
        "broker": {"stato": _parola(broker)},
        "worker": _processo("worker", broker),
        "beat": _processo("beat", broker),
    }
    richieste = parti if request.GET.get("completo") == "1" else ("database", "broker")
    bene = all(parti[nome]["stato"] == "ok" for nome in richieste)
    return JsonResponse({"stato": _parola(bene), "parti": parti}, status=200 if bene else 503)
