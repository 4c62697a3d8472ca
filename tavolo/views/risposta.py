"""The answer to a convocation: by the link in the mail, without signing in, or from one's own page.

Reading changes nothing, as mail scanners read too; buttons decide.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.archivio.azioni import apri
from socialabs.registro import registra_evento
from socialabs.utenti.limiti import limitata, troppe
from tavolo import lettera
from tavolo.azioni import convocazioni
from tavolo.azioni.invio import nuovi_collegamenti
from tavolo.enums import DA_TENERE, Risposta, TipoPunto
from tavolo.forms.convocazione import NuovoCollegamentoForm, RispostaForm
from tavolo.models import Convocazione, DocumentoPunto, Seduta
from tavolo.permessi import puo_rispondere, puo_scrivere
from tavolo.views.convocazione import file_ics
from tavolo.views.rifiuti import briciole_della_seduta, rifiuti, solo_se


LETTURE = frozenset({"GET", "POST", "HEAD"})
UN_MINUTO, UN_ORA = 60, 3600


@login_not_required
@never_cache
@limitata("tavolo.risposta", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_http_methods(["GET", "POST"])
def risposta(request: HttpRequest, segreto: str) -> HttpResponse:
    riga = convocazioni.trova_per_segreto(segreto)
    if riga is None:
        return _collegamento_spento(request)
    return _pagina(
        request,
        riga,
        "tavolo/risposta/pubblica.html",
        dal_collegamento=True,
        dati={
            "documenti_url": f"{request.path}documenti/",
            "calendario_url": reverse("tavolo:risposta_calendario", args=[segreto]),
        },
    )


@login_not_required
@never_cache
@limitata("tavolo.risposta", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_GET
def documento(request: HttpRequest, segreto: str, pk: uuid.UUID) -> HttpResponse:
    """A paper of the agenda, for who holds the link; internal items have none."""
    riga = convocazioni.trova_per_segreto(segreto)
    return _collegamento_spento(request) if riga is None else _carta(request, riga.seduta, pk)


def _carta(request: HttpRequest, seduta: Seduta, pk: uuid.UUID) -> FileResponse:
    """A paper of the meeting. Raises Http404, also for those of internal items."""
    documenti = DocumentoPunto.objects.filter(punto__seduta=seduta).exclude(punto__tipo=TipoPunto.INTERNO)
    file = get_object_or_404(documenti.select_related("file"), pk=pk).file
    try:
        contenuto = apri(file)
    except FileNotFoundError as errore:
        raise Http404 from errore
    registra_evento(request.ctx, "file.scaricato", tipo="archivio.file", oggetto_id=file.pk, etichetta=file.origine)
    scaricato = FileResponse(contenuto, as_attachment=True, filename=file.nome, content_type=file.tipo_mime)
    scaricato["X-Content-Type-Options"] = "nosniff"
    return scaricato


@login_not_required
@never_cache
@limitata("tavolo.risposta", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_GET
def calendario(request: HttpRequest, segreto: str) -> HttpResponse:
    riga = convocazioni.trova_per_segreto(segreto)
    return _collegamento_spento(request) if riga is None else file_ics(riga.seduta)


@login_not_required
@never_cache
@limitata("tavolo.collegamento", quante=10, secondi=UN_ORA, metodi=frozenset({"POST"}))
@require_http_methods(["GET", "POST"])
def nuovo_collegamento(request: HttpRequest) -> HttpResponse:
    """Ask for a new link. The answer is the same for everybody: nobody learns who is convened."""
    form = NuovoCollegamentoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        # One mailbox gets few of them, wherever they are asked from; silently, as to say so would tell.
        if not troppe(f"tavolo.casella:{Convocazione.impronta_di(email)}", quante=3, secondi=UN_ORA):
            nuovi_collegamenti(email=email, ctx=request.ctx)
        return render(request, "tavolo/risposta/collegamento_chiesto.html")
    stato = 422 if form.errors else 200
    return render(request, "tavolo/risposta/nuovo_collegamento.html", {"form": form, "spento": False}, status=stato)


@require_http_methods(["GET", "POST"])
def mia_risposta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own convocation when signed in; for the secretariat, what somebody said by telephone."""
    riga = _mia(request, pk)
    dati = {
        "calendario_url": reverse("tavolo:calendario", args=[riga.seduta_id]),
        "documenti_url": f"{request.path}documenti/",
        "per_conto": puo_scrivere(request.ctx) and riga.partecipante.utente_id != request.user.pk,
        "briciole": briciole_della_seduta(riga.seduta, (_("Risposta alla convocazione"), "")),
    }
    return _pagina(request, riga, "tavolo/risposta/mia.html", dal_collegamento=False, dati=dati)


@require_GET
def mio_documento(request: HttpRequest, pk: uuid.UUID, documento: uuid.UUID) -> HttpResponse:
    """A paper of the meeting to which one is convened, as a guest too."""
    return _carta(request, _mia(request, pk).seduta, documento)


def _mia(request: HttpRequest, pk: uuid.UUID) -> Convocazione:
    righe = Convocazione.objects.visible_to(request.ctx).select_related(
        "seduta__gruppo", "seduta__presidente", "seggio__ente__organizzazione", "partecipante__utente", "delegato_a"
    )
    riga = get_object_or_404(righe, pk=pk)
    solo_se(puo_rispondere(request.ctx, riga))
    return riga


def _pagina(
    request: HttpRequest, riga: Convocazione, modello: str, *, dal_collegamento: bool, dati: dict
) -> HttpResponse:
    aperta = riga.seduta.stato in DA_TENERE and riga.seduta.inizio is not None
    form = RispostaForm(request.POST if "rispondi" in request.POST else None, convocazione=riga)
    if request.method == "POST":
        if not aperta:
            messages.error(request, _("Alla convocazione non si può più rispondere."))
        elif "ricevuta" in request.POST:
            convocazioni.segna_ricevuta(convocazione=riga, ctx=request.ctx)
            messages.success(request, _("Ricezione confermata."))
            return redirect(request.path)
        elif form.is_valid() and _rispondi(request, riga, form, dal_collegamento=dal_collegamento):
            messages.success(request, _("Risposta registrata: si può cambiare fino all'apertura della seduta."))
            return redirect(request.path)
    dati |= {
        "riga": riga,
        "seduta": riga.seduta,
        "lettera": lettera.contenuto(riga.seduta),
        "form": form if aperta else None,
    }
    stato = 409 if request.method == "POST" and not aperta else 422 if form.errors else 200
    return render(request, modello, dati, status=stato)


def _rispondi(request: HttpRequest, riga: Convocazione, form: RispostaForm, *, dal_collegamento: bool) -> bool:
    """Whether the answer was taken; otherwise the form says why."""
    dati = form.cleaned_data
    with rifiuti(request, Convocazione, form=form):
        convocazioni.rispondi(
            convocazione=riga,
            risposta=Risposta(dati["risposta"]),
            nota=dati["nota"],
            delegato_a=dati.get("delegato_a") if dati["risposta"] == Risposta.DELEGA else None,
            ctx=request.ctx,
            dal_collegamento=dal_collegamento,
        )
    return form.is_valid()


def _collegamento_spento(request: HttpRequest) -> HttpResponse:
    """Wrong, expired or replaced: the same page for all, with the way to a new one."""
    dati = {"form": NuovoCollegamentoForm(), "spento": True}
    return render(request, "tavolo/risposta/nuovo_collegamento.html", dati, status=404)
