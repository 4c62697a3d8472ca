"""Meetings: their list, a meeting's page, and the planning of one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.idempotenza import una_volta_sola
from socialabs.registro.storia import storia_di
from tavolo.azioni import sedute as azioni
from tavolo.azioni.invio import avvisa_se_serve
from tavolo.azioni.presenze import APPELLO
from tavolo.collegati import collegati_per_punto
from tavolo.elenchi import ElencoSedute
from tavolo.enums import DA_TENERE, DA_VERBALIZZARE, StatoSeduta
from tavolo.forms.sedute import ClonaForm, MotivoForm, NuovaSedutaForm, RinvioForm, SedutaForm
from tavolo.models import Convocazione, Decisione, DocumentoPunto, Gruppo, Punto, Seduta, Verbale
from tavolo.odg import albero
from tavolo.permessi import puo_leggere_tutto, puo_presiedere, puo_scrivere
from tavolo.views.comune import briciole, esegui, modulo, per_il_tavolo, per_la_segreteria


SCRITTURA = ["GET", "POST"]


@require_GET
@per_il_tavolo
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = ElencoSedute(
        request,
        Seduta.objects.visible_to(request.ctx).select_related("gruppo"),
        gruppi=Gruppo.objects.visible_to(request.ctx),
    )
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    dati = {
        "puo_scrivere": puo_scrivere(request.ctx),
        "scheda": "sedute",
        "briciole": briciole((_("Sedute"), "")),
    }
    return elenco.risposta("tavolo/sedute.html", "tavolo/_sedute.html", dati)


@require_GET
@per_il_tavolo
def seduta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A meeting: when and where, its agenda with the papers, what it decided, what it still lacks to be convened."""
    seduta = _seduta(request, pk)
    scrive = puo_scrivere(request.ctx)
    da_convocare = scrive and seduta.stato in (StatoSeduta.PIANIFICATA, StatoSeduta.RINVIATA)
    decisioni = Decisione.objects.visible_to(request.ctx).filter(punto__seduta=seduta)
    dati = {
        "seduta": seduta,
        "voci": ordine_del_giorno(request, seduta),
        "documenti": documenti_per_punto(request, seduta),
        "collegati": collegati_per_punto(
            request.ctx, Punto.objects.visible_to(request.ctx).filter(seduta=seduta).order_by()
        ),
        # Until the meeting is over one links from the item's own page, which the agenda leads to.
        "collega": scrive and seduta.stato not in DA_TENERE | {StatoSeduta.APERTA},
        "decisioni": decisioni.order_by("numero"),
        "ostacoli": azioni.ostacoli_alla_convocazione(seduta) if da_convocare else [],
        "da_convocare": da_convocare,
        "modificabile": scrive and seduta.stato in DA_TENERE,
        "odg_modificabile": scrive and seduta.stato in DA_TENERE | {StatoSeduta.APERTA},
        "verbale": Verbale.objects.visible_to(request.ctx).filter(seduta=seduta).first(),
        "da_verbalizzare": scrive and seduta.stato in DA_VERBALIZZARE,
        "puo_scrivere": scrive,
        "legge_tutto": puo_leggere_tutto(request.ctx),
        "in_sala": puo_presiedere(request.ctx, seduta) and seduta.stato in APPELLO,
        "mie_convocazioni": Convocazione.objects.filter(
            seduta=seduta, partecipante__utente=request.user, inviata_il__isnull=False
        ).select_related("seggio__ente__organizzazione"),
        "storia": storia_di(seduta) if puo_leggere_tutto(request.ctx) else [],
        "scheda": "sedute",
        "briciole": briciole((_("Sedute"), reverse("tavolo:sedute")), (str(seduta), "")),
    }
    return render(request, "tavolo/seduta.html", dati)


def ordine_del_giorno(request: HttpRequest, seduta: Seduta) -> list:
    """The agenda as this reader may see it."""
    punti = Punto.objects.visible_to(request.ctx).filter(seduta=seduta)
    return albero(punti.select_related("proponente__organizzazione"))


def documenti_per_punto(request: HttpRequest, seduta: Seduta) -> dict[Any, list[DocumentoPunto]]:
    """The papers of a meeting by the id of their item."""
    per_punto: dict[Any, list[DocumentoPunto]] = {}
    documenti = DocumentoPunto.objects.visible_to(request.ctx).filter(punto__seduta=seduta).select_related("file")
    for documento in documenti:
        per_punto.setdefault(documento.punto_id, []).append(documento)
    return per_punto


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def nuova(request: HttpRequest) -> HttpResponse:
    form = NuovaSedutaForm(request.POST or None, gruppi=Gruppo.objects.visible_to(request.ctx).al())
    if form.is_valid() and esegui(form, lambda: azioni.pianifica(seduta=form.instance, ctx=request.ctx), Seduta):
        messages.success(request, _("Seduta pianificata: ora componi l'ordine del giorno."))
        return redirect("tavolo:odg", form.instance.pk)
    indietro = reverse("tavolo:sedute")
    return modulo(
        request,
        form,
        titolo=_("Pianifica una seduta"),
        etichetta=_("Pianifica"),
        annulla=indietro,
        passi=[(_("Sedute"), indietro)],
    )


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _seduta(request, pk)
    form = SedutaForm(request.POST or None, instance=seduta)
    if form.is_valid() and esegui(
        form,
        lambda: azioni.modifica(seduta=form.instance, versione_letta=form.versione_letta, ctx=request.ctx),
        Seduta,
    ):
        avvisa_se_serve(seduta=seduta, ctx=request.ctx)
        messages.success(request, _("Seduta salvata."))
        return redirect(seduta)
    return _modulo(request, form, seduta, _("Modifica la seduta"), _("Salva"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def rinvia(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _seduta(request, pk)
    form = RinvioForm(request.POST or None)
    if form.is_valid() and esegui(
        form, lambda: azioni.rinvia(seduta=seduta, **form.cleaned_data, ctx=request.ctx), Seduta
    ):
        avvisa_se_serve(seduta=seduta, ctx=request.ctx)
        messages.success(request, _("Seduta rinviata: chi era convocato riceve un avviso."))
        return redirect(seduta)
    return _modulo(request, form, seduta, _("Rinvia la seduta"), _("Rinvia"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def annulla(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seduta = _seduta(request, pk)
    form = MotivoForm(request.POST or None)
    if form.is_valid() and esegui(
        form, lambda: azioni.annulla(seduta=seduta, motivo=form.cleaned_data["motivo"], ctx=request.ctx), Seduta
    ):
        avvisa_se_serve(seduta=seduta, ctx=request.ctx)
        messages.success(request, _("Seduta annullata: chi era convocato riceve un avviso."))
        return redirect(seduta)
    return _modulo(request, form, seduta, _("Annulla la seduta"), _("Annulla la seduta"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def clona(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Plan another meeting with the same agenda."""
    seduta = _seduta(request, pk)
    form = ClonaForm(request.POST or None)
    copie: list[Seduta] = []
    if form.is_valid() and esegui(
        form, lambda: copie.append(azioni.clona(seduta=seduta, **form.cleaned_data, ctx=request.ctx)), Seduta
    ):
        messages.success(request, _("Seduta pianificata con lo stesso ordine del giorno: rivedilo."))
        return redirect("tavolo:odg", copie[0].pk)
    return _modulo(request, form, seduta, _("Pianifica una seduta come questa"), _("Pianifica"))


def _seduta(request: HttpRequest, pk: uuid.UUID) -> Seduta:
    sedute = Seduta.objects.visible_to(request.ctx).select_related("gruppo", "presidente", "segretario")
    return get_object_or_404(sedute, pk=pk)


def _modulo(
    request: HttpRequest, form: object, seduta: Seduta, titolo: str, etichetta: str, tipo: str = "primary"
) -> HttpResponse:
    pagina = reverse("tavolo:seduta", args=[seduta.pk])
    passi = [(_("Sedute"), reverse("tavolo:sedute")), (str(seduta), pagina)]
    return modulo(
        request, form, titolo=titolo, etichetta=etichetta, annulla=pagina, passi=passi, tipo=tipo, sopra=str(seduta)
    )
