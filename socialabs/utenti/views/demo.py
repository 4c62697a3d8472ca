"""The one-click accounts of the demonstration. In production this page does not exist."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.utenti import demo
from socialabs.utenti.models import Utente


@login_not_required
@require_POST
def entra(request: HttpRequest, chiave: str) -> HttpResponse:
    """Sign in as a demonstration account, without a password."""
    conto = demo.conto(chiave)
    if not settings.DEMO or conto is None:
        raise Http404
    utente = Utente.objects.filter(email=conto.email, di_prova=True, is_active=True).first()
    if utente is None:
        messages.error(request, _("I conti dimostrativi mancano: li crea il comando carica_demo."))
        return redirect(settings.LOGIN_URL)
    login(request, utente, backend=settings.AUTHENTICATION_BACKENDS[0])
    meta = request.POST.get("next", "")
    sicura = url_has_allowed_host_and_scheme(meta, {request.get_host()}, require_https=request.is_secure())
    return redirect(meta if sicura else settings.LOGIN_REDIRECT_URL)
