"""Approval, publication, later corrections, the archive."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.archivio.azioni import apri
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.lavori.azioni import avvia
from socialabs.lavori.errori import LavoroGiaInCorso
from socialabs.registro import registra_evento
from tavolo.archivio_verbale import versione_pubblica
from tavolo.azioni import verbali as azioni
from tavolo.enums import VERBALE_CHIUSO, ModoApprovazione
from tavolo.forms.verbali import ApprovaForm, RettificaForm
from tavolo.lavori import ARCHIVIO
from tavolo.views.atti import rifiuti, solo_segreteria, verbale_visibile
from tavolo.views.comune import briciole


@require_http_methods(["GET", "POST"])
@una_volta_sola
def approva(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    scaduto = verbale.osservazioni_entro is not None and verbale.osservazioni_entro < oggi()
    iniziale = {"modo": ModoApprovazione.SILENZIO if scaduto else None}
    form = ApprovaForm(request.POST or None, verbale=verbale, ctx=request.ctx, initial=iniziale)
    if request.method == "POST" and form.is_valid():
        dati = form.cleaned_data
        with rifiuti(request, form):
            azioni.approva(
                verbale=verbale,
                modo=ModoApprovazione(dati["modo"]),
                il=dati["il"],
                in_seduta=dati["in_seduta"],
                ctx=request.ctx,
            )
            messages.success(request, _("Verbale approvato: da ora si corregge solo con un atto successivo."))
            return redirect("tavolo:verbale", pk)
    contesto = {
        "verbale": verbale,
        "form": form,
        "titolo": _("Approvazione del verbale"),
        "sottotitolo": _("Dopo l'approvazione il testo non si cambia più."),
        "etichetta": _("Registra l'approvazione"),
        "scheda": "verbali",
        "briciole": briciole(
            (_("Verbali"), reverse("tavolo:verbali")),
            (str(verbale.seduta), reverse("tavolo:verbale", args=[pk])),
            (_("Approvazione"), ""),
        ),
    }
    return render(request, "tavolo/verbale/modulo.html", contesto, status=422 if form.errors else 200)


@require_POST
@una_volta_sola
def pubblica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let anyone read minutes and decisions, internal items left out."""
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    with rifiuti(request):
        azioni.pubblica(verbale=verbale, ctx=request.ctx)
        messages.success(request, _("Verbale pubblicato, senza i punti interni."))
    return redirect("tavolo:verbale", pk)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def rettifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The later act that corrects approved minutes; the minutes stay as they are."""
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    if verbale.seduta.stato not in VERBALE_CHIUSO:
        raise Http404
    form = RettificaForm(request.POST or None, verbale=verbale, ctx=request.ctx)
    if request.method == "POST" and form.is_valid():
        with rifiuti(request, form):
            azioni.rettifica(verbale=verbale, ctx=request.ctx, **form.cleaned_data)
            messages.success(request, _("Rettifica registrata: compare accanto al verbale."))
            return redirect(reverse("tavolo:verbale", args=[pk]) + "#rettifiche")
    contesto = {
        "verbale": verbale,
        "form": form,
        "titolo": _("Rettifica del verbale"),
        "sottotitolo": _(
            "Il verbale approvato non si riscrive: la rettifica, decisa in una seduta successiva, gli sta accanto."
        ),
        "etichetta": _("Registra la rettifica"),
        "scheda": "verbali",
        "briciole": briciole(
            (_("Verbali"), reverse("tavolo:verbali")),
            (str(verbale.seduta), reverse("tavolo:verbale", args=[pk])),
            (_("Rettifica"), ""),
        ),
    }
    return render(request, "tavolo/verbale/modulo.html", contesto, status=422 if form.errors else 200)


@require_POST
@una_volta_sola
def archivio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Have the worker put minutes, attachments and attendance into one file."""
    solo_segreteria(request)
    verbale = verbale_visibile(request, pk)
    try:
        lavoro = avvia(
            ARCHIVIO, {"verbale": str(verbale.pk)}, ctx=request.ctx, chiave_unica=f"{ARCHIVIO}:{verbale.pk}"
        )
    except LavoroGiaInCorso as errore:
        lavoro = errore.lavoro
    return redirect(lavoro)


@require_GET
def pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sealed version without internal items, for whoever may read the minutes."""
    verbale = verbale_visibile(request, pk)
    documento = versione_pubblica(verbale)
    if documento is None:
        raise Http404
    registra_evento(request.ctx, "file.scaricato", tipo="archivio.file", oggetto_id=documento.file_id)
    return FileResponse(
        apri(documento.file), as_attachment=True, filename=documento.file.nome, content_type="application/pdf"
    )
