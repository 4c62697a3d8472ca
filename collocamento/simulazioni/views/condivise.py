"""What companies have shared with the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.permessi import puo_vedere_obblighi
from collocamento.simulazioni.elenchi import ElencoCondivise
from collocamento.simulazioni.models import Condivisione
from collocamento.simulazioni.views.comune import esigi


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    esigi(puo_vedere_obblighi(request.ctx))
    aperte = Condivisione.objects.visible_to(request.ctx).aperte()
    righe = aperte.select_related("scenario__datore__organizzazione", "condivisa_da").defer("scenario__partenza")
    elenco = ElencoCondivise(request, righe)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"briciole": [(_("Simulazioni condivise"), "")]}
    return elenco.risposta("simulazioni/condivise.html", "simulazioni/_condivise.html", contesto)
