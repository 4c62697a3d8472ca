"""The public page of the table: what it is, who sits at it, when it meets, what it decided."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from socialabs.archivio.azioni import apri
from socialabs.base.elenchi import PAGINA
from socialabs.base.giorni import oggi
from socialabs.utenti.limiti import limitata
from tavolo.archivio_verbale import versione_pubblica
from tavolo.enums import StatoSeduta
from tavolo.forms.componenti import AlGiornoForm
from tavolo.models import EnteMembro, Gruppo, Seduta, Seggio, Verbale
from tavolo.pubblico import letture
from tavolo.pubblico.calendario import calendario
from tavolo.pubblico.dati import indirizzo
from tavolo.pubblico.elenchi import ElencoDecisioniPubbliche, ElencoSedutePubbliche
from tavolo.views.aperte import file_aperto, per_tutti


IN_BREVE = 3


@per_tutti
def home(request: HttpRequest) -> HttpResponse:
    giorno = oggi()
    enti = EnteMembro.objects.al(giorno).select_related("organizzazione")
    dati = {
        "enti": list(enti),
        "seggi": Seggio.objects.dell_organo(None).al(giorno).count(),
        "prossime": letture.in_programma()[:IN_BREVE],
        "verbali": Seduta.objects.pubblicate().con_esito().select_related("gruppo").order_by("-inizio")[:IN_BREVE],
        "decisioni": letture.decisioni()[:IN_BREVE],
        "gruppi": Gruppo.objects.pubblici().al(giorno),
        "scheda": "home",
    }
    return render(request, "tavolo/pubblico/home.html", dati)


@per_tutti
def componenti(request: HttpRequest) -> HttpResponse:
    """The composition on a day, today unless asked otherwise, and how it has changed."""
    form = AlGiornoForm(request.GET if "al" in request.GET else {"al": oggi()})
    giorno = (form.cleaned_data["al"] if form.is_valid() else None) or oggi()
    cambiamenti = Paginator(letture.cambiamenti(), settings.PAGE_SIZE)
    dati = {
        "form": form,
        "giorno": giorno,
        "seggi": Seggio.objects.composizione(None, giorno),
        "gruppi": letture.gruppi_pubblici(giorno),
        "cambiamenti": cambiamenti.get_page(request.GET.get(PAGINA)),
        "scheda": "componenti",
    }
    return render(request, "tavolo/pubblico/componenti.html", dati)


@per_tutti
def sedute(request: HttpRequest) -> HttpResponse:
    elenco = ElencoSedutePubbliche(request, letture.passate(), gruppi=Gruppo.objects.pubblici())
    dati = {"scheda": "sedute"}
    if not elenco.parametri and PAGINA not in request.GET:
        dati["prossime"] = letture.in_programma()[: settings.PAGE_SIZE]
    return elenco.risposta("tavolo/pubblico/sedute.html", "tavolo/pubblico/_sedute.html", dati)


@file_aperto
def ics(request: HttpRequest) -> HttpResponse:
    """The whole calendar: a diary that follows this address stays up to date."""
    testo = calendario(Seduta.objects.annunciate(), indirizzo(reverse("tavolo:pubblico_sedute")))
    risposta = HttpResponse(testo, content_type="text/calendar; charset=utf-8")
    risposta["Content-Disposition"] = 'attachment; filename="tavolo.ics"'
    return risposta


@per_tutti
def verbale(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The public minutes; those of any other meeting are not found."""
    pubblicate = Seduta.objects.pubblicate().select_related("gruppo", "presidente", "segretario")
    seduta = get_object_or_404(pubblicate, pk=pk)
    letto = letture.verbale_pubblico(seduta)
    dati = {
        **letto,
        "seduta": seduta,
        "deserta": seduta.stato_pubblico == StatoSeduta.DESERTA,
        "sigillato": versione_pubblica(letto["verbale"]),
        "scheda": "sedute",
    }
    return render(request, "tavolo/pubblico/verbale.html", dati)


@require_safe
@login_not_required
@limitata("tavolo.verbale_pubblico", quante=60, secondi=60, metodi=frozenset({"GET", "HEAD"}))
def verbale_pdf(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The sealed public minutes of a published meeting, for anybody."""
    pubblicato = get_object_or_404(Verbale, seduta__in=Seduta.objects.pubblicate().filter(pk=pk))
    documento = versione_pubblica(pubblicato)
    if documento is None:
        raise Http404
    return FileResponse(
        apri(documento.file), as_attachment=True, filename=documento.file.nome, content_type="application/pdf"
    )


@per_tutti
def decisioni(request: HttpRequest) -> HttpResponse:
    elenco = ElencoDecisioniPubbliche(request, letture.decisioni(), gruppi=Gruppo.objects.pubblici())
    return elenco.risposta(
        "tavolo/pubblico/decisioni.html", "tavolo/pubblico/_decisioni.html", {"scheda": "decisioni"}
    )
