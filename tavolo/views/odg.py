"""The agenda's editor: its buttons are forms, so that a keyboard does all of it without JavaScript."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.registro.storia import storia_di
from tavolo.azioni import odg as azioni
from tavolo.collegati import collegati_a, collegati_per_punto
from tavolo.errori import NonAmmesso
from tavolo.forms.sedute import DocumentoForm, NuovoPuntoForm, PuntoForm, enti_attuali
from tavolo.models import DocumentoPunto, Punto, Seduta
from tavolo.views.comune import briciole, esegui, per_la_segreteria
from tavolo.views.sedute import documenti_per_punto, ordine_del_giorno


VERSI: dict[str, Callable[..., None]] = {
    "su": lambda **campi: azioni.sposta_punto(di=-1, **campi),
    "giu": lambda **campi: azioni.sposta_punto(di=1, **campi),
    "rientra": azioni.rientra_punto,
    "sporgi": azioni.sporgi_punto,
}


@require_http_methods(["GET", "POST"])
@per_la_segreteria
@una_volta_sola
def odg(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole agenda, and the form of one more item."""
    sedute = Seduta.objects.visible_to(request.ctx).select_related("gruppo")
    seduta = get_object_or_404(sedute, pk=pk)
    form = NuovoPuntoForm(request.POST or None, instance=Punto(seduta=seduta), seduta=seduta, enti=enti_attuali())
    if form.is_valid() and esegui(form, lambda: azioni.aggiungi_punto(punto=form.instance, ctx=request.ctx), Punto):
        messages.success(request, _("Punto aggiunto."))
        return redirect(f"{reverse('tavolo:odg', args=[seduta.pk])}#punto-{form.instance.pk}")
    voci = ordine_del_giorno(request, seduta)
    dati = {
        "seduta": seduta,
        "voci": voci,
        "minuti": sum(voce.punto.minuti or 0 for voce in voci),
        "documenti": documenti_per_punto(request, seduta),
        "collegati": collegati_per_punto(request.ctx, Punto.objects.filter(seduta=seduta).order_by()),
        "form": form,
        "scheda": "sedute",
        "briciole": briciole(*_passi(seduta), (_("Ordine del giorno"), "")),
    }
    return render(request, "tavolo/odg.html", dati, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "POST"])
@per_la_segreteria
@una_volta_sola
def punto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One item: what it says, its papers, and how it is taken off."""
    punto = _punto(request, pk)
    form = PuntoForm(request.POST if "salva" in request.POST else None, instance=punto, enti=enti_attuali())
    documento = DocumentoForm(*((request.POST, request.FILES) if "allega" in request.POST else ()), prefix="doc")
    if form.is_valid() and esegui(
        form,
        lambda: azioni.modifica_punto(punto=form.instance, versione_letta=form.versione_letta, ctx=request.ctx),
        Punto,
    ):
        messages.success(request, _("Punto salvato."))
        return _all_odg(punto)
    if documento.is_valid() and esegui(documento, lambda: _allega(request, punto, documento), DocumentoPunto):
        messages.success(request, _("Documento allegato."))
        return redirect("tavolo:punto", punto.pk)
    inviato = form if form.is_bound else documento
    dati = {
        "punto": punto,
        "seduta": punto.seduta,
        "form": form,
        "documento": documento,
        "documenti": punto.documenti.select_related("file"),
        "collegati": collegati_a(request.ctx, punto),
        "collega": reverse("tavolo:collega_punto", args=[punto.pk]),
        "storia": storia_di(punto),
        "scheda": "sedute",
        "briciole": briciole(
            *_passi(punto.seduta),
            (_("Ordine del giorno"), reverse("tavolo:odg", args=[punto.seduta_id])),
            (punto.titolo, ""),
        ),
    }
    return render(request, "tavolo/punto.html", dati, status=422 if inviato.is_bound and inviato.errors else 200)


def _allega(request: HttpRequest, punto: Punto, form: DocumentoForm) -> None:
    file = form.cleaned_data["file"]
    azioni.allega_documento(
        punto=punto,
        contenuto=file,
        nome=file.name,
        tipo_mime=form.tipo_mime,
        titolo=form.cleaned_data["titolo"],
        ctx=request.ctx,
    )


@require_POST
@per_la_segreteria
def sposta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Move an item up, down, in or out."""
    punto = _punto(request, pk)
    verso = VERSI.get(request.POST.get("verso", ""))
    if verso is None:
        return _all_odg(punto)
    _prova(request, lambda: verso(punto=punto, ctx=request.ctx))
    return _all_odg(punto)


@require_POST
@per_la_segreteria
def elimina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    punto = _punto(request, pk)
    if _prova(request, lambda: azioni.elimina_punto(punto=punto, ctx=request.ctx)):
        messages.success(request, _("Punto tolto dall'ordine del giorno."))
    return redirect("tavolo:odg", punto.seduta_id)


@require_POST
@per_la_segreteria
def togli_documento(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    documenti = DocumentoPunto.objects.visible_to(request.ctx).select_related("punto__seduta", "file")
    documento = get_object_or_404(documenti, pk=pk)
    if _prova(request, lambda: azioni.togli_documento(documento=documento, ctx=request.ctx)):
        messages.success(request, _("Documento tolto."))
    return redirect("tavolo:punto", documento.punto_id)


def _prova(request: HttpRequest, verbo: Callable[[], None]) -> bool:
    """Run a verb of a button; what refuses it becomes a message."""
    try:
        verbo()
    except NonAmmesso as rifiuto:
        messages.error(request, str(rifiuto))
        return False
    return True


def _all_odg(punto: Punto) -> HttpResponse:
    return redirect(f"{reverse('tavolo:odg', args=[punto.seduta_id])}#punto-{punto.pk}")


def _punto(request: HttpRequest, pk: uuid.UUID) -> Punto:
    punti = Punto.objects.visible_to(request.ctx).select_related("seduta__gruppo", "padre__padre")
    return get_object_or_404(punti, pk=pk)


def _passi(seduta: Seduta) -> list[tuple[str, str]]:
    return [(_("Sedute"), reverse("tavolo:sedute")), (str(seduta), reverse("tavolo:seduta", args=[seduta.pk]))]
