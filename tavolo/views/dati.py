"""The open data: the page that documents them, the files, the catalogue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tavolo.pubblico import formati
from tavolo.pubblico.dati import INSIEMI
from tavolo.pubblico.licenza import licenza
from tavolo.views.aperte import file_aperto, per_tutti, quando_cambiati


@per_tutti
def pagina(request: HttpRequest) -> HttpResponse:
    dati = {
        "insiemi": INSIEMI.values(),
        "formati": formati.TIPI_MIME,
        "licenza": licenza(),
        "titolare": formati.titolare(),
        "scheda": "dati",
    }
    return render(request, "tavolo/pubblico/dati.html", dati)


@file_aperto
def catalogo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(formati.catalogo(licenza(), quando_cambiati(request)), content_type="application/ld+json")


@file_aperto
def insieme(request: HttpRequest, chiave: str, formato: str) -> HttpResponse:
    if chiave not in INSIEMI or formato not in formati.TIPI_MIME:
        raise Http404
    scelto = INSIEMI[chiave]
    testo = (
        formati.in_csv(scelto) if formato == "csv" else formati.in_json(scelto, licenza(), quando_cambiati(request))
    )
    risposta = HttpResponse(testo, content_type=formati.TIPI_MIME[formato])
    risposta["Content-Disposition"] = f'attachment; filename="tavolo-{chiave}.{formato}"'
    return risposta
