"""Acts across employers, and those of one."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collocamento.normativa import Risultato
from collocamento.posizione.calcolo import posizione
from collocamento.provvedimenti.conto import dovuti
from collocamento.provvedimenti.elenchi import COLONNE, ElencoProvvedimenti
from collocamento.provvedimenti.enums import CON_CONTRIBUTO, Condizione, Genere
from collocamento.provvedimenti.models import ContoContributo, Provvedimento
from collocamento.provvedimenti.permessi import generi_per, puo_esaminare, puo_tenere_conto, puo_vedere_elenco
from collocamento.provvedimenti.scheda import distintivi, luogo, oggetto
from collocamento.provvedimenti.views.comune import briciole, datore_visibile, esigi, nomi_province
from socialabs.base.giorni import oggi
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    """All acts in scope, with filters."""
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    pagina = list(elenco.pagina)
    contesto = {
        "righe": righe(pagina),
        "puo_esaminare": puo_esaminare(request.ctx),
        "briciole": [(_("Esoneri e sospensioni"), "")],
    }
    return elenco.risposta("provvedimenti/elenco.html", "provvedimenti/_elenco.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many and by which filters, without the words searched."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="provvedimenti.provvedimento", dettagli=dettagli)
    return elenco.scarica(formato, COLONNE, "provvedimenti", _("Esoneri e sospensioni"))


@require_GET
def datore(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """The tab of an employer: what holds, what waits, the contribution, and how one asks."""
    suo = datore_visibile(request, datore)
    esigi(puo_vedere_elenco(request.ctx))
    atti = list(Provvedimento.objects.visible_to(request.ctx).filter(datore=suo).per_elenco())
    tutte = righe(atti)
    oggi_ = posizione(suo.pk, oggi())
    contesto = {
        "datore": suo,
        "titolo": _("Esoneri e sospensioni"),
        "in_vigore": [r for r in tutte if r["atto"].condizione() == Condizione.IN_VIGORE],
        "altre": [r for r in tutte if r["atto"].condizione() != Condizione.IN_VIGORE],
        "cifre": _cifre(oggi_.risultato) if oggi_ else [],
        "puo_tenere": puo_tenere_conto(request.ctx, suo),
        "generi": generi_per(request.ctx, suo),
        "contributi": _contributi(request, suo),
        "briciole": briciole(request, suo),
    }
    return render(request, "provvedimenti/datore.html", contesto)


def righe(atti: list[Provvedimento]) -> list[dict]:
    """Rows of a table of acts; one query for the names of the places."""
    nomi = nomi_province(codice for atto in atti for codice in (atto.provincia, atto.altra_provincia) if codice)
    return [
        {"atto": atto, "oggetto": oggetto(atto), "luogo": luogo(atto, nomi), "distintivi": distintivi(atto)}
        for atto in atti
    ]


def _elenco(request: HttpRequest) -> ElencoProvvedimenti:
    esigi(puo_vedere_elenco(request.ctx))
    return ElencoProvvedimenti(request, Provvedimento.objects.visible_to(request.ctx), ctx=request.ctx)


def _cifre(risultato: Risultato) -> list[dict]:
    """What the acts act upon, as it stands today."""
    nazionale = risultato.nazionale
    return [
        {"etichetta": _("Quota di persone con disabilità"), "valore": nazionale.quota_disabili},
        {"etichetta": _("Posizioni esonerate"), "valore": nazionale.esonerati},
        {"etichetta": _("Quota dovuta ora"), "valore": nazionale.quota_dovuta_ora},
        {
            "etichetta": _("Da assumere ora"),
            "valore": nazionale.scopertura_dovuta_ora,
            "tipo": "danger" if nazionale.scopertura_dovuta_ora else "success",
        },
    ]


def _contributi(request: HttpRequest, datore: object) -> list[dict]:
    """The years in which the contribution is due, with the statement where it was prepared."""
    voci = dovuti([datore.pk]).get(datore.pk, [])
    conti = {
        (conto.provincia, conto.anno, conto.genere): conto
        for conto in ContoContributo.objects.visible_to(request.ctx).filter(datore=datore, genere__in=CON_CONTRIBUTO)
    }
    nomi = nomi_province(voce[0] for voce in voci)
    return [
        {
            "provincia": voce[0],
            "nome": nomi.get(voce[0], voce[0]),
            "anno": voce[1],
            "genere": voce[2],
            "etichetta": Genere(voce[2]).label,
            "conto": conti.get(voce),
        }
        for voce in voci
    ]
