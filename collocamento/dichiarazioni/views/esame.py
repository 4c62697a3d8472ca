"""Before sending: the figures with their steps, the checks, what the portal can fill in by itself."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento import scheda
from collocamento.dichiarazioni import totali
from collocamento.dichiarazioni.azioni import sezioni as azioni
from collocamento.dichiarazioni.azioni.organico import giorno_di, organico_di
from collocamento.dichiarazioni.calcolo import compensazioni_proposte
from collocamento.dichiarazioni.compensazioni import con_le_righe
from collocamento.dichiarazioni.controlli import Rilievo, blocca
from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.esame import Esame, esamina
from collocamento.dichiarazioni.figure import figure_dichiarate
from collocamento.dichiarazioni.invio import invio_dovuto
from collocamento.dichiarazioni.lettura import leggi_bozza
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.totali_organico import totali_di
from collocamento.dichiarazioni.views.comuni import compilabile, contesto, indirizzo
from collocamento.enums import CategoriaSoggetto
from collocamento.importazione.confronto import dichiarati
from collocamento.importazione.copia import in_json
from collocamento.importazione.righe import CIFRE
from collocamento.models import Calcolo
from collocamento.normativa import Risultato


@require_GET
def riepilogo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is owed by what is written so far, every figure with its steps, and quadro 3 as it would be sent."""
    sua = compilabile(request, pk)
    esame = esamina(sua, leggi_bozza(sua, request.ctx, _("Riepilogo")))
    dati: dict[str, Any] = {"esame": esame}
    if esame.conto:
        risultato = esame.conto.risultato
        dati |= {
            "risultato": risultato,
            "frase": scheda.frase(_come_calcolo(risultato)),
            "figure": _figure(risultato.nazionale, esame.province),
            "fogli": [
                {"nome": esame.province.get(codice, codice), "cifre": cifre, "figure": _figure(cifre, esame.province)}
                for codice, cifre in risultato.province.items()
            ],
            "quadro3": figure_dichiarate(in_json(dichiarati(esame.documento)), esame.province),
            "proposte": _proposte(esame),
            "invio": invio_dovuto(sua, risultato),
        }
    return render(request, "dichiarazioni/riepilogo.html", contesto(request, sua, _("Riepilogo e calcolo"), **dati))


def _come_calcolo(risultato: Risultato) -> Calcolo:
    """The engine's answer as the row that an import would store, for the sentences that speak of one."""
    cifre = {nome: getattr(risultato.nazionale, nome) for nome in CIFRE}
    return Calcolo(prospetto_dovuto=risultato.prospetto_dovuto, **cifre)


def _figure(cifre: Any, province: Any) -> list[dict]:
    passi = {nome: [passo.as_dict() for passo in elenco] for nome, elenco in cifre.passi.items()}
    return list(scheda.figure(cifre, passi, {}, province))


def _proposte(esame: Esame) -> list[dict[str, Any]]:
    proposte = []
    for proposta in compensazioni_proposte(esame.conto):
        nomi = {"da": esame.province.get(proposta.da, proposta.da), "a": esame.province.get(proposta.a, proposta.a)}
        proposte.append(
            {
                **nomi,
                "numero": proposta.numero,
                "categoria": CategoriaSoggetto(proposta.categoria).label,
                "su_autorizzazione": proposta.su_autorizzazione,
                "etichetta": _("Da %(da)s a %(a)s") % nomi,
                "passi": scheda.passi_resi([passo.as_dict() for passo in proposta.passi], esame.province),
            }
        )
    return proposte


@require_GET
def controlli(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What stops the sending and what is worth a look, each with its rule and a way to its field."""
    sua = compilabile(request, pk)
    esame = esamina(sua, leggi_bozza(sua, request.ctx, _("Controlli")))
    tenuto = organico_di(sua, request.ctx)
    rilievi = (
        esame.rilievi_con(totali_di(tenuto, giorno_di(esame.bozza, sua.anno)), sua.anno)
        if tenuto
        else esame.rilievi(sua.anno)
    )
    dati = {
        "righe": [{"rilievo": r, "url": _dove(sua, esame, r)} for r in rilievi[:MASSIMO]],
        "altri": max(0, len(rilievi) - MASSIMO),
        "errori": sum(r.blocca for r in rilievi),
        "blocca": blocca(rilievi),
    }
    return render(request, "dichiarazioni/controlli.html", contesto(request, sua, _("Controlli"), **dati))


# Findings shown at once: those mended first make room for the others.
MASSIMO = 200


def _dove(sua: Dichiarazione, esame: Esame, rilievo: Rilievo) -> str:
    if rilievo.chiave is None:
        if not rilievo.foglio:
            return ""
        return indirizzo(sua, tipo=TipoSezione.PERSONALE, chiave=None, foglio=rilievo.foglio)
    parte = next(p for p in esame.bozza.parti() if p.chiave == rilievo.chiave)
    return indirizzo(sua, tipo=parte.tipo, chiave=parte.chiave, foglio=parte.foglio, campo=rilievo.campo)


@require_POST
def compensazioni(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write the proposed rows beside those there; they may be changed afterwards like any other."""
    sua = compilabile(request, pk)
    esame = esamina(sua, leggi_bozza(sua, request.ctx, _("Proposta di compensazioni")))
    proposte = compensazioni_proposte(esame.conto) if esame.conto else ()
    nuovi = {foglio.numero: con_le_righe(foglio, proposte) for foglio in esame.bozza.fogli}
    cambiati = _riscrivi(request, sua, TipoSezione.CONCESSIONI, nuovi)
    if cambiati:
        messages.success(request, _("Compensazioni scritte nei fogli delle province: puoi modificarle."))
    return redirect("dichiarazioni:riepilogo", sua.pk)


@require_POST
def ricava_totali(request: HttpRequest, pk: uuid.UUID, foglio: int) -> HttpResponse:
    """Put the totals of the list of workers in the place of those typed; these stay in the section's history."""
    sua = compilabile(request, pk)
    esame = esamina(sua, leggi_bozza(sua, request.ctx, _("Totali dall'elenco dei lavoratori")))
    nuovi = {
        suo.numero: totali.applica(suo.personale.testi, totali.dall_elenco(quadro.lavoratori))
        for suo, quadro in zip(esame.bozza.fogli, esame.documento.quadri2, strict=True)
        if suo.numero == foglio
    }
    cambiati = _riscrivi(request, sua, TipoSezione.PERSONALE, nuovi)
    if cambiati:
        messages.success(request, _("Totali ricavati dall'elenco. I dati di prima sono nella storia della sezione."))
    else:
        messages.info(request, _("I totali corrispondono già all'elenco."))
    return redirect("dichiarazioni:provincia", sua.pk, foglio)


def _riscrivi(request: HttpRequest, sua: Dichiarazione, tipo: str, nuovi: dict) -> int:
    try:
        return azioni.riscrivi(dichiarazione=sua, tipo=tipo, nuovi=nuovi, ctx=request.ctx)
    except azioni.NonModificabile:
        messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
        return 0
