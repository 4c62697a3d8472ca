from collections import defaultdict
from collections.abc import Callable, Sequence

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.lavori.azioni import avvia
from socialabs.rapporti.azioni.istantanee import congela as congela_ora
from socialabs.rapporti.documento import chiesto_da, dati_della_risposta
from socialabs.rapporti.estratto import Estratto
from socialabs.rapporti.forms import CercaRapporto, NotaForm
from socialabs.rapporti.lavori import TIPO
from socialabs.rapporti.models import Istantanea
from socialabs.rapporti.parametri import interrogazione, valori_scritti
from socialabs.rapporti.permessi import puo_congelare
from socialabs.rapporti.pubblicazione import estrai
from socialabs.rapporti.registro import Rapporto, rapporti_di
from socialabs.rapporti.views.comuni import briciole, rapporto_o_404, scarica_csv, scarica_xlsx
from socialabs.registro import registra_evento


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    rapporti = rapporti_di(request.ctx)
    if not rapporti:
        raise Http404
    form = CercaRapporto(request.GET)
    cercato = form.cleaned_data["q"] if form.is_valid() else ""
    dati = {
        "form": form,
        "cercato": cercato,
        "gruppi": _gruppi([r for r in rapporti if _risponde_a(r, cercato)]),
        "istantanee": _quante_istantanee(request),
        "briciole": [(_("Rapporti"), "")],
        "azioni": [
            {"etichetta": _("Cifre congelate"), "url": reverse("rapporti:istantanee"), "icona": "it-lock"},
            {"etichetta": _("Invii periodici"), "url": reverse("rapporti:invii"), "icona": "it-mail"},
        ],
    }
    return render(request, "rapporti/elenco.html", dati)


def _risponde_a(rapporto: Rapporto, cercato: str) -> bool:
    """All the words, wherever they are in title, question or group."""
    testo = f"{rapporto.titolo} {rapporto.domanda} {rapporto.gruppo}".lower()
    return all(parola in testo for parola in cercato.lower().split())


def _gruppi(rapporti: Sequence[Rapporto]) -> list[tuple[str, list[Rapporto]]]:
    """By heading; those without one come last."""
    gruppi: dict[str, list[Rapporto]] = defaultdict(list)
    for rapporto in rapporti:
        gruppi[str(rapporto.gruppo)].append(rapporto)
    altri = _("Altri rapporti") if len(gruppi) > 1 else _("Tutti i rapporti")
    return [(nome or altri, gruppi[nome]) for nome in sorted(gruppi, key=lambda nome: (not nome, nome))]


def _quante_istantanee(request: HttpRequest) -> dict[str, int]:
    righe = Istantanea.objects.visible_to(request.ctx).order_by().values("rapporto").annotate(quante=Count("pk"))
    return {riga["rapporto"]: riga["quante"] for riga in righe}


@require_GET
def pagina(request: HttpRequest, chiave: str) -> HttpResponse:
    rapporto = rapporto_o_404(request, chiave)
    form = rapporto.parametri(request.ctx, request.GET)
    estratto = None
    if form.is_valid():
        _registra_lettura(request, rapporto, "rapporto.letto")
        estratto = estrai(rapporto, request.ctx, form)
    dati = {
        "rapporto": rapporto,
        "form": form,
        **(_dati_della_pagina(request, rapporto, form, estratto) if estratto else {"estratto": None}),
        "briciole": briciole((rapporto.titolo, "")),
    }
    return render(request, "rapporti/pagina.html", dati)


def _dati_della_pagina(
    request: HttpRequest, rapporto: Rapporto, form: forms.Form, estratto: Estratto
) -> dict[str, object]:
    indirizzo = f"{reverse('rapporti:pagina', args=[rapporto.chiave])}?{estratto.interrogazione}"
    return {
        **dati_della_risposta(estratto),
        "parametri_scritti": [(nome, v) for nome, valori in valori_scritti(form).items() for v in valori],
        "permalink": request.build_absolute_uri(indirizzo),
        "nota": NotaForm(),
        "puo_congelare": puo_congelare(request.ctx, rapporto),
        "istantanee": Istantanea.objects.visible_to(request.ctx).filter(rapporto=rapporto.chiave).count(),
    }


@require_GET
def xlsx(request: HttpRequest, chiave: str) -> HttpResponse:
    return _scarica(request, chiave, scarica_xlsx)


@require_GET
def csv(request: HttpRequest, chiave: str) -> HttpResponse:
    return _scarica(request, chiave, scarica_csv)


def _scarica(request: HttpRequest, chiave: str, scrivi: Callable[..., HttpResponse]) -> HttpResponse:
    rapporto = rapporto_o_404(request, chiave)
    form = rapporto.parametri(request.ctx, request.GET)
    if not form.is_valid():
        return redirect("rapporti:pagina", chiave)
    _registra_lettura(request, rapporto, "esportazione")
    return scrivi(estrai(rapporto, request.ctx, form), chiesto_da(request.ctx), rapporto.chiave)


@require_POST
def pdf(request: HttpRequest, chiave: str) -> HttpResponse:
    """Ask the worker for the document and show its progress."""
    rapporto = rapporto_o_404(request, chiave)
    form = rapporto.parametri(request.ctx, request.POST)
    if not form.is_valid():
        return redirect("rapporti:pagina", chiave)
    argomenti = {"rapporto": rapporto.chiave, "interrogazione": interrogazione(form), "lingua": get_language()}
    return redirect(avvia(TIPO, argomenti, ctx=request.ctx))


@require_POST
@una_volta_sola
def congela(request: HttpRequest, chiave: str) -> HttpResponse:
    """Freeze the figures as they are now, which may not be those that the reader was looking at a while ago."""
    rapporto = rapporto_o_404(request, chiave)
    form, nota = rapporto.parametri(request.ctx, request.POST), NotaForm(request.POST)
    if not form.is_valid() or not nota.is_valid():
        return redirect("rapporti:pagina", chiave)
    return redirect(congela_ora(rapporto, form, ctx=request.ctx, nota=nota.cleaned_data["nota"]))


def _registra_lettura(request: HttpRequest, rapporto: Rapporto, verbo: str) -> None:
    registra_evento(request.ctx, verbo, tipo="rapporti.rapporto", etichetta=rapporto.chiave)
