"""From draft to filed: the verbs, the file, what the ministry answered."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.dichiarazioni.azioni import avvio, passaggi
from collocamento.dichiarazioni.forms import ProtocolloForm
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.termini import FuoriTermine
from collocamento.dichiarazioni.views.comuni import compilabile, contesto
from collocamento.enums import TipoComunicazione
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.vincoli import messaggio_del_vincolo, vincoli_nel_modulo


Verbo = Callable[[HttpRequest, Dichiarazione], Dichiarazione]

VERBI: dict[str, Verbo] = {
    "pronta": lambda r, d: passaggi.segna_pronta(dichiarazione=d, ctx=r.ctx),
    "riapri": lambda r, d: passaggi.riapri(dichiarazione=d, ctx=r.ctx),
    "cancella": lambda r, d: passaggi.cancella(dichiarazione=d, ctx=r.ctx),
    "rettifica": lambda r, d: avvio.correggi(dichiarazione=d, tipo=TipoComunicazione.RETTIFICA, ctx=r.ctx),
    "annulla": lambda r, d: avvio.correggi(dichiarazione=d, tipo=TipoComunicazione.ANNULLAMENTO, ctx=r.ctx),
}


@require_POST
@una_volta_sola
def passaggio(request: HttpRequest, pk: uuid.UUID, verbo: str) -> HttpResponse:
    """One of the verbs above; leads to the return it leaves to look at."""
    sua = compilabile(request, pk)
    if verbo not in VERBI:
        raise Http404
    try:
        dopo = VERBI[verbo](request, sua)
    except passaggi.NonPronta as errore:
        testo = _("Ci sono errori da correggere prima dell'invio: sono qui sotto, ognuno con la sua regola.")
        messages.error(request, errore.rifiuto.messaggio if errore.rifiuto else testo)
        return redirect("dichiarazioni:controlli", sua.pk)
    except (TransizioneNonAmmessa, FuoriTermine) as errore:
        messages.error(request, str(errore))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    except IntegrityError as errore:
        messaggio = messaggio_del_vincolo(Dichiarazione, errore)
        if messaggio is None:
            raise
        messages.error(request, messaggio)
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    if verbo == "cancella":
        messages.success(request, _("Bozza messa da parte: ciò che vi era scritto resta nel portale."))
        return redirect("dichiarazioni:datore", sua.datore_id)
    return redirect("dichiarazioni:dichiarazione", dopo.pk)


@require_http_methods(["GET", "POST"])
def presentata(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Type back code, date and protocol of the ministry's answer."""
    sua = compilabile(request, pk)
    form = ProtocolloForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with vincoli_nel_modulo(form, Dichiarazione):
                passaggi.registra_protocollo(dichiarazione=sua, ctx=request.ctx, **form.cleaned_data)
        except TransizioneNonAmmessa as errore:
            form.add_error(None, str(errore))
        if form.is_valid():
            messages.success(request, _("Dichiarazione presentata."))
            return redirect("dichiarazioni:dichiarazione", sua.pk)
    dati = contesto(request, sua, _("Risposta del Ministero"), form=form)
    return render(request, "dichiarazioni/presentata.html", dati, status=422 if form.errors else 200)


@require_GET
def xml(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file in the ministry's format; it names the workers, the reading goes into the register."""
    sua = compilabile(request, pk)
    try:
        contenuto = passaggi.esporta(dichiarazione=sua, ctx=request.ctx)
    except passaggi.NonPronta:
        messages.error(request, _("Il file si scarica quando la dichiarazione è pronta da inviare."))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    risposta = HttpResponse(contenuto, content_type="application/xml")
    risposta["Content-Disposition"] = f'attachment; filename="prospetto-{sua.anno}-{sua.tipo}.xml"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta
