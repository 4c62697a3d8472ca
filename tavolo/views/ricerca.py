"""What did we decide about...: the search page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tavolo.cerca import cerca as trova
from tavolo.forms.atti import CercaForm
from tavolo.permessi import puo_entrare
from tavolo.views.comune import briciole


@require_GET
def cerca(request: HttpRequest) -> HttpResponse:
    if not puo_entrare(request.ctx):
        raise Http404
    form = CercaForm(request.GET or None)
    testo = form.cleaned_data["q"] if form.is_valid() else ""
    contesto = {
        "form": form,
        "testo": testo,
        "gruppi": trova(request.ctx, testo) if testo else [],
        "scheda": "cerca",
        "briciole": briciole((_("Che cosa abbiamo deciso"), "")),
    }
    return render(request, "tavolo/ricerca/pagina.html", contesto)
