"""What a public body does without an account: ask for a check, confirm it from its mailbox, fetch the answer.

Reading changes nothing, as mail scanners read too; buttons decide. Nothing is told of the employer but the answer, to
who holds its link.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.ottemperanza.azioni import arrivo
from collocamento.ottemperanza.azioni.evasione import documento_di, risposta_di
from collocamento.ottemperanza.enums import Stato
from collocamento.ottemperanza.forms import DomandaForm
from collocamento.ottemperanza.models import Pratica
from socialabs.archivio.azioni import apri
from socialabs.registro import registra_evento
from socialabs.utenti.limiti import limitata, troppe


UN_MINUTO, UN_ORA = 60, 3600
LETTURE = frozenset({"GET", "POST", "HEAD"})
DOMANDE_ALL_ORA = 10
# One mailbox gets few requests to confirm, wherever they are written from.
CONFERME_ALL_ORA = 5


@login_not_required
@never_cache
@limitata("ottemperanza.richiesta", quante=DOMANDE_ALL_ORA, secondi=UN_ORA, metodi=frozenset({"POST"}))
@require_http_methods(["GET", "POST"])
def richiesta(request: HttpRequest) -> HttpResponse:
    """Write the request. The answer is the same for every employer: nobody learns who is known here."""
    form = DomandaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        domanda = form.domanda()
        casella = f"ottemperanza.casella:{Pratica.impronta_di(domanda.pec.lower())}"
        if not troppe(casella, quante=CONFERME_ALL_ORA, secondi=UN_ORA):
            arrivo.chiedi_dal_pubblico(domanda=domanda, ctx=request.ctx)
        giorni = arrivo.PER_CONFERMARE.days
        return render(request, "ottemperanza/pubbliche/scritta.html", {"pec": domanda.pec, "giorni": giorni})
    stato = 422 if form.errors else 200
    return render(request, "ottemperanza/pubbliche/richiesta.html", {"form": form}, status=stato)


@login_not_required
@never_cache
@limitata("ottemperanza.conferma", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_http_methods(["GET", "POST"])
def conferma(request: HttpRequest, segreto: str) -> HttpResponse:
    """What was asked, for whoever holds the link of the mail, and the button that confirms it."""
    pratica = arrivo.da_confermare(segreto)
    if pratica is None:
        return render(request, "ottemperanza/pubbliche/spento.html", status=404)
    if request.method == "POST":
        arrivo.conferma(pratica=pratica, ctx=request.ctx)
        return redirect(request.path)
    contesto = {"pratica": pratica, "da_confermare": pratica.stato == Stato.DA_CONFERMARE}
    return render(request, "ottemperanza/pubbliche/conferma.html", contesto)


@login_not_required
@never_cache
@limitata("ottemperanza.risposta", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_GET
def risposta(request: HttpRequest, segreto: str) -> HttpResponse:
    pratica = risposta_di(segreto)
    documento = documento_di(pratica) if pratica else None
    if documento is None:
        return render(request, "ottemperanza/pubbliche/spento.html", status=404)
    contesto = {
        "pratica": pratica,
        "documento": documento,
        "scarica": reverse("ottemperanza:risposta_documento", args=[segreto]),
    }
    return render(request, "ottemperanza/pubbliche/risposta.html", contesto)


@login_not_required
@never_cache
@limitata("ottemperanza.risposta", quante=60, secondi=UN_MINUTO, metodi=LETTURE)
@require_GET
def risposta_documento(request: HttpRequest, segreto: str) -> HttpResponse:
    pratica = risposta_di(segreto)
    documento = documento_di(pratica) if pratica else None
    if documento is None:
        return render(request, "ottemperanza/pubbliche/spento.html", status=404)
    try:
        contenuto = apri(documento.file)
    except FileNotFoundError as errore:
        raise Http404 from errore
    registra_evento(request.ctx, "ottemperanza.scaricata", tipo="ottemperanza.pratica", oggetto_id=pratica.pk)
    scaricato = FileResponse(
        contenuto, as_attachment=True, filename=documento.file.nome, content_type=documento.file.tipo_mime
    )
    scaricato["X-Content-Type-Options"] = "nosniff"
    return scaricato
