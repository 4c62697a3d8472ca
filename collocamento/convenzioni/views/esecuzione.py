"""What becomes of a signed convention, and the parameters of art. 14."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.convenzioni.azioni.esecuzione import copri, sollecita
from collocamento.convenzioni.azioni.quadro import salva_quadro
from collocamento.convenzioni.forms import CoperturaForm, QuadroForm, SollecitoForm
from collocamento.convenzioni.models import Copertura, Impegno, Quadro, Sollecito
from collocamento.convenzioni.permessi import puo_gestire, richiedi
from collocamento.convenzioni.views.comune import convenzione_di, esegui, modulo, per_chi_puo
from collocamento.permessi import puo_modificare_campagna, puo_vedere_obblighi
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def copertura(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """People hired against a commitment."""
    impegno = get_object_or_404(Impegno.objects.visible_to(request.ctx), pk=pk)
    convenzione = convenzione_di(request, impegno.convenzione_id)
    richiedi(puo_gestire(request.ctx, convenzione))
    form = CoperturaForm(request.POST or None, instance=Copertura(impegno=impegno))
    if form.is_valid() and esegui(form, lambda: copri(form.save(commit=False), ctx=request.ctx), Copertura, Impegno):
        messages.success(request, _("Assunzioni registrate."))
        return redirect(convenzione)
    titolo = _("Assunzioni per l'impegno: %(impegno)s") % {"impegno": impegno}
    return modulo(request, convenzione, form, titolo=titolo, etichetta=_("Registra"))


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def sollecito(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A contact of the office, or a formal notice."""
    convenzione = convenzione_di(request, pk)
    richiedi(puo_gestire(request.ctx, convenzione))
    form = SollecitoForm(request.POST or None, instance=Sollecito(convenzione=convenzione))
    if form.is_valid() and esegui(form, lambda: sollecita(form.save(commit=False), ctx=request.ctx), Sollecito):
        messages.success(request, _("Registrato. Di una diffida si emette poi il documento, dalla pagina."))
        return redirect(convenzione)
    effetti = [_("Prima un contatto, poi la diffida con un termine; passato quello, l'ufficio può risolvere.")]
    titolo = _("Registra un sollecito")
    return modulo(request, convenzione, form, titolo=titolo, etichetta=_("Registra"), effetti=effetti)


# --- the framework convention of art. 14 --------------------------------------------------------------------------
@require_GET
@per_chi_puo
def quadri(request: HttpRequest) -> HttpResponse:
    """Coefficient and ceiling, period by period."""
    richiedi(puo_vedere_obblighi(request.ctx))
    titolo = _("Convenzione quadro dell'art. 14")
    contesto = {
        "titolo": titolo,
        "quadri": Quadro.objects.visible_to(request.ctx),
        "in_vigore": Quadro.objects.al(oggi()),
        "puo_scrivere": puo_modificare_campagna(request.ctx),
        "briciole": [(_("Convenzioni"), reverse("convenzioni:elenco")), (titolo, "")],
    }
    return render(request, "convenzioni/quadri.html", contesto)


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def quadro_nuovo(request: HttpRequest) -> HttpResponse:
    return _quadro(request, Quadro(), titolo=_("Nuovo periodo"))


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def quadro(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    quadro = get_object_or_404(Quadro.objects.visible_to(request.ctx), pk=pk)
    return _quadro(request, quadro, titolo=_("Correggi il periodo"))


def _quadro(request: HttpRequest, quadro: Quadro, *, titolo: str) -> HttpResponse:
    richiedi(puo_modificare_campagna(request.ctx))
    nuovo = quadro._state.adding
    form = QuadroForm(request.POST or None, instance=quadro)
    if form.is_valid():
        versione = None if nuovo else form.versione_letta

        def salva() -> None:
            salva_quadro(form.save(commit=False), campi=form.campi, versione_letta=versione, ctx=request.ctx)

        if esegui(form, salva, Quadro):
            messages.success(request, _("Parametri registrati."))
            return redirect("convenzioni:quadri")
    elenco = reverse("convenzioni:quadri")
    contesto = {
        "form": form,
        "titolo": titolo,
        "etichetta": _("Salva"),
        "annulla": elenco,
        "briciole": [
            (_("Convenzioni"), reverse("convenzioni:elenco")),
            (_("Convenzione quadro"), elenco),
            (titolo, ""),
        ],
    }
    return render(request, "convenzioni/quadro.html", contesto, status=422 if form.is_bound and form.errors else 200)
