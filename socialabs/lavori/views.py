import uuid

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.lavori import azioni
from socialabs.lavori.models import Lavoro


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    lavori = Lavoro.objects.visible_to(request.ctx).select_related("proprietario")
    pagina = Paginator(lavori, settings.PAGE_SIZE).get_page(request.GET.get("pagina"))
    return render(request, "lavori/elenco.html", {"pagina": pagina, "briciole": [(_("Lavori"), "")]})


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    lavoro = _lavoro(request, pk)
    briciole = [(_("Lavori"), reverse("lavori:elenco")), (lavoro.titolo, "")]
    return render(request, "lavori/dettaglio.html", {"lavoro": lavoro, "briciole": briciole})


@require_GET
def avanzamento(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The fragment that htmx asks for while the job is open; without htmx the whole page."""
    lavoro = _lavoro(request, pk)
    if not request.headers.get("HX-Request"):
        return redirect(lavoro)
    return render(request, "lavori/_avanzamento.html", {"lavoro": lavoro})


@require_POST
def annulla(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    lavoro = _lavoro(request, pk)
    try:
        lavoro = azioni.annulla(lavoro, ctx=request.ctx)
    except TransizioneNonAmmessa:
        messages.info(request, _("Il lavoro era già finito: non c'è nulla da annullare."))
    else:
        messages.success(
            request,
            _("Annullamento richiesto: il lavoro si fermerà fra poco.") if lavoro.aperto else _("Lavoro annullato."),
        )
    return redirect(lavoro)


def _lavoro(request: HttpRequest, pk: uuid.UUID) -> Lavoro:
    return get_object_or_404(Lavoro.objects.visible_to(request.ctx).select_related("proprietario"), pk=pk)
