"""Actions: mine, my body's, everybody's; how far they have come; given to others, put off."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.registro import registra_evento
from socialabs.registro.storia import storia_di
from tavolo.azioni import decisioni as azioni
from tavolo.collegati import collegati_a
from tavolo.elenchi_atti import IMPEGNI, ElencoImpegni
from tavolo.enums import IMPEGNI_APERTI, StatoImpegno
from tavolo.forms.atti import AggiornaForm, ImpegnoForm, RinviaForm
from tavolo.models import Decisione, Impegno
from tavolo.permessi import puo_aggiornare, puo_entrare, puo_scrivere
from tavolo.views.atti import rifiuti, solo_segreteria
from tavolo.views.comune import briciole


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"scheda": "impegni", "briciole": briciole((_("Azioni da svolgere"), ""))}
    return elenco.risposta("tavolo/impegni/elenco.html", "tavolo/impegni/_righe.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="tavolo.impegno", dettagli=dettagli)
    return elenco.scarica(formato, IMPEGNI, "azioni", _("Azioni da svolgere"))


def _elenco(request: HttpRequest) -> ElencoImpegni:
    if not puo_entrare(request.ctx):
        raise Http404
    return ElencoImpegni(request, Impegno.objects.visible_to(request.ctx), ctx=request.ctx)


def _impegno(request: HttpRequest, pk: uuid.UUID) -> Impegno:
    return get_object_or_404(Impegno.objects.visible_to(request.ctx).per_elenco(), pk=pk)


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _pagina(request, _impegno(request, pk))


def _pagina(request: HttpRequest, impegno: Impegno, form: AggiornaForm | None = None) -> HttpResponse:
    ctx = request.ctx
    aggiorna = puo_aggiornare(ctx, impegno)
    decisione = Decisione.objects.visible_to(ctx).filter(pk=impegno.decisione_id).first()
    contesto = {
        "impegno": impegno,
        "decisione": decisione,
        "form": form or (AggiornaForm(impegno=impegno, ctx=ctx) if aggiorna else None),
        "gestisce": puo_scrivere(ctx) and impegno.stato in IMPEGNI_APERTI,
        "collegati": collegati_a(ctx, impegno),
        "collega": reverse("tavolo:collega_impegno", args=[impegno.pk]) if puo_scrivere(ctx) else "",
        "storia": storia_di(impegno),
        "scheda": "impegni",
        "briciole": briciole((_("Azioni da svolgere"), reverse("tavolo:impegni")), (_("Azione"), "")),
    }
    return render(request, "tavolo/impegni/dettaglio.html", contesto, status=422 if form and form.errors else 200)


@require_POST
@una_volta_sola
def aggiorna(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who is charged with it, or the secretariat, says how far it has come."""
    impegno = _impegno(request, pk)
    if not puo_aggiornare(request.ctx, impegno):
        raise Http404
    form = AggiornaForm(request.POST, impegno=impegno, ctx=request.ctx)
    if form.is_valid():
        dati = form.cleaned_data
        with rifiuti(request, form):
            azioni.aggiorna_impegno(
                impegno=impegno,
                stato=StatoImpegno(dati["stato"]),
                esito=dati["esito"],
                concluso_il=dati["concluso_il"],
                ctx=request.ctx,
            )
            messages.success(request, _("Azione aggiornata."))
            return redirect("tavolo:impegno", pk)
    return _pagina(request, impegno, form)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it in other words, or give it to somebody else."""
    solo_segreteria(request)
    impegno = _impegno(request, pk)
    form = ImpegnoForm(request.POST or None, ctx=request.ctx, instance=impegno, initial={"versione": impegno.versione})
    if request.method == "POST" and form.is_valid():
        try:
            with rifiuti(request, form), vincoli_nel_modulo(form, Impegno):
                letta = form.cleaned_data["versione"] or 0
                azioni.modifica_impegno(impegno=impegno, versione_letta=letta, ctx=request.ctx)
            if form.is_valid():
                messages.success(request, _("Azione modificata."))
                return redirect("tavolo:impegno", pk)
        except ConflittoVersione as conflitto:
            _conflitto(form, conflitto)
    dati = {"titolo": _("Modifica o riassegna l'azione"), "etichetta": _("Salva")}
    return _modulo(request, pk, form, dati)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def rinvia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give it a later date, and say why."""
    solo_segreteria(request)
    impegno = _impegno(request, pk)
    if impegno.stato not in IMPEGNI_APERTI:
        raise Http404
    form = RinviaForm(request.POST or None, initial={"versione": impegno.versione})
    if request.method == "POST" and form.is_valid():
        dati = form.cleaned_data
        try:
            with rifiuti(request, form):
                azioni.rinvia_impegno(
                    impegno=impegno,
                    entro_il=dati["entro_il"],
                    motivo=dati["motivo"],
                    versione_letta=dati["versione"],
                    ctx=request.ctx,
                )
                messages.success(request, _("Azione rinviata."))
                return redirect("tavolo:impegno", pk)
        except ConflittoVersione as conflitto:
            _conflitto(form, conflitto)
    return _modulo(request, pk, form, {"titolo": _("Rinvia l'azione"), "etichetta": _("Rinvia")})


def _conflitto(form: Any, conflitto: ConflittoVersione) -> None:
    """Say that somebody else changed it meanwhile; sent again, the form writes over what they have now read."""
    attuale = conflitto.attuale
    frase = _("Un'altra persona ha cambiato l'azione: ora la data è %(data)s. Rileggi e invia di nuovo.")
    form.add_error(None, frase % {"data": f"{attuale.entro_il:%d/%m/%Y}" if attuale.entro_il else "–"})
    form.data = form.data.copy()
    form.data["versione"] = attuale.versione


def _modulo(request: HttpRequest, pk: uuid.UUID, form: Any, dati: dict[str, Any]) -> HttpResponse:
    contesto = {
        "form": form,
        "annulla": reverse("tavolo:impegno", args=[pk]),
        "scheda": "impegni",
        "briciole": briciole(
            (_("Azioni da svolgere"), reverse("tavolo:impegni")),
            (_("Azione"), reverse("tavolo:impegno", args=[pk])),
            (dati["titolo"], ""),
        ),
        **dati,
    }
    return render(request, "tavolo/verbale/modulo.html", contesto, status=422 if form.errors else 200)
