import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.lavori.azioni import avvia
from socialabs.rapporti.azioni.istantanee import approva as approva_ora
from socialabs.rapporti.confronto import confronta
from socialabs.rapporti.documento import dati_della_risposta
from socialabs.rapporti.elenchi import ElencoIstantanee
from socialabs.rapporti.errori import GiaApprovata
from socialabs.rapporti.lavori import TIPO
from socialabs.rapporti.models import Istantanea
from socialabs.rapporti.parametri import da_interrogazione
from socialabs.rapporti.permessi import puo_approvare
from socialabs.rapporti.pubblicazione import estrai
from socialabs.rapporti.registro import rapporti_di
from socialabs.rapporti.views.comuni import briciole, rapporto_o_404, scarica_csv, scarica_xlsx
from socialabs.registro import registra_evento


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    if not rapporti_di(request.ctx):
        raise Http404
    elenco = ElencoIstantanee(request, Istantanea.objects.visible_to(request.ctx), ctx=request.ctx)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    dati = {"briciole": briciole((_("Cifre congelate"), ""))}
    return elenco.risposta("rapporti/istantanee.html", "rapporti/_istantanee.html", dati)


@require_GET
def pagina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    istantanea = _istantanea(request, pk)
    _registra_lettura(request, istantanea, "rapporto.istantanea_letta")
    dati = {
        "istantanea": istantanea,
        **dati_della_risposta(istantanea.estratto),
        "permalink": request.build_absolute_uri(istantanea.get_absolute_url()),
        "effetti": [
            _("Il tuo nome e il tuo ruolo restano accanto alle cifre, con la data di oggi."),
            _("L'approvazione non si può ritirare: se le cifre sono sbagliate, se ne congelano di nuove."),
        ],
        "puo_approvare": istantanea.approvata is None and puo_approvare(request.ctx, istantanea.rapporto),
        "briciole": _briciole(istantanea),
    }
    return render(request, "rapporti/istantanea.html", dati)


@require_GET
def xlsx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    istantanea = _istantanea(request, pk)
    _registra_lettura(request, istantanea, "esportazione")
    return scarica_xlsx(istantanea.estratto, istantanea.origine, _nome(istantanea))


@require_GET
def csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    istantanea = _istantanea(request, pk)
    _registra_lettura(request, istantanea, "esportazione")
    return scarica_csv(istantanea.estratto, istantanea.origine, _nome(istantanea))


@require_POST
def pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    istantanea = _istantanea(request, pk)
    return redirect(avvia(TIPO, {"istantanea": str(istantanea.pk), "lingua": get_language()}, ctx=request.ctx))


@require_POST
def approva(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    istantanea = _istantanea(request, pk)
    if not puo_approvare(request.ctx, istantanea.rapporto):
        raise PermissionDenied
    try:
        approva_ora(istantanea, ctx=request.ctx)
    except GiaApprovata:
        messages.info(request, _("Le cifre erano già state approvate."))
    else:
        messages.success(request, _("Hai approvato le cifre."))
    return redirect(istantanea)


@require_GET
def confronto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The frozen figures beside those of today, with the same parameters."""
    istantanea = _istantanea(request, pk)
    rapporto = rapporto_o_404(request, istantanea.rapporto)
    form = rapporto.parametri(request.ctx, da_interrogazione(istantanea.interrogazione))
    _registra_lettura(request, istantanea, "rapporto.istantanea_letta")
    oggi = estrai(rapporto, request.ctx, form) if form.is_valid() else None
    dati = {
        "istantanea": istantanea,
        "estratto": istantanea.estratto,
        "oggi": oggi,
        "tavole": confronta(istantanea.estratto, oggi) if oggi else [],
        "briciole": _briciole(istantanea, (_("Confronto con oggi"), "")),
    }
    return render(request, "rapporti/confronto.html", dati)


def _istantanea(request: HttpRequest, pk: uuid.UUID) -> Istantanea:
    return get_object_or_404(Istantanea.objects.visible_to(request.ctx).per_documento(), pk=pk)


def _nome(istantanea: Istantanea) -> str:
    return f"{istantanea.rapporto}-{localtime(istantanea.congelata_il):%Y%m%d-%H%M}"


def _briciole(istantanea: Istantanea, *altre: tuple[str, str]) -> list[tuple[str, str]]:
    indirizzo = istantanea.get_absolute_url() if altre else ""
    elenco = (_("Cifre congelate"), reverse("rapporti:istantanee"))
    return briciole(elenco, (str(istantanea), indirizzo), *altre)


def _registra_lettura(request: HttpRequest, istantanea: Istantanea, verbo: str) -> None:
    registra_evento(
        request.ctx,
        verbo,
        tipo="rapporti.istantanea",
        oggetto_id=istantanea.pk,
        etichetta=istantanea.rapporto,
    )
