"""The employer's tab: how it stands today, its self-declarations, what bodies and the employer itself have asked."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.models import Datore
from collocamento.ottemperanza.azioni import arrivo
from collocamento.ottemperanza.documenti import DICHIARAZIONE, perche_non_si_dichiara
from collocamento.ottemperanza.forms import CertificatoForm, DichiarazioneForm
from collocamento.ottemperanza.models import Dichiarazione, Pratica
from collocamento.ottemperanza.valutazioni import valutazione_di
from collocamento.ottemperanza.views.comune import briciole_del_datore, datore_di, solo_se
from collocamento.permessi import puo_agire_per
from socialabs.base.contesto import Contesto
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.models import Documento
from socialabs.registro import registra_evento


MASSIMO = 20
DICHIARATI = ("rappresentante", "qualifica", "ente", "riferimento", "firma")


@require_GET
def datore(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    azienda = datore_di(request, datore)
    registra_evento(request.ctx, "datore.letto", tipo="collocamento.datore", oggetto_id=azienda.pk)
    valutazione = valutazione_di(azienda)
    contesto = {
        "datore": azienda,
        "titolo": _("Ottemperanza"),
        "valutazione": valutazione,
        "non_si_dichiara": perche_non_si_dichiara(valutazione),
        "puo_agire": puo_agire_per(request.ctx, azienda),
        "dichiarazioni": _dichiarazioni(request.ctx, azienda),
        "pratiche": Pratica.objects.visible_to(request.ctx).filter(datore=azienda)[:MASSIMO],
        "briciole": briciole_del_datore(azienda),
    }
    return render(request, "ottemperanza/datore.html", contesto)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def dichiarazione(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """Who declares and how it is signed; then the document as it would be, to be read before it is issued."""
    azienda = datore_di(request, datore)
    solo_se(puo_agire_per(request.ctx, azienda))
    valutazione = valutazione_di(azienda)
    impedimento = perche_non_si_dichiara(valutazione)
    form = DichiarazioneForm(request.POST if request.method == "POST" else None, ctx=request.ctx)
    if request.method == "POST" and not impedimento and form.is_valid():
        scelti = {nome: form.cleaned_data[nome] for nome in DICHIARATI}
        riga = arrivo.prepara_dichiarazione(dichiarazione=Dichiarazione(datore=azienda, **scelti), ctx=request.ctx)
        return redirect("documenti:nuovo", DICHIARAZIONE, riga.pk)
    titolo = _("Nuova dichiarazione di ottemperanza")
    contesto = {
        "datore": azienda,
        "titolo": titolo,
        "valutazione": valutazione,
        "impedimento": impedimento,
        "form": form,
        "briciole": briciole_del_datore(azienda, (titolo, "")),
    }
    stato = 409 if request.method == "POST" and impedimento else 422 if form.errors else 200
    return render(request, "ottemperanza/dichiarazione.html", contesto, status=stato)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def certificato(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """Ask the office for a certificate for private use."""
    azienda = datore_di(request, datore)
    solo_se(puo_agire_per(request.ctx, azienda))
    form = CertificatoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        pratica = arrivo.chiedi_certificato(datore=azienda, finalita=form.cleaned_data["finalita"], ctx=request.ctx)
        frase = _("Richiesta inviata: l'ufficio risponde entro il %(giorno)s.")
        messages.success(request, frase % {"giorno": f"{pratica.entro_il:%d/%m/%Y}"})
        return redirect("ottemperanza:datore", azienda.pk)
    titolo = _("Chiedere un certificato per uso privato")
    contesto = {
        "datore": azienda,
        "titolo": titolo,
        "form": form,
        "briciole": briciole_del_datore(azienda, (titolo, "")),
    }
    return render(request, "ottemperanza/certificato.html", contesto, status=422 if form.errors else 200)


def _dichiarazioni(ctx: Contesto, datore: Datore) -> list[dict]:
    """The latest self-declarations, each with its document or, while it has none, the page that issues it."""
    righe = list(Dichiarazione.objects.visible_to(ctx).filter(datore=datore)[:MASSIMO])
    emessi = Documento.objects.visible_to(ctx).filter(tipo=DICHIARAZIONE, riferimento_id__in=[r.pk for r in righe])
    per_riga = {documento.riferimento_id: documento for documento in emessi.per_elenco().order_by("emesso_il")}
    return [
        {
            "riga": riga,
            "documento": per_riga.get(riga.pk),
            "emetti": reverse("documenti:nuovo", args=[DICHIARAZIONE, riga.pk]),
        }
        for riga in righe
    ]
