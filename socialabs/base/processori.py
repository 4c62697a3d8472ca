"""What every page's skeleton needs."""

from django.conf import settings
from django.http import HttpRequest

from socialabs.base.contesto import Contesto
from socialabs.base.navigazione import menu, pubbliche


def pagina(request: HttpRequest) -> dict:
    ctx = getattr(request, "ctx", None) or Contesto()
    vista = request.resolver_match.view_name if request.resolver_match else ""
    navigazione = menu(ctx, vista) if ctx.utente else []
    return {"navigazione": navigazione, "pagine_pubbliche": pubbliche(), "ctx": ctx, "demo": settings.DEMO}
