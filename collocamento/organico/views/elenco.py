"""The list of an employer's workers: totals for whoever sees its figures, people for whoever may read them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.forms import MotivoForm
from collocamento.models import Calcolo
from collocamento.organico import quadro
from collocamento.organico.elenchi import ElencoLavoratori
from collocamento.organico.fogli import fogli_organico
from collocamento.organico.letture import dichiara_motivo, motivo_di_lettura
from collocamento.organico.models import Conferma, Organico, RigaOrganico
from collocamento.organico.permessi import deve_dire_perche, puo_tenere
from collocamento.organico.views.comuni import briciole, datore_visibile, organico_in_corso
from collocamento.organico.xlsx.scrittura import scrivi_organico
from socialabs.base.elenchi import XLSX, firma
from socialabs.base.giorni import oggi
from socialabs.registro import registra_evento


@require_GET
def elenco(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """The list in course, or how one begins."""
    datore = datore_visibile(request, datore_id)
    organico = organico_in_corso(request, datore)
    contesto = {"datore": datore, "titolo": _("Organico"), "briciole": briciole(request, datore)}
    contesto["puo_tenere"] = puo_tenere(request.ctx, datore)
    if organico is None:
        return render(request, "organico/senza.html", contesto)
    motivo = motivo_di_lettura(request, datore)
    if motivo is None:
        contesto |= _testa(request, organico) | {
            "modulo_motivo": MotivoForm(),
            "da_motivare": deve_dire_perche(request.ctx),
        }
        return render(request, "organico/elenco.html", contesto)
    righe = RigaOrganico.objects.filter(organico=organico).leggibili_da(request.ctx, motivo)
    lavoratori = ElencoLavoratori(request, quadro.voci(righe, organico.per_il_motore, oggi()))
    if indirizzo := lavoratori.ripresa():
        return redirect(indirizzo)
    contesto |= _testa(request, organico)
    return lavoratori.risposta("organico/elenco.html", "organico/_lavoratori.html", contesto)


@require_POST
def leggi(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Say why the people are read: for a while the pages of this list show them, each reading in the register."""
    datore = datore_visibile(request, datore_id)
    if not deve_dire_perche(request.ctx) or organico_in_corso(request, datore) is None:
        raise Http404
    form = MotivoForm(request.POST)
    if form.is_valid():
        dichiara_motivo(request, datore, form.cleaned_data["motivo"])
    else:
        messages.error(request, _("Per leggere i dati dei lavoratori serve un motivo."))
    return redirect("organico:elenco", datore.pk)


@require_GET
def esporta(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """The whole list as a workbook that can be corrected and imported again."""
    datore = datore_visibile(request, datore_id)
    organico = organico_in_corso(request, datore)
    if organico is None or not (deve_dire_perche(request.ctx) or puo_tenere(request.ctx, datore)):
        raise Http404
    motivo = motivo_di_lettura(request, datore)
    if motivo is None:
        messages.error(request, _("Per leggere i dati dei lavoratori serve un motivo."))
        return redirect("organico:elenco", datore.pk)
    righe = RigaOrganico.objects.filter(organico=organico).leggibili_da(request.ctx, motivo)
    registra_evento(
        request.ctx,
        "esportazione",
        tipo="organico.organico",
        oggetto_id=organico.pk,
        motivo=motivo,
        dettagli={"formato": "xlsx", "righe": len(righe)},
    )
    note = [(_("Azienda"), datore.organizzazione.denominazione), *firma(request.user)]
    risposta = HttpResponse(scrivi_organico((dati for _riga, dati in righe), note), content_type=XLSX)
    risposta["Content-Disposition"] = f'attachment; filename="organico-{oggi():%Y-%m-%d}.xlsx"'
    return risposta


def _testa(request: HttpRequest, organico: Organico) -> dict:
    """What everybody sees: since when, complete when, totals, and what differs from the latest return."""
    calcolo = quadro.ultimo_calcolo(request.ctx, organico.datore_id)
    datore = quadro.ingressi_di(calcolo)[0] if calcolo else organico.per_il_motore
    giorno = oggi()
    conferma = Conferma.objects.visible_to(request.ctx).filter(organico=organico).first()
    return {
        "organico": organico,
        "conferma": conferma,
        "totali": quadro.totali(fogli_organico(organico, giorno), datore, giorno),
        "giorno": giorno,
        **_confronto(organico, calcolo, conferma),
    }


def _confronto(organico: Organico, calcolo: Calcolo | None, conferma: Conferma | None) -> dict:
    if calcolo is None:
        return {"prospetto": None, "differenze": [], "in_uso": conferma is not None}
    situazione = calcolo.prospetto.data_riferimento
    _datore, dichiarati = quadro.ingressi_di(calcolo)
    return {
        "prospetto": calcolo.prospetto,
        "differenze": quadro.differenze(dichiarati, fogli_organico(organico, situazione)),
        "in_uso": conferma is not None and conferma.giorno > situazione,
    }
