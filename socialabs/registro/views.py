"""The register, for the auditor: who did or read what, and who opened a given object."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.registro.azioni import registra_evento
from socialabs.registro.elenchi import COLONNE, ElencoRegistro
from socialabs.registro.forms import CercaUtente
from socialabs.registro.models import Evento
from socialabs.registro.permessi import puo_leggere_registro


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    registra_evento(request.ctx, "registro.letto", dettagli={"filtri": elenco.interrogazione})
    contesto = {
        "righe": elenco.righe_leggibili(),
        "cerca_utente": CercaUtente(),
        "briciole": [(_("Registro degli accessi"), "")],
    }
    return elenco.risposta("registro/elenco.html", "registro/_righe.html", contesto)


@require_GET
def scarica(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    registra_evento(request.ctx, "registro.esportato", dettagli={"filtri": elenco.interrogazione})
    return elenco.scarica("csv", COLONNE, "registro", _("Registro degli accessi"))


@require_POST
def trova_utente(request: HttpRequest) -> HttpResponse:
    """From an e-mail, which must not stand in an address, to the events of its owner."""
    if not puo_leggere_registro(request.ctx):
        raise PermissionDenied
    form = CercaUtente(request.POST)
    utente = (
        get_user_model().objects.filter(email__iexact=form.cleaned_data["email"]).first() if form.is_valid() else None
    )
    if utente is None:
        messages.warning(request, _("Nessun utente ha questo indirizzo e-mail."))
        return redirect("registro:elenco")
    return redirect(f"{reverse('registro:elenco')}?attore={utente.pk}")


def _elenco(request: HttpRequest) -> ElencoRegistro:
    if not puo_leggere_registro(request.ctx):
        raise PermissionDenied
    return ElencoRegistro(request, Evento.objects.visible_to(request.ctx))
