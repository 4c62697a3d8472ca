"""One convention: where it stands, what comes next, and the passages."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collocamento.convenzioni.azioni.istruttoria import testo_di_oggi
from collocamento.convenzioni.cronologia import cammino, cronologia
from collocamento.convenzioni.documenti import AGGIUNTIVO, CHIUSURA, DIFFIDA, MONITORAGGIO, STIPULA
from collocamento.convenzioni.enums import APERTI, Stato, StatoAtto, TipoAtto, TipoSollecito
from collocamento.convenzioni.models import Convenzione
from collocamento.convenzioni.passi import PASSI, offerti
from collocamento.convenzioni.permessi import puo_firmare, puo_gestire, puo_modificare
from collocamento.convenzioni.requisiti import requisiti
from collocamento.convenzioni.views.comune import convenzione_di, cornice, esegui, modulo, per_chi_puo
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo as tipo_documento
from socialabs.registro.storia import storia_di


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    convenzione = convenzione_di(request, pk)
    ctx, aperta = request.ctx, convenzione.stato in APERTI
    quadro = cornice(ctx, convenzione)
    alla_firma = convenzione.atti.alla_firma().select_related("convenzione__datore").defer("testo").first()
    contesto = {
        **quadro,
        "titolo": convenzione.get_tipo_display(),
        "cammino": cammino(convenzione),
        "impegni": convenzione.impegni.select_related("provincia"),
        "commesse": convenzione.commesse.select_related("provincia"),
        "requisiti": requisiti(convenzione, oggi()) if aperta and quadro["vede_il_calcolo"] else [],
        "atti": convenzione.atti.prefetch_related("firme").defer("testo"),
        "alla_firma": alla_firma,
        "firma_qui": alla_firma is not None and puo_firmare(ctx, alla_firma),
        "passi": offerti(ctx, convenzione),
        "modificabile": puo_modificare(ctx, convenzione),
        "gestibile": puo_gestire(ctx, convenzione),
        "cronologia": cronologia(convenzione),
        "storia": storia_di(convenzione) if quadro["vede_il_calcolo"] else [],
        **_documenti(ctx, convenzione),
    }
    return render(request, "convenzioni/dettaglio.html", contesto)


def _documenti(ctx: Contesto, convenzione: Convenzione) -> dict[str, Any]:
    """The documents about the convention, and those that `ctx` may issue now."""
    atti = list(convenzione.atti.filter(stato=StatoAtto.FIRMATO).values_list("pk", "tipo", "numero"))
    diffide = list(convenzione.solleciti.filter(tipo=TipoSollecito.DIFFIDA).values_list("pk", "il"))
    oggetti = [convenzione.pk, *(pk for pk, *_altro in atti), *(pk for pk, _il in diffide)]
    emessi = Documento.objects.visible_to(ctx).filter(riferimento_id__in=oggetti).per_elenco()
    gia = {(d.tipo, d.riferimento_id) for d in emessi if d.condizione == "valido"}
    offerte = [(STIPULA if tipo == TipoAtto.CONVENZIONE else AGGIUNTIVO, pk, f"n. {n}") for pk, tipo, n in atti]
    offerte += [(DIFFIDA, pk, f"{il:%d/%m/%Y}") for pk, il in diffide if convenzione.in_vigore]
    if convenzione.in_vigore:
        offerte.append((MONITORAGGIO, convenzione.pk, ""))
    if convenzione.stato in (Stato.CONCLUSA, Stato.RISOLTA):
        offerte.append((CHIUSURA, convenzione.pk, ""))
    return {
        "documenti": emessi,
        "da_emettere": [
            {"titolo": f"{tipo.titolo} {quale}".strip(), "url": reverse("documenti:nuovo", args=[chiave, pk])}
            for chiave, pk, quale in offerte
            if (tipo := tipo_documento(chiave)).ammette(ctx) and not (tipo.uno_solo and (chiave, pk) in gia)
        ],
    }


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def passo(request: HttpRequest, pk: uuid.UUID, chiave: str) -> HttpResponse:
    """A passage: its effects and its form, then the verb."""
    convenzione = convenzione_di(request, pk)
    passo = PASSI.get(chiave)
    if passo is None or not passo.offerto(request.ctx, convenzione):
        raise Http404
    form = passo.modulo(request.POST if request.method == "POST" else None)
    if form.is_valid() and esegui(
        form, lambda: passo.verbo(convenzione=convenzione, ctx=request.ctx, **form.cleaned_data)
    ):
        messages.success(request, _("Fatto."))
        return redirect(convenzione)
    return modulo(
        request,
        convenzione,
        form,
        titolo=passo.domanda,
        etichetta=passo.etichetta,
        effetti=passo.effetti,
        tipo="primary" if passo.principale else "danger",
        anteprima=testo_di_oggi(convenzione) if chiave == "condividi" else None,
    )
