"""Accounts, for the system administrator: who can enter, nothing of what they do."""

import uuid
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.utenti.azioni import conti as azioni
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import MotivoForm
from socialabs.utenti.models import Utente
from socialabs.utenti.permessi import puo_gestire_conti, puo_gestire_conto
from socialabs.utenti.secondo_fattore import FATTORI, deve_averlo
from socialabs.utenti.views.comuni import cerca_testo, ricerca_riservata


PER_PAGINA = 25
VERBI: dict[str, tuple[Callable[..., None], Promise]] = {
    "disattiva": (azioni.disattiva_utente, gettext_lazy("Conto disattivato.")),
    "riattiva": (azioni.riattiva_utente, gettext_lazy("Conto riattivato.")),
    "azzera": (azioni.azzera_secondo_fattore, gettext_lazy("Secondo fattore azzerato.")),
}


def conti(request: HttpRequest) -> HttpResponse:
    if not puo_gestire_conti(request.ctx):
        raise PermissionDenied
    form = ricerca_riservata(request)
    if form is None:
        return redirect("utenti:conti")
    trovati = cerca_testo(form, Utente.objects.visible_to(request.ctx), "nome", "cognome", "email")
    pagina = Paginator(trovati.order_by("cognome", "nome", "id"), PER_PAGINA).get_page(request.GET.get("pagina"))
    dati = {"form": form, "pagina": pagina, "briciole": [(_("Conti"), "")]}
    return render(request, "utenti/conti.html", dati)


def conto(request: HttpRequest, utente: uuid.UUID) -> HttpResponse:
    """The account's state, its memberships and factors, and the verbs, each with its reason."""
    if not puo_gestire_conti(request.ctx):
        raise PermissionDenied
    riga = get_object_or_404(Utente.objects.visible_to(request.ctx), pk=utente)
    form = MotivoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _esegui(request, riga, form):
        return redirect("utenti:conto", riga.pk)
    dati = {
        "conto": riga,
        "form": form,
        "incarichi": riga.appartenenze.select_related("organizzazione").order_by("-attiva", "creato_il"),
        "fattori": Authenticator.objects.filter(user=riga, type__in=FATTORI).order_by("created_at"),
        "secondo_fattore_obbligatorio": deve_averlo(riga),
        "puo_agire": puo_gestire_conto(request.ctx, riga),
        "briciole": [(_("Conti"), reverse("utenti:conti")), (str(riga), "")],
    }
    return render(request, "utenti/conto.html", dati)


def _esegui(request: HttpRequest, utente: Utente, form: MotivoForm) -> bool:
    verbo, fatto = VERBI.get(request.POST.get("azione", ""), (None, ""))
    if verbo is None:
        raise PermissionDenied
    try:
        verbo(request.ctx, utente, motivo=form.cleaned_data["motivo"])
    except NonPossibile as errore:
        form.add_error(None, str(errore))
        return False
    messages.success(request, fatto)
    return True
