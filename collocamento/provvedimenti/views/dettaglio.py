"""One act: where it stands, the next step, its ceilings and effect, papers, history; and the steps themselves."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.provvedimenti.documenti import documenti_offerti
from collocamento.provvedimenti.enums import APERTI, Genere, Stato
from collocamento.provvedimenti.forms.passaggi import AllegatoForm, PassaggioForm
from collocamento.provvedimenti.massimali import effetto, tetto
from collocamento.provvedimenti.models import Allegato, Provvedimento
from collocamento.provvedimenti.permessi import puo_allegare, puo_leggere_allegati, puo_modificare
from collocamento.provvedimenti.scheda import distintivi, prossimo_passo, voci
from collocamento.provvedimenti.verbi import Verbo, verbi
from collocamento.provvedimenti.views.comune import (
    atto_visibile,
    briciole,
    esigi,
    nomi_province,
    passi_in_parole,
    rifiuti,
)
from collocamento.scheda import passi_resi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.models import Documento
from socialabs.registro.storia import storia_di


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return pagina(request, atto_visibile(request, pk))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def passa(request: HttpRequest, pk: uuid.UUID, verbo: str) -> HttpResponse:
    """Take a step: what it does and asks, then the step itself. Only those offered to the reader now."""
    atto = atto_visibile(request, pk)
    suo = next((offerto for offerto in verbi(request.ctx, atto) if offerto.chiave == verbo), None)
    esigi(suo is not None)
    form = suo.modulo(request.POST if request.method == "POST" else None, atto=atto)
    if request.method == "POST" and form.is_valid():
        with rifiuti(form):
            suo.esegui(atto, ctx=request.ctx, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, suo.fatto)
            return redirect(atto)
    return _modulo(request, atto, suo, form)


def pagina(request: HttpRequest, atto: Provvedimento, allegato: AllegatoForm | None = None) -> HttpResponse:
    """The page of an act; `allegato` is a form refused, to be shown again."""
    ctx = request.ctx
    passaggi = list(atto.passaggi.select_related("utente"))
    offerti = list(verbi(ctx, atto))
    contesto = {
        "datore": atto.datore,
        "atto": atto,
        "titolo": atto.get_genere_display(),
        "distintivi": distintivi(atto),
        "voci": voci(atto, nomi_province(filter(None, (atto.provincia, atto.altra_provincia)))),
        "passaggi": passaggi,
        "prossimo": prossimo_passo(atto, passaggi),
        "primo": offerti[0] if offerti else None,
        "altri": offerti[1:],
        "puo_modificare": puo_modificare(ctx, atto),
        "allegati": _allegati(request, atto),
        "allegato": allegato or (AllegatoForm() if puo_allegare(ctx, atto) else None),
        "documenti": Documento.objects.visible_to(ctx).filter(riferimento_id=atto.pk).per_elenco(),
        "da_emettere": documenti_offerti(ctx, atto),
        "storia": storia_di(atto),
        "briciole": briciole(request, atto.datore, (atto.get_genere_display(), "")),
        **_cifre(atto),
    }
    status = 422 if allegato and allegato.errors else 200
    return render(request, "provvedimenti/dettaglio.html", contesto, status=status)


def _modulo(request: HttpRequest, atto: Provvedimento, verbo: Verbo, form: PassaggioForm) -> HttpResponse:
    contesto = {
        "datore": atto.datore,
        "atto": atto,
        "titolo": verbo.etichetta,
        "verbo": verbo,
        "form": form,
        "voci": voci(atto, nomi_province(filter(None, (atto.provincia, atto.altra_provincia)))),
        "briciole": briciole(
            request, atto.datore, (atto.get_genere_display(), atto.get_absolute_url()), (str(verbo.etichetta), "")
        ),
        **_cifre(atto),
    }
    return render(request, "provvedimenti/passa.html", contesto, status=422 if form.errors else 200)


def _allegati(request: HttpRequest, atto: Provvedimento) -> list[Allegato] | None:
    """The papers; None for who may not read them."""
    if not puo_leggere_allegati(request.ctx):
        return None
    return list(Allegato.objects.visible_to(request.ctx).filter(provvedimento=atto).select_related("file"))


def _cifre(atto: Provvedimento) -> dict[str, Any]:
    """Ceiling, effect and reading of a pending request: only while something is still to be decided."""
    if atto.stato not in APERTI | {Stato.BOZZA}:
        passi = passi_resi(atto.passi, {})
        return {"passi_decisi": passi, "massimo_deciso": atto.passi[-1]["v"] if passi else None}
    limite = tetto(atto)
    return {
        "tetto": limite,
        "passi_tetto": passi_in_parole(limite.passi) if limite else [],
        "oltre": bool(limite and atto.posizioni and atto.posizioni > limite.massimo),
        "effetto": effetto(atto),
        "in_attesa": atto.genere == Genere.ESONERO and atto.stato in APERTI,
    }
