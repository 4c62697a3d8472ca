"""The employer's page, the workers behind its figures, the original file and the difference between two versions."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento import scheda
from collocamento.anomalie import avviso_in_parole, in_parole
from collocamento.atti import documenti_del_datore
from collocamento.compensazioni import compensazioni_possibili
from collocamento.confronto import differenze_fra
from collocamento.forms import MotivoForm
from collocamento.models import (
    Calcolo,
    CalcoloProvincia,
    Datore,
    LavoratoreDichiarato,
    Originale,
    PostoDisponibile,
    Prospetto,
)
from collocamento.permessi import puo_leggere_lavoratori, puo_scaricare_originale
from collocamento.sopra import sopra
from socialabs.anagrafica.models import Comune, Provincia
from socialabs.rapporti.grafici import disegna
from socialabs.registro import registra_evento


@require_GET
def datore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The valid return of the year asked, or of the latest one."""
    datore = _datore(request, pk)
    registra_evento(request.ctx, "datore.letto", tipo="collocamento.datore", oggetto_id=datore.pk)
    versioni = list(
        Prospetto.objects.visible_to(request.ctx)
        .filter(datore=datore)
        .select_related("calcolo", "comune_sede", "superato_da", "annullato_da", "consegna")
        .defer("contenuto", "dichiarati")
    )
    validi = [v for v in versioni if v.stato == "valido"]
    chiesto = request.GET.get("anno", "")
    prospetto = next((v for v in validi if str(v.anno) == chiesto), next(iter(validi), None))
    contesto = {
        "datore": datore,
        "organizzazione": datore.organizzazione,
        "versioni": versioni,
        "validi": validi,
        "prospetto": prospetto,
        "briciole": [*sopra(request.ctx), (datore.organizzazione.denominazione, "")],
    }
    if prospetto:
        contesto |= _cifre(request, prospetto) | _contorno(request, prospetto, versioni)
    return render(request, "collocamento/datore.html", contesto)


def _cifre(request: HttpRequest, prospetto: Prospetto) -> dict:
    """The figures of the return with their steps, what is odd about them, and the readings used."""
    calcolo = prospetto.calcolo
    fogli = list(CalcoloProvincia.objects.visible_to(request.ctx).filter(prospetto=prospetto).select_related("comune"))
    province = {p.codice: p.nome for p in Provincia.objects.filter(codice__in=[f.provincia for f in fogli])}
    derivazione = calcolo.derivazione
    return {
        "calcolo": calcolo,
        "situazione": scheda.situazione(prospetto),
        "frase": scheda.frase(calcolo),
        "frase_ora": scheda.frase_dovuta_ora(calcolo),
        "figure": list(scheda.figure(calcolo, scheda.passi_di(derivazione), scheda.dichiarate(prospetto), province)),
        "fogli": [
            {
                "cifre": foglio,
                "nome": province.get(foglio.provincia, foglio.provincia),
                "figure": list(
                    scheda.figure(
                        foglio,
                        scheda.passi_di(derivazione, foglio.provincia),
                        scheda.dichiarate(prospetto, foglio.provincia),
                        province,
                    )
                ),
            }
            for foglio in fogli
        ],
        "compensazioni": compensazioni_possibili(prospetto, fogli, province),
        "divergenze": scheda.divergenze(prospetto, province),
        "anomalie": [in_parole(anomalia, province) for anomalia in prospetto.anomalie],
        "avvisi": [avviso_in_parole(avviso, province) for avviso in calcolo.avvisi],
        "letture": scheda.letture_usate(calcolo),
    }


def _contorno(request: HttpRequest, prospetto: Prospetto, versioni: list[Prospetto]) -> dict:
    """Vacancies, years side by side, and what the reader may open besides."""
    posti = list(PostoDisponibile.objects.visible_to(request.ctx).filter(prospetto=prospetto))
    comuni = Comune.objects.in_bulk({posto.comune for posto in posti})
    anni = Calcolo.objects.visible_to(request.ctx).filter(prospetto__in=[v for v in versioni if v.stato == "valido"])
    confronto = scheda.confronto_anni(list(anni.select_related("prospetto").order_by("prospetto__anno")))
    return {
        "posti": [{"posto": posto, "comune": comuni.get(posto.comune, posto.comune)} for posto in posti],
        "anni": confronto,
        "grafico_anni": disegna(confronto),
        "puo_leggere_lavoratori": puo_leggere_lavoratori(request.ctx, prospetto),
        "puo_scaricare": puo_scaricare_originale(request.ctx, prospetto),
        "modulo_motivo": MotivoForm(),
        **documenti_del_datore(request.ctx, prospetto),
    }


@require_POST
def lavoratori(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who the declared workers are, for a stated reason: the reading goes into the register."""
    prospetto = _prospetto(request, pk)
    if not puo_leggere_lavoratori(request.ctx, prospetto):
        raise Http404
    form = MotivoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Per leggere i dati dei lavoratori serve un motivo."))
        return redirect(f"{_pagina(prospetto)}#lavoratori")
    righe = LavoratoreDichiarato.objects.filter(prospetto=prospetto)
    contesto = {
        "prospetto": prospetto,
        "righe": scheda.righe_lavoratori(righe.leggibili_da(request.ctx, form.cleaned_data["motivo"])),
        "briciole": [*sopra(request.ctx), (prospetto.denominazione, _pagina(prospetto)), (_("Lavoratori"), "")],
    }
    return render(request, "collocamento/lavoratori.html", contesto)


@require_GET
def originale(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file as it came; it names the workers, so that who may not read them may not have it."""
    prospetto = _prospetto(request, pk)
    if not puo_scaricare_originale(request.ctx, prospetto):
        raise Http404
    try:
        contenuto = Originale.objects.leggi(prospetto.pk, request.ctx, _("Scarico dell'originale dalla scheda"))
    except Originale.DoesNotExist as errore:
        raise Http404 from errore
    nome = f"prospetto-{prospetto.codice_comunicazione}.xml"
    risposta = HttpResponse(contenuto, content_type="application/xml")
    risposta["Content-Disposition"] = f'attachment; filename="{nome}"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta


@require_GET
def confronto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What changed from the version sent just before."""
    prospetto = _prospetto(request, pk)
    precedente = (
        Prospetto.objects.visible_to(request.ctx)
        .versioni(prospetto)
        .filter(data_invio__lt=prospetto.data_invio)
        .exclude(contenuto={})
        .last()
    )
    if precedente is None or not prospetto.contenuto:
        raise Http404
    contesto = {
        "prospetto": prospetto,
        "precedente": precedente,
        "differenze": differenze_fra(precedente, prospetto),
        "briciole": [*sopra(request.ctx), (prospetto.denominazione, _pagina(prospetto)), (_("Confronto"), "")],
    }
    return render(request, "collocamento/confronto.html", contesto)


def _datore(request: HttpRequest, pk: uuid.UUID) -> Datore:
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune__provincia")
    return get_object_or_404(datori, pk=pk)


def _prospetto(request: HttpRequest, pk: uuid.UUID) -> Prospetto:
    return get_object_or_404(Prospetto.objects.visible_to(request.ctx), pk=pk)


def _pagina(prospetto: Prospetto) -> str:
    return f"{reverse('collocamento:datore', args=[prospetto.datore_id])}?anno={prospetto.anno}"
