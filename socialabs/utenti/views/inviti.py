"""Inviting people, and the public page where they accept."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.utenti.azioni import inviti as azioni
from socialabs.utenti.enums import StatoInvito
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import InvitoForm, NuovoContoForm
from socialabs.utenti.middleware import CHIAVE_SESSIONE
from socialabs.utenti.models import Appartenenza, Invito
from socialabs.utenti.permessi import puo_conferire, ruoli_conferibili
from socialabs.utenti.views.comuni import briciole_di, con_messaggio


@never_cache
def invita(request: HttpRequest, organizzazione: uuid.UUID) -> HttpResponse:
    """The answer to the POST shows the link: the secret is nowhere else, so there is no page to go to."""
    sede = get_object_or_404(Organizzazione, pk=organizzazione)
    if not ruoli_conferibili(request.ctx, sede):
        raise PermissionDenied
    form = InvitoForm(request.POST or None, ctx=request.ctx, organizzazione=sede)
    if request.method == "POST" and form.is_valid():
        try:
            with vincoli_nel_modulo(form, Invito):
                invito, segreto = azioni.invita(request.ctx, organizzazione=sede, **form.cleaned_data)
                return _mostra_collegamento(request, invito, segreto)
        except NonPossibile as errore:
            form.add_error(None, str(errore))
    briciole = [*briciole_di(request, sede), (_("Invita"), "")]
    return render(request, "utenti/invita.html", {"form": form, "organizzazione": sede, "briciole": briciole})


@never_cache
@require_POST
def reinvia(request: HttpRequest, invito: uuid.UUID) -> HttpResponse:
    riga = _da_modificare(request, invito)
    try:
        segreto = azioni.reinvia(request.ctx, riga)
    except NonPossibile as errore:
        messages.error(request, str(errore))
        return redirect("utenti:persone_di", riga.organizzazione_id)
    riga.refresh_from_db()
    return _mostra_collegamento(request, riga, segreto)


@require_POST
def revoca(request: HttpRequest, invito: uuid.UUID) -> HttpResponse:
    riga = _da_modificare(request, invito)
    with con_messaggio(request, Invito, _("Invito revocato: il collegamento non funziona più.")):
        azioni.revoca(request.ctx, riga)
    return redirect("utenti:persone_di", riga.organizzazione_id)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "ripetuta")
def invito(request: HttpRequest, segreto: str) -> HttpResponse:
    """Reading says what, who and until when, as mail scanners read too; only the button accepts."""
    riga = azioni.trova(segreto)
    if riga is None or riga.stato != StatoInvito.APERTO:
        return render(request, "utenti/invito_non_valido.html", {"invito": riga}, status=404 if riga is None else 410)
    if request.user.is_authenticated:
        return _accetta(request, riga, segreto)
    if azioni.conto_esistente(riga):
        return render(request, "utenti/invito.html", {"invito": riga, "deve_accedere": True})
    return _accetta_con_nuovo_conto(request, riga, segreto)


def _accetta(request: HttpRequest, riga: Invito, segreto: str) -> HttpResponse:
    if request.method == "POST" and not request.ctx.attore_reale:
        try:
            return _benvenuto(request, azioni.accetta(request.ctx, segreto))
        except NonPossibile as errore:
            messages.error(request, str(errore))
    suo = not request.ctx.attore_reale and azioni.ha_indirizzo(request.user, riga.email)
    return render(request, "utenti/invito.html", {"invito": riga, "puo_accettare": suo, "altro_conto": not suo})


def _accetta_con_nuovo_conto(request: HttpRequest, riga: Invito, segreto: str) -> HttpResponse:
    form = NuovoContoForm(request.POST or None, invito=riga)
    if request.method == "POST" and form.is_valid():
        dati = {campo: form.cleaned_data[campo] for campo in ("nome", "cognome", "password")}
        try:
            appartenenza = azioni.accetta_con_nuovo_conto(request.ctx, segreto, **dati)
        except NonPossibile as errore:
            form.add_error(None, str(errore))
        else:
            login(request, appartenenza.utente, backend=settings.AUTHENTICATION_BACKENDS[0])
            return _benvenuto(request, appartenenza)
    return render(request, "utenti/invito.html", {"invito": riga, "form": form})


def _benvenuto(request: HttpRequest, appartenenza: Appartenenza) -> HttpResponse:
    request.session[CHIAVE_SESSIONE] = str(appartenenza.pk)
    messages.success(request, _("Invito accettato: ora operi per «%(dove)s».") % {"dove": appartenenza.organizzazione})
    return redirect("base:cruscotto")


def _mostra_collegamento(request: HttpRequest, riga: Invito, segreto: str) -> HttpResponse:
    sede = riga.organizzazione
    dati = {
        "invito": riga,
        "collegamento": azioni.collegamento(segreto),
        "briciole": [*briciole_di(request, sede), (_("Invito inviato"), "")],
    }
    return render(request, "utenti/invito_inviato.html", dati)


def _da_modificare(request: HttpRequest, invito: uuid.UUID) -> Invito:
    riga = get_object_or_404(Invito.objects.visible_to(request.ctx).select_related("organizzazione"), pk=invito)
    if not puo_conferire(request.ctx, riga.organizzazione, riga.ruolo):
        raise PermissionDenied
    return riga
