"""How the pages and files that anyone may open are given out: kept for a while, asked again only if they changed."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import condition, require_safe

from socialabs.utenti.limiti import limitata
from tavolo.pubblico.dati import VERSIONE, indirizzo
from tavolo.pubblico.formati import titolare
from tavolo.pubblico.letture import aggiornato_il
from tavolo.pubblico.licenza import licenza


Vista = Callable[..., HttpResponse]

# A page is kept by the visitor's own browser only: its head holds the key of their forms.
SECONDI_PAGINA = 60
SECONDI_FILE = 300


def per_tutti(vista: Vista) -> Vista:
    """A page for anybody; who has signed in always gets it fresh, as every page."""

    @require_safe
    @login_not_required
    @wraps(vista)
    def aperta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        risposta = vista(request, *args, **kwargs)
        if not request.user.is_authenticated:
            patch_cache_control(risposta, private=True, max_age=SECONDI_PAGINA)
        return risposta

    return aperta


def quando_cambiati(request: HttpRequest, *args: Any, **kwargs: Any) -> datetime | None:
    """When the data last changed, read once a request."""
    if not hasattr(request, "dati_cambiati_il"):
        request.dati_cambiati_il = aggiornato_il()
    return request.dati_cambiati_il


def _impronta(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """The same for as long as the file is: data, licence of the day, who gives them, shape of the file."""
    parti = (quando_cambiati(request), licenza(), titolare(), indirizzo(request.path), VERSIONE)
    return f'"{hashlib.sha256(repr(parti).encode()).hexdigest()[:32]}"'


def file_aperto(vista: Vista) -> Vista:
    """A file for anybody and any program: in Italian, the same for all, unless they ask for too many."""

    @require_safe
    @login_not_required
    @limitata("dati-aperti", quante=60, secondi=60, metodi=frozenset({"GET", "HEAD"}))
    @condition(etag_func=_impronta, last_modified_func=quando_cambiati)
    @wraps(vista)
    def aperto(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override("it"):
            risposta = vista(request, *args, **kwargs)
        patch_cache_control(risposta, public=True, max_age=SECONDI_FILE)
        risposta["Access-Control-Allow-Origin"] = "*"
        return risposta

    return aperto
