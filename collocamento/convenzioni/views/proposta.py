"""Writing a proposal: choose the kind, its data, its commitments, its orders."""

import uuid

from django.contrib import messages
from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.convenzioni.azioni import proposta as azioni
from collocamento.convenzioni.enums import Tipo
from collocamento.convenzioni.forms import CommessaForm, ConvenzioneForm, ImpegnoForm
from collocamento.convenzioni.guida import GUIDA
from collocamento.convenzioni.models import Commessa, Convenzione, Impegno
from collocamento.convenzioni.permessi import puo_modificare, richiedi
from collocamento.convenzioni.views.comune import (
    convenzione_di,
    dal_datore,
    datore_di,
    esegui,
    modulo,
    per_chi_puo,
)
from collocamento.permessi import puo_agire_per
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola


@require_GET
@per_chi_puo
def nuova(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """The kinds of convention, what each is for."""
    datore = datore_di(request, datore)
    richiedi(puo_agire_per(request.ctx, datore))
    contesto = {
        "datore": datore,
        "titolo": _("Proponi una convenzione"),
        "guida": [{"tipo": tipo, "nome": tipo.label, "voci": GUIDA[tipo](oggi())} for tipo in Tipo],
        "briciole": [*dal_datore(request.ctx, datore), (_("Proponi"), "")],
    }
    return render(request, "convenzioni/nuova.html", contesto)


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def crea(request: HttpRequest, datore: uuid.UUID, tipo: str) -> HttpResponse:
    """The first step: parties, term, and what its text must say."""
    if tipo not in Tipo.values:
        raise Http404
    datore = datore_di(request, datore)
    richiedi(puo_agire_per(request.ctx, datore))
    convenzione = Convenzione(datore=datore, tipo=tipo)
    form = ConvenzioneForm(request.POST or None, instance=convenzione, ctx=request.ctx)
    if form.is_valid() and esegui(form, lambda: azioni.crea(form.save(commit=False), ctx=request.ctx), Convenzione):
        messages.success(request, _("Dati salvati. Ora gli impegni: chi, quanti, entro quando."))
        return redirect("convenzioni:impegno_nuovo", convenzione.pk)
    contesto = {
        "datore": datore,
        "titolo": Tipo(tipo).label,
        "form": form,
        "tipo": tipo,
        "briciole": [*dal_datore(request.ctx, datore), (Tipo(tipo).label, "")],
    }
    stato = 422 if form.is_bound and form.errors else 200
    return render(request, "convenzioni/crea.html", contesto, status=stato)


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    convenzione = convenzione_di(request, pk)
    richiedi(puo_modificare(request.ctx, convenzione))
    form = ConvenzioneForm(request.POST or None, instance=convenzione, ctx=request.ctx)
    if form.is_valid():
        campi = [*form.campi]
        if esegui(
            form,
            lambda: azioni.modifica(
                form.save(commit=False), versione_letta=form.versione_letta, campi=campi, ctx=request.ctx
            ),
            Convenzione,
        ):
            messages.success(request, _("Dati salvati."))
            return redirect(convenzione)
    return modulo(request, convenzione, form, titolo=_("Modifica i dati"), etichetta=_("Salva"))


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def impegno_nuovo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _riga_nuova(request, pk, ImpegnoForm, Impegno, titolo=_("Nuovo impegno"))


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def commessa_nuova(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _riga_nuova(request, pk, CommessaForm, Commessa, titolo=_("Nuova commessa"))


def _riga_nuova(
    request: HttpRequest, pk: uuid.UUID, classe: type[ModelForm], modello: type[models.Model], *, titolo: str
) -> HttpResponse:
    convenzione = convenzione_di(request, pk)
    richiedi(puo_modificare(request.ctx, convenzione) and (modello is Impegno or convenzione.con_destinatario))
    form = classe(request.POST or None, instance=modello(convenzione=convenzione), datore=convenzione.datore)
    if form.is_valid() and esegui(form, lambda: azioni.aggiungi(form.save(commit=False), ctx=request.ctx), modello):
        messages.success(request, _("Aggiunto."))
        return redirect(f"{convenzione.get_absolute_url()}#{modello._meta.model_name}")
    return modulo(request, convenzione, form, titolo=titolo, etichetta=_("Aggiungi"))


@require_POST
@per_chi_puo
def impegno_togli(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _togli(request, Impegno, pk)


@require_POST
@per_chi_puo
def commessa_togli(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _togli(request, Commessa, pk)


def _togli(request: HttpRequest, modello: type[models.Model], pk: uuid.UUID) -> HttpResponse:
    righe = modello.objects.visible_to(request.ctx).select_related("convenzione__datore__organizzazione")
    riga = get_object_or_404(righe, pk=pk)
    azioni.togli(riga, ctx=request.ctx)
    messages.success(request, _("Tolto."))
    return redirect(f"{riga.convenzione.get_absolute_url()}#{modello._meta.model_name}")
