"""The people of an organisation, for who manages them."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.utenti.azioni import appartenenze as azioni
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import CercaForm, MotivoForm, RuoloForm
from socialabs.utenti.models import Appartenenza, Invito
from socialabs.utenti.permessi import (
    puo_amministrare,
    puo_gestire_persone,
    puo_modificare,
    puo_scegliere_organizzazione,
    ruoli_conferibili,
)
from socialabs.utenti.views.comuni import briciole_di, cerca_testo, con_messaggio


PER_PAGINA = 25


def organizzazioni(request: HttpRequest) -> HttpResponse:
    """Every organisation with how many people it has, for who may manage any."""
    if not puo_scegliere_organizzazione(request.ctx):
        raise PermissionDenied
    form = CercaForm(request.GET)
    attive = Q(appartenenze__attiva=True, appartenenze__utente__is_active=True)
    trovate = cerca_testo(form, Organizzazione.objects.all(), "denominazione_ordinabile", "codice_fiscale").annotate(
        persone=Count("appartenenze__utente", filter=attive, distinct=True),
        amministratori=Count("appartenenze", filter=attive & Q(appartenenze__amministratore=True)),
    )
    pagina = Paginator(trovate.order_by("denominazione_ordinabile", "id"), PER_PAGINA).get_page(
        request.GET.get("pagina")
    )
    dati = {"form": form, "pagina": pagina, "briciole": [(_("Persone"), "")]}
    return render(request, "utenti/organizzazioni.html", dati)


def persone(request: HttpRequest, organizzazione: uuid.UUID | None = None) -> HttpResponse:
    """Who works for the organisation (one's own when none is named), and who has been invited."""
    sede = get_object_or_404(Organizzazione, pk=organizzazione or request.ctx.organizzazione_id)
    if not puo_gestire_persone(request.ctx, sede):
        raise PermissionDenied
    righe = Appartenenza.objects.visible_to(request.ctx).filter(organizzazione=sede).select_related("utente")
    inviti = Invito.objects.visible_to(request.ctx).filter(organizzazione=sede, accettato_il=None, revocato_il=None)
    conferibili = ruoli_conferibili(request.ctx, sede)
    dati = {
        "organizzazione": sede,
        "righe": [
            {"appartenenza": a, "modificabile": a.ruolo in conferibili, "puo_amministrare": puo_amministrare(a.ruolo)}
            for a in righe.order_by("-attiva", "utente__cognome", "utente__nome", "creato_il")
        ],
        "inviti": [{"invito": i, "modificabile": i.ruolo in conferibili} for i in inviti],
        "azioni": _invita(sede) if conferibili else [],
        "briciole": briciole_di(request, sede),
    }
    return render(request, "utenti/persone.html", dati)


def aggiungi_ruolo(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    """One more role for someone of the organisation."""
    riga = _da_modificare(request, appartenenza)
    form = RuoloForm(request.POST or None, ctx=request.ctx, organizzazione=riga.organizzazione)
    if request.method == "POST" and form.is_valid():
        try:
            with vincoli_nel_modulo(form, Appartenenza):
                azioni.aggiungi_ruolo(request.ctx, riga, ruolo=form.cleaned_data["ruolo"])
        except NonPossibile as errore:
            form.add_error(None, str(errore))
        if form.is_valid():
            messages.success(request, _("Ruolo aggiunto."))
            return redirect("utenti:persone_di", riga.organizzazione_id)
    briciole = [*briciole_di(request, riga.organizzazione), (_("Aggiungi un ruolo"), "")]
    return render(request, "utenti/aggiungi_ruolo.html", {"form": form, "riga": riga, "briciole": briciole})


def disattiva(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    """Ask why, then end the role."""
    riga = _da_modificare(request, appartenenza)
    form = MotivoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            azioni.disattiva(request.ctx, riga, motivo=form.cleaned_data["motivo"])
        except NonPossibile as errore:
            form.add_error(None, str(errore))
        else:
            messages.success(request, _("Ruolo disattivato."))
            return redirect("utenti:persone_di", riga.organizzazione_id)
    briciole = [*briciole_di(request, riga.organizzazione), (_("Disattiva"), "")]
    return render(request, "utenti/disattiva.html", {"form": form, "riga": riga, "briciole": briciole})


@require_POST
def riattiva(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    riga = _da_modificare(request, appartenenza)
    with con_messaggio(request, Appartenenza, _("Ruolo riattivato.")):
        azioni.riattiva(request.ctx, riga)
    return redirect("utenti:persone_di", riga.organizzazione_id)


@require_POST
def nomina(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    riga = _da_modificare(request, appartenenza)
    with con_messaggio(request, Appartenenza, _("Ora gestisce le persone dell'organizzazione.")):
        azioni.nomina_amministratore(request.ctx, riga)
    return redirect("utenti:persone_di", riga.organizzazione_id)


@require_POST
def togli(request: HttpRequest, appartenenza: uuid.UUID) -> HttpResponse:
    """Take the management of people away; who gives it up themselves no longer sees that page."""
    riga = _da_modificare(request, appartenenza)
    with con_messaggio(request, Appartenenza, _("Non gestisce più le persone dell'organizzazione.")):
        azioni.togli_amministratore(request.ctx, riga)
    proprio = riga.pk == request.ctx.appartenenza.pk
    return redirect("base:cruscotto") if proprio else redirect("utenti:persone_di", riga.organizzazione_id)


def _da_modificare(request: HttpRequest, appartenenza: uuid.UUID) -> Appartenenza:
    visibili = Appartenenza.objects.visible_to(request.ctx).select_related("utente", "organizzazione")
    riga = get_object_or_404(visibili, pk=appartenenza)
    if not puo_modificare(request.ctx, riga):
        raise PermissionDenied
    return riga


def _invita(organizzazione: Organizzazione) -> list[dict]:
    indirizzo = reverse("utenti:invita", args=[organizzazione.pk])
    return [{"etichetta": _("Invita una persona"), "url": indirizzo, "icona": "it-plus-circle", "tipo": "primary"}]
