"""The returns of an employer, the beginning of a new one, the office's list."""

import uuid

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.dichiarazioni.azioni.avvio import NonSiComincia, comincia, ultimo_prospetto
from collocamento.dichiarazioni.elenchi import COLONNE, ElencoDichiarazioni
from collocamento.dichiarazioni.enums import Partenza
from collocamento.dichiarazioni.forms import InizioForm
from collocamento.dichiarazioni.lettura import sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.permessi import puo_configurare, puo_vedere_elenco
from collocamento.dichiarazioni.views.comuni import briciole, datore_di
from collocamento.models import Datore, Prospetto
from collocamento.permessi import puo_agire_per
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.vincoli import messaggio_del_vincolo
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def datore(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """The employer's tab: what is being prepared and what was filed; for who may, the form to begin."""
    return _pagina(request, datore_di(request, datore), None)


@require_POST
@una_volta_sola
def nuova(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    suo = datore_di(request, datore)
    if not puo_agire_per(request.ctx, suo):
        raise Http404
    form = InizioForm(request.POST)
    if not form.is_valid():
        return _pagina(request, suo, form, status=422)
    try:
        iniziata = comincia(
            datore=suo, anno=form.cleaned_data["anno"], da=Partenza(form.cleaned_data["da"]), ctx=request.ctx
        )
    except NonSiComincia:
        form.add_error("da", _("Il portale non ha di che cominciare così: scegli un'altra partenza."))
    except IntegrityError as errore:
        messaggio = messaggio_del_vincolo(Dichiarazione, errore)
        if messaggio is None:
            raise
        form.add_error(None, messaggio)
    else:
        messages.success(request, _("Bozza cominciata: ogni modifica si salva da sé."))
        return redirect("dichiarazioni:dichiarazione", iniziata.pk)
    return _pagina(request, suo, form, status=422)


def _pagina(request: HttpRequest, suo: Datore, form: InizioForm | None, status: int = 200) -> HttpResponse:
    righe = Dichiarazione.objects.visible_to(request.ctx).filter(datore=suo).con_ricevuto().con_conflitti()
    agisce = puo_agire_per(request.ctx, suo)
    # From December on it is time for this year's situation, until then for last year's.
    anno = oggi().year if oggi().month >= 11 else oggi().year - 1
    partenza = Partenza.PROSPETTO if agisce and ultimo_prospetto(suo, anno) else Partenza.VUOTA
    anni = list(Prospetto.objects.visible_to(request.ctx).validi().filter(datore=suo).values_list("anno", flat=True))
    with sezioni_aperte(request.ctx):  # whether texts clash is behind the wall
        righe = list(righe.defer("contenuto", "dichiarati", "ingressi"))
    dati = {
        "datore": suo,
        "titolo": _("Prospetti in preparazione"),
        "righe": righe,
        "agisce": agisce,
        "form": form or InizioForm(initial={"anno": anno, "da": partenza}),
        "anni": anni if len(anni) > 1 else [],
        "briciole": [*briciole(request, suo)[:-1], (suo.organizzazione.denominazione, "")],
    }
    return render(request, "dichiarazioni/datore.html", dati, status=status)


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    titolo = _("Prospetti preparati nel portale")
    dati = {"titolo": titolo, "briciole": [(titolo, "")], "puo_configurare": puo_configurare(request.ctx)}
    return elenco.risposta("dichiarazioni/elenco.html", "dichiarazioni/_elenco.html", dati)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count()}
    registra_evento(request.ctx, "esportazione", tipo="dichiarazioni.dichiarazione", dettagli=dettagli)
    return elenco.scarica(formato, COLONNE, "prospetti-nel-portale", _("Prospetti preparati nel portale"))


def _elenco(request: HttpRequest) -> ElencoDichiarazioni:
    if not puo_vedere_elenco(request.ctx):
        raise Http404
    return ElencoDichiarazioni(request, Dichiarazione.objects.visible_to(request.ctx))
