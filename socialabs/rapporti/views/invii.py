import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.rapporti.azioni import invii as azioni
from socialabs.rapporti.enums import StatoInvio
from socialabs.rapporti.forms import InvioForm
from socialabs.rapporti.models import InvioPeriodico
from socialabs.rapporti.parametri import da_interrogazione, diversi_dal_consueto
from socialabs.rapporti.permessi import possibili_destinatari, puo_programmare
from socialabs.rapporti.registro import Rapporto, rapporti_di, trova
from socialabs.rapporti.views.comuni import briciole, rapporto_o_404


ULTIME = 12


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    invii = InvioPeriodico.objects.visible_to(request.ctx).prefetch_related("destinatari__utente", "ricorrenze")
    if not rapporti_di(request.ctx) and not invii.exists():
        raise Http404
    return render(request, "rapporti/invii.html", {"invii": invii, "briciole": briciole((_("Invii periodici"), ""))})


@require_http_methods(["GET", "POST"])
@una_volta_sola
def programma(request: HttpRequest, chiave: str) -> HttpResponse:
    rapporto = rapporto_o_404(request, chiave)
    if not puo_programmare(request.ctx, rapporto):
        raise Http404
    valori = request.POST if request.method == "POST" else request.GET
    parametri = rapporto.parametri(request.ctx, valori)
    form = InvioForm(request.POST or None, ctx=request.ctx, rapporto=rapporto)
    if request.method == "POST" and parametri.is_valid() and form.is_valid():
        invio = InvioPeriodico(rapporto=rapporto.chiave)
        _compila(invio, form, parametri)
        if _prova(form, lambda: azioni.programma(invio, form.cleaned_data["destinatari"], ctx=request.ctx)):
            messages.success(request, _("Invio programmato."))
            return redirect("rapporti:invii")
    return _pagina(request, rapporto, form, parametri, _("Programma l'invio"))


@require_http_methods(["GET", "POST"])
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A schedule and what became of each time; who may see the report no more only reads why."""
    invio = _invio(request, pk)
    rapporto = trova(request.ctx, invio.rapporto)
    if rapporto is None or not puo_programmare(request.ctx, rapporto):
        if request.method == "POST":
            raise PermissionDenied
        return _pagina(request, None, None, None, invio.titolo, invio)
    valori = request.POST if request.method == "POST" else da_interrogazione(invio.interrogazione)
    parametri = rapporto.parametri(request.ctx, valori)
    form = InvioForm(request.POST or None, ctx=request.ctx, rapporto=rapporto, invio=invio)
    if request.method == "POST" and parametri.is_valid() and form.is_valid():
        _compila(invio, form, parametri)
        letta, destinatari = form.cleaned_data["versione"] or 0, form.cleaned_data["destinatari"]
        if _prova(form, lambda: azioni.cambia(invio, destinatari, versione_letta=letta, ctx=request.ctx)):
            messages.success(request, _("Invio salvato."))
            return redirect(invio)
    return _pagina(request, rapporto, form, parametri, invio.titolo, invio)


@require_POST
def stato(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Pause what is active, start again what is not."""
    invio = _invio(request, pk)
    nuovo = StatoInvio.SOSPESO if invio.stato == StatoInvio.ATTIVO else StatoInvio.ATTIVO
    try:
        attuale = azioni.passa_a(invio, nuovo, ctx=request.ctx)
    except TransizioneNonAmmessa as errore:
        messages.error(request, str(errore))
    else:
        messages.success(
            request, _("Invio sospeso.") if attuale.stato == StatoInvio.SOSPESO else _("Invio riattivato.")
        )
    return redirect("rapporti:invii")


@require_http_methods(["GET", "POST"])
def elimina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    invio = _invio(request, pk)
    if request.method == "POST":
        azioni.elimina(invio, ctx=request.ctx)
        messages.success(request, _("Invio eliminato: le cifre già congelate restano."))
        return redirect("rapporti:invii")
    dati = {"invio": invio, "briciole": _briciole((invio.titolo, invio.get_absolute_url()), (_("Elimina"), ""))}
    return render(request, "rapporti/invio_elimina.html", dati)


def _invio(request: HttpRequest, pk: uuid.UUID) -> InvioPeriodico:
    visibili = InvioPeriodico.objects.visible_to(request.ctx).select_related("proprietario")
    return get_object_or_404(visibili, pk=pk)


def _compila(invio: InvioPeriodico, form: InvioForm, parametri: forms.Form) -> None:
    invio.interrogazione = diversi_dal_consueto(parametri)
    for campo in ("cadenza", "giorno", "mese"):
        setattr(invio, campo, form.cleaned_data[campo])


def _prova(form: InvioForm, azione: Callable[[], object]) -> bool:
    try:
        azione()
    except azioni.DestinatariNonAmmessi as errore:
        form.add_error("destinatari", str(errore))
    except ConflittoVersione:
        form.add_error(None, _("L'invio è cambiato nel frattempo: ricarica la pagina e riprova."))
    return form.is_valid()


def _pagina(
    request: HttpRequest,
    rapporto: Rapporto | None,
    form: InvioForm | None,
    parametri: forms.Form | None,
    titolo: str,
    invio: InvioPeriodico | None = None,
) -> HttpResponse:
    dati = {
        "rapporto": rapporto,
        "form": form,
        "parametri": parametri,
        "titolo": titolo,
        "invio": invio,
        "ricorrenze": invio.ricorrenze.select_related("istantanea")[:ULTIME] if invio else [],
        "esclusi": _esclusi(invio, rapporto) if invio and rapporto else [],
        "briciole": _briciole((titolo, "")),
    }
    guasto = form is not None and (form.errors or parametri.errors)
    return render(request, "rapporti/invio.html", dati, status=422 if guasto else 200)


def _esclusi(invio: InvioPeriodico, rapporto: Rapporto) -> list[str]:
    """The addressees who get nothing any more: gone from the office, from the role, or without an address."""
    ammessi = possibili_destinatari(invio.proprietario, rapporto).values("pk")
    return [str(a.utente) for a in invio.destinatari.exclude(pk__in=ammessi).select_related("utente")]


def _briciole(*altre: tuple[str, str]) -> list[tuple[str, str]]:
    return briciole((_("Invii periodici"), reverse("rapporti:invii")), *altre)
