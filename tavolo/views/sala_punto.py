"""The verbs of the room on an item, and its notes, saved as one writes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from tavolo.azioni import aula, decisioni
from tavolo.controlli import avvertenze
from tavolo.enums import EsitoPunto, EsitoVoto
from tavolo.forms.sala import (
    ConcludiForm,
    ConflittoForm,
    DecisioneForm,
    ImpegnoForm,
    InterventoForm,
    NoteForm,
    VotazioneForm,
)
from tavolo.models import Conflitto, Decisione, Impegno, Punto, Votazione
from tavolo.permessi import puo_scrivere
from tavolo.sala import Sala
from tavolo.views.rifiuti import briciole_della_seduta, rifiuti, solo_se
from tavolo.views.sala import PUNTO, risposta


@require_POST
@una_volta_sola
def agisci(request: HttpRequest, pk: uuid.UUID, verbo: str) -> HttpResponse:
    """Do one of VERBI on an item. A refused form comes back with what had been written in it."""
    punto = _punto(request, pk)
    solo_se(verbo in VERBI)
    rifiutato = VERBI[verbo](request, punto)
    if rifiutato is None:
        return redirect(f"{reverse('tavolo:sala', args=[punto.seduta_id])}?punto={punto.pk}")
    if "HX-Request" in request.headers:
        return risposta(
            request, _sala(punto), "tavolo/sala/_frammenti.html", stato=422, rifiutato=rifiutato, bersaglio=PUNTO
        )
    return risposta(request, _sala(punto), "tavolo/sala/pagina.html", stato=422, rifiutato=rifiutato)


@require_POST
def note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save the notes. When another secretary saved meanwhile both texts are shown (409), to be merged."""
    punto = _punto(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    parziale = "HX-Request" in request.headers
    dati = {"punto": punto, "seduta": punto.seduta}
    scritte = form.cleaned_data["note"]
    try:
        with rifiuti(request):
            trattazione = aula.salva_note(
                punto=punto, note=scritte, versione_letta=form.cleaned_data["versione"], ctx=request.ctx
            )
            dati |= {"trattazione": trattazione, "avvertenze": avvertenze(scritte)}
    except ConflittoVersione as conflitto:
        dati |= {"mie": scritte, "trattazione": conflitto.attuale}
        dati["briciole"] = briciole_della_seduta(punto.seduta, (_("Appunti"), ""))
        modello = "tavolo/sala/_note_conflitto.html" if parziale else "tavolo/sala/note_conflitto.html"
        return render(request, modello, dati, status=409)
    if parziale:
        return render(request, "tavolo/sala/_note_salvate.html", dati)
    if "trattazione" in dati:
        messages.success(request, _("Appunti salvati."))
    return redirect(f"{reverse('tavolo:sala', args=[punto.seduta_id])}?punto={punto.pk}#note")


def _punto(request: HttpRequest, pk: uuid.UUID) -> Punto:
    solo_se(puo_scrivere(request.ctx))
    punti = Punto.objects.visible_to(request.ctx).select_related("seduta__gruppo", "seduta__presidente")
    return get_object_or_404(punti, pk=pk)


def _sala(punto: Punto) -> Sala:
    return Sala(punto.seduta, punto)


# --- verbs: each gives back the form that was refused, or None ------------------------------------------------------
def _inizia(request: HttpRequest, punto: Punto) -> None:
    with rifiuti(request):
        aula.inizia_punto(punto=punto, ctx=request.ctx)


def _concludi(request: HttpRequest, punto: Punto) -> None:
    form = ConcludiForm(request.POST)
    solo_se(form.is_valid())
    with rifiuti(request):
        aula.concludi_punto(punto=punto, esito=EsitoPunto(form.cleaned_data["esito"]), ctx=request.ctx)


def _intervento(request: HttpRequest, punto: Punto) -> BaseForm | None:
    form = InterventoForm(request.POST, sala=_sala(punto), prefix="intervento")
    return _esegui(request, form, lambda dati: aula.registra_intervento(punto=punto, ctx=request.ctx, **dati))


def _fine_intervento(request: HttpRequest, punto: Punto) -> None:
    intervento = punto.interventi.select_related("punto__seduta").filter(pk=_id(request, "intervento")).first()
    solo_se(intervento is not None)
    with rifiuti(request):
        aula.concludi_intervento(intervento=intervento, ctx=request.ctx)


def _conflitto(request: HttpRequest, punto: Punto) -> BaseForm | None:
    sala = _sala(punto)
    form = ConflittoForm(request.POST, sala=sala, prefix="conflitto")

    def dichiara(dati: dict[str, Any]) -> None:
        riga = next(riga for riga in sala.righe if riga.seggio.pk == dati["seggio"].pk)
        chi = riga.presenti[0].partecipante
        aula.dichiara_conflitto(punto=punto, partecipante=chi, ctx=request.ctx, **dati)

    return _esegui(request, form, dichiara, Conflitto)


def _togli_conflitto(request: HttpRequest, punto: Punto) -> None:
    conflitto = punto.conflitti.select_related("punto__seduta").filter(pk=_id(request, "conflitto")).first()
    solo_se(conflitto is not None)
    with rifiuti(request):
        aula.togli_conflitto(conflitto=conflitto, ctx=request.ctx)


def _vota(request: HttpRequest, punto: Punto) -> BaseForm | None:
    """`modo`: unanimous, by count or by name, as the button pressed says."""
    form = VotazioneForm(request.POST, sala=_sala(punto), punto=punto, prefix="voto")

    def registra(dati: dict[str, Any]) -> None:
        comune = {"punto": punto, "quesito": dati["quesito"], "tipo": dati["tipo"], "ctx": request.ctx}
        modo = request.POST.get("modo")
        if modo == "nominale":
            votazione = aula.vota_per_nome(voti=form.voti(), **comune)
        elif modo == "conteggio":
            favorevole = bool(dati.get("presidente_favorevole"))
            votazione = aula.vota_per_conteggio(**form.conteggio(), presidente_favorevole=favorevole, **comune)
        else:
            votazione = aula.vota_unanime(**comune)
        _racconta(request, votazione)

    return _esegui(request, form, registra, Votazione)


def _decidi(request: HttpRequest, punto: Punto) -> BaseForm | None:
    form = DecisioneForm(request.POST, punto=punto, prefix="decisione")

    def adotta(_dati: dict[str, Any]) -> None:
        decisione = decisioni.adotta(decisione=form.instance, ctx=request.ctx)
        messages.success(request, _("%(decisione)s iscritta nel registro.") % {"decisione": decisione})

    return _esegui(request, form, adotta, Decisione)


def _assegna(request: HttpRequest, punto: Punto) -> BaseForm | None:
    form = ImpegnoForm(request.POST, punto=punto, prefix="impegno")

    def assegna(dati: dict[str, Any]) -> None:
        decisioni.assegna(impegno=form.instance, ctx=request.ctx)
        messages.success(request, _("Azione assegnata."))
        _avverti(request, dati["descrizione"])

    return _esegui(request, form, assegna, Impegno)


VERBI: dict[str, Callable[[HttpRequest, Punto], BaseForm | None]] = {
    "inizia": _inizia,
    "concludi": _concludi,
    "intervento": _intervento,
    "fine-intervento": _fine_intervento,
    "conflitto": _conflitto,
    "togli-conflitto": _togli_conflitto,
    "vota": _vota,
    "decidi": _decidi,
    "assegna": _assegna,
}


def _esegui(
    request: HttpRequest, form: BaseForm, verbo: Callable[[dict[str, Any]], Any], *modelli: type
) -> BaseForm | None:
    if form.is_valid():
        with rifiuti(request, *modelli, form=form):
            verbo(form.cleaned_data)
    return form if form.errors else None


def _racconta(request: HttpRequest, votazione: Votazione) -> None:
    voti = _("favorevoli %(favorevoli)d, contrari %(contrari)d, astenuti %(astenuti)d") % {
        "favorevoli": votazione.favorevoli,
        "contrari": votazione.contrari,
        "astenuti": votazione.astenuti,
    }
    if votazione.esito == EsitoVoto.APPROVATA:
        messages.success(request, _("Approvata: %(voti)s.") % {"voti": voti})
    else:
        messages.warning(request, _("Respinta: %(voti)s.") % {"voti": voti})


def _avverti(request: HttpRequest, *testi: str) -> None:
    for avviso in avvertenze(*testi):
        messages.warning(request, avviso)


def _id(request: HttpRequest, nome: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(nome, ""))
    except ValueError:
        return None
