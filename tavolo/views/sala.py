"""The room: one screen for the secretary, and the fragments that keep it up to date.

Every verb is a POST that leads back to the screen: htmx follows it there and gets only what changed.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from tavolo.azioni import presenze, sedute
from tavolo.azioni.sedute import chiamata_al
from tavolo.enums import NOTE_AI_COMPONENTI, Chiamata, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.forms.sala import PresenzaForm
from tavolo.models import Partecipante, Presenza, Punto, Seduta, Seggio
from tavolo.permessi import puo_leggere_tutto, puo_presiedere, puo_scrivere
from tavolo.sala import Sala
from tavolo.views.pannello import pannello
from tavolo.views.rifiuti import briciole_della_seduta, rifiuti, seduta_di, solo_se


# What htmx replaces: the attendance, or the item's panel.
PRESENZE, PUNTO = "presenze", "punto"


@require_GET
def sala(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole screen, or for htmx what its target needs; 204 when nothing has changed since `v`."""
    seduta = _seduta(request, pk)
    stanza = Sala(seduta, _punto_chiesto(request, seduta))
    if "HX-Request" not in request.headers:
        return risposta(request, stanza, "tavolo/sala/pagina.html")
    if request.GET.get("v") == stanza.edizione:
        return HttpResponse(status=204)
    bersaglio = PUNTO if request.headers.get("HX-Target") == PUNTO else PRESENZE
    return risposta(request, stanza, "tavolo/sala/_frammenti.html", bersaglio=bersaglio)


def risposta(
    request: HttpRequest, stanza: Sala, modello: str, *, stato: int = 200, rifiutato: Any = None, bersaglio: str = ""
) -> HttpResponse:
    """The screen or a fragment of it; `rifiutato` is a form to be shown with its errors."""
    seduta = stanza.seduta
    dati = {
        "sala": stanza,
        "seduta": seduta,
        "bersaglio": bersaglio,
        "scrive": puo_scrivere(request.ctx),
        "presiede": puo_presiedere(request.ctx, seduta),
        "legge_tutto": puo_leggere_tutto(request.ctx),
        "chiamata": Chiamata(seduta.chiamata or chiamata_al(seduta, stanza.istante)),
        "briciole": briciole_della_seduta(seduta, (_("Sala"), "")),
    }
    if bersaglio != PRESENZE:
        dati |= pannello(stanza, dati["scrive"], rifiutato)
    pagina = render(request, modello, dati, status=stato)
    patch_vary_headers(pagina, ["HX-Request", "HX-Target"])
    return pagina


@require_POST
@una_volta_sola
def presenza(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody comes in (`entra`, `entra_remoto`, `delega`, `ospite`) or leaves (`esce`)."""
    seduta = _seduta(request, pk)
    with rifiuti(request, Presenza):
        if "esce" in request.POST:
            uscente = get_object_or_404(Presenza, pk=_uuid(request, "esce"), seduta=seduta)
            presenze.registra_uscita(presenza=uscente, ctx=request.ctx)
        else:
            presenze.registra_arrivo(seduta=seduta, ctx=request.ctx, **_chi_entra(request, seduta))
    return _di_nuovo(request, seduta)


@require_POST
@una_volta_sola
def stato(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open, close, or find the meeting deserted: the secretariat, or who presides."""
    seduta = _seduta(request, pk)
    verbi = {"apri": sedute.apri, "chiudi": sedute.chiudi, "deserta": sedute.dichiara_deserta}
    verbo = verbi.get(request.POST.get("verbo", ""))
    if verbo is None:
        return HttpResponseBadRequest()
    with rifiuti(request):
        verbo(seduta=seduta, ctx=request.ctx)
    return _di_nuovo(request, seduta)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def correggi_presenza(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put right when somebody came and left, or take back what was recorded by mistake."""
    solo_se(puo_scrivere(request.ctx))
    riga = get_object_or_404(
        Presenza.objects.visible_to(request.ctx).select_related(
            "seduta__gruppo", "partecipante", "seggio__ente__organizzazione"
        ),
        pk=pk,
    )
    form = PresenzaForm(request.POST if "salva" in request.POST else None, instance=riga)
    if "togli" in request.POST or (form.is_bound and form.is_valid()):
        with rifiuti(request, Presenza, form=form if form.is_bound else None):
            if form.is_bound:
                presenze.correggi_presenza(presenza=riga, ctx=request.ctx, **form.cleaned_data)
            else:
                presenze.togli_presenza(presenza=riga, ctx=request.ctx)
        if not form.errors:
            return redirect("tavolo:sala", riga.seduta_id)
    indietro = reverse("tavolo:sala", args=[riga.seduta_id])
    passi = briciole_della_seduta(riga.seduta, (_("Sala"), indietro), (_("Correggi una presenza"), ""))
    dati = {"riga": riga, "form": form, "indietro": indietro, "briciole": passi}
    return render(request, "tavolo/sala/presenza.html", dati, status=422 if form.errors else 200)


def _seduta(request: HttpRequest, pk: uuid.UUID) -> Seduta:
    """A meeting that may have a room, for who keeps it or presides over it; others of the office read it."""
    seduta = seduta_di(request, pk)
    ammessi = puo_presiedere(request.ctx, seduta) or (request.method == "GET" and puo_leggere_tutto(request.ctx))
    solo_se(ammessi and seduta.stato in NOTE_AI_COMPONENTI - {StatoSeduta.ANNULLATA})
    return seduta


def _punto_chiesto(request: HttpRequest, seduta: Seduta) -> Punto | None:
    chiesto = _uuid(request, "punto")
    punti = Punto.objects.visible_to(request.ctx).filter(seduta=seduta)
    return get_object_or_404(punti, pk=chiesto) if chiesto else None


def _chi_entra(request: HttpRequest, seduta: Seduta) -> dict[str, Any]:
    """Who comes in, in which seat and how. Raises NonAmmesso when nobody was chosen."""
    seggi = Seggio.objects.dell_organo(seduta.gruppo_id)
    seggio = get_object_or_404(seggi, pk=_uuid(request, "seggio")) if request.POST.get("seggio") else None
    for verbo in ("entra", "entra_remoto", "delega"):
        if request.POST.get(verbo):
            persona = get_object_or_404(Partecipante, pk=_uuid(request, verbo))
            return {
                "partecipante": persona,
                "seggio": seggio,
                "remoto": verbo == "entra_remoto",
                "delega": verbo == "delega",
            }
    raise NonAmmesso(_("Indica chi entra in sala."))


def _di_nuovo(request: HttpRequest, seduta: Seduta) -> HttpResponse:
    """Back to the screen, on the item where one was."""
    punto = _uuid(request, "punto")
    return redirect(reverse("tavolo:sala", args=[seduta.pk]) + (f"?punto={punto}" if punto else ""))


def _uuid(request: HttpRequest, nome: str) -> uuid.UUID | None:
    """A parameter of the address or of the form, None when it is missing. Raises Http404 for what is not an id."""
    testo = request.POST.get(nome) or request.GET.get(nome)
    if not testo:
        return None
    try:
        return uuid.UUID(testo)
    except ValueError:
        solo_se(False)
