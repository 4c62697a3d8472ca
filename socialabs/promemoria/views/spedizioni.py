"""What was sent to whom, when, by which channel and with what outcome; and sending it again on purpose."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.idempotenza import una_volta_sola
from socialabs.promemoria import azioni
from socialabs.promemoria.elenchi import COLONNE_INVIATI, ElencoInviati
from socialabs.promemoria.esiti import esito_di, posta_di
from socialabs.promemoria.forms import ReinviaForm
from socialabs.promemoria.models import Avviso, Promemoria
from socialabs.promemoria.permessi import promemoria_reinviabile, puo_reinviare, puo_vedere_spedizioni
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.errori import NonPossibile


FORMATI = ("xlsx", "csv")
# The stuck ones shown above the list.
FERMI = 10


@require_GET
def inviati(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    fermi = elenco.in_ambito.fermi().order_by("quando")
    contesto = {
        "righe": [_riga(request, promemoria) for promemoria in elenco.pagina],
        "fermi": list(fermi[:FERMI]),
        "quanti_fermi": fermi.count(),
        "briciole": [(_("Scadenze"), reverse("promemoria:elenco")), (_("Promemoria inviati"), "")],
    }
    return elenco.risposta("promemoria/inviati.html", "promemoria/_inviati.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    registra_evento(request.ctx, "promemoria.esportati", dettagli={"formato": formato})
    return elenco.scarica(formato, COLONNE_INVIATI, "promemoria", _("Promemoria inviati"))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def reinvia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    avviso = get_object_or_404(Avviso.objects.visible_to(request.ctx).select_related("utente"), pk=pk)
    if not puo_reinviare(request.ctx, avviso):
        raise PermissionDenied
    form = ReinviaForm(request.POST or None)
    if form.is_valid():
        try:
            azioni.reinvia(request.ctx, avviso, motivo=form.cleaned_data["motivo"])
        except NonPossibile as errore:
            form.add_error(None, str(errore))
        else:
            messages.success(request, _("Il promemoria parte di nuovo: per posta e nella casella del destinatario."))
            return redirect("promemoria:inviati")
    contesto = {
        "avviso": avviso,
        "form": form,
        "briciole": [(_("Promemoria inviati"), reverse("promemoria:inviati")), (_("Invia di nuovo"), "")],
    }
    return render(request, "promemoria/reinvia.html", contesto, status=422 if form.errors else 200)


def _elenco(request: HttpRequest) -> ElencoInviati:
    if not puo_vedere_spedizioni(request.ctx):
        raise PermissionDenied
    return ElencoInviati(request)


def _riga(request: HttpRequest, promemoria: Promemoria) -> dict:
    return {
        "promemoria": promemoria,
        "esito": esito_di(promemoria),
        "posta": posta_di(promemoria),
        "reinviabile": promemoria_reinviabile(request.ctx, promemoria),
    }
