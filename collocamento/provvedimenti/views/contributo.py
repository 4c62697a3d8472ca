"""The yearly contribution: all employers' list, an employer's statement, its payments, the days for declaring it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.permessi import puo_agire_per
from collocamento.provvedimenti.azioni import contributo as azioni
from collocamento.provvedimenti.conto import saldo_di
from collocamento.provvedimenti.documenti import CONTO
from collocamento.provvedimenti.elenco_contributi import COLONNE, ElencoContributi
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.forms.campi import tipo_mime
from collocamento.provvedimenti.forms.contributo import CalendarioForm, TermineForm, VersamentoForm
from collocamento.provvedimenti.models import ContoContributo, TermineContributo, Versamento
from collocamento.provvedimenti.permessi import (
    RUOLI_TERMINI,
    puo_esaminare,
    puo_leggere_allegati,
    puo_tenere_conto,
    puo_vedere_contributi,
)
from collocamento.provvedimenti.scheda_conto import frase, letture, stato, tratti
from collocamento.provvedimenti.views.comune import briciole, datore_visibile, esigi, nomi_province, rifiuti
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo
from socialabs.registro import registra_evento


FORMATI = ("xlsx", "csv")


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    """What all employers owe, with filters; what is late first."""
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {
        "puo_fissare": request.ctx.ruolo in RUOLI_TERMINI,
        "briciole": [(_("Contributi esonerativi"), "")],
    }
    return elenco.risposta("provvedimenti/contributi.html", "provvedimenti/_contributi.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many and by which filters, without the words searched."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": len(elenco.righe), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="provvedimenti.contocontributo", dettagli=dettagli)
    return elenco.scarica(formato, COLONNE, "contributi-esonerativi", _("Contributi esonerativi"))


def _elenco(request: HttpRequest) -> ElencoContributi:
    esigi(puo_vedere_contributi(request.ctx))
    return ElencoContributi(request)


@require_POST
@una_volta_sola
def apri(request: HttpRequest, datore: uuid.UUID, provincia: str, anno: int, genere: str) -> HttpResponse:
    """Prepare the statement of a year."""
    suo = datore_visibile(request, datore)
    esigi(puo_tenere_conto(request.ctx, suo))
    try:
        return redirect(azioni.apri(suo, (provincia, anno, genere), ctx=request.ctx))
    except NonAmmesso as errore:
        messages.error(request, str(errore))
        return redirect("provvedimenti:datore", suo.pk)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def conto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The statement with its steps; a POST writes the working days."""
    suo = _conto(request, pk)
    tiene = puo_tenere_conto(request.ctx, suo.datore)
    esigi(tiene or request.method == "GET")
    form = CalendarioForm(request.POST or None, instance=suo) if tiene else None
    if request.method == "POST" and form.is_valid():
        try:
            letta = form.cleaned_data["versione"] or 0
            azioni.aggiorna_calendario(form.instance, versione_letta=letta, ctx=request.ctx)
            messages.success(request, _("Giorni lavorativi salvati."))
            return redirect(suo)
        except ConflittoVersione:
            form.add_error(None, _("Un'altra persona ha cambiato il calendario: ricarica la pagina e riprova."))
    return _pagina(request, suo, form)


@require_POST
@una_volta_sola
def versamento(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell a payment, with its receipt."""
    suo = _conto(request, pk)
    esigi(puo_agire_per(request.ctx, suo.datore))
    form = VersamentoForm(request.POST, request.FILES)
    if form.is_valid():
        ricevuta = form.cleaned_data["ricevuta"]
        with rifiuti(form, Versamento):
            azioni.registra_versamento(
                suo,
                giorno=form.cleaned_data["giorno"],
                importo=form.cleaned_data["importo"],
                ricevuta=ricevuta,
                nome=ricevuta.name,
                tipo_mime=tipo_mime(ricevuta.name),
                ctx=request.ctx,
            )
        if form.is_valid():
            messages.success(request, _("Versamento registrato: l'ufficio lo confermerà."))
            return redirect(f"{suo.get_absolute_url()}#versamenti")
    calendario = CalendarioForm(instance=suo)
    return _pagina(request, suo, calendario, form)


@require_POST
@una_volta_sola
def conferma(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that a payment has come in."""
    righe = Versamento.objects.visible_to(request.ctx).select_related("conto")
    suo = get_object_or_404(righe, pk=pk)
    esigi(puo_esaminare(request.ctx))
    try:
        azioni.conferma_versamento(suo, ctx=request.ctx)
        messages.success(request, _("Versamento confermato."))
    except NonAmmesso as errore:
        messages.info(request, str(errore))
    return redirect(f"{suo.conto.get_absolute_url()}#versamenti")


@require_http_methods(["GET", "POST"])
@una_volta_sola
def termini(request: HttpRequest) -> HttpResponse:
    """The days by which the contribution is declared, each set by an act of the body: no law fixes one for all."""
    esigi(request.ctx.ruolo in RUOLI_TERMINI)
    form = TermineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rifiuti(form, TermineContributo):
            azioni.fissa_termine(form.save(commit=False), ctx=request.ctx)
        if form.is_valid():
            messages.success(request, _("Termine salvato."))
            return redirect("provvedimenti:termini")
    contesto = {
        "form": form,
        "termini": TermineContributo.objects.visible_to(request.ctx),
        "briciole": [
            (_("Contributi esonerativi"), reverse("provvedimenti:contributi")),
            (_("Termini del contributo"), ""),
        ],
    }
    return render(request, "provvedimenti/termini.html", contesto, status=422 if form.errors else 200)


def _conto(request: HttpRequest, pk: uuid.UUID) -> ContoContributo:
    righe = ContoContributo.objects.visible_to(request.ctx)
    return get_object_or_404(righe.select_related("datore__organizzazione__comune", "comune__provincia"), pk=pk)


def _pagina(
    request: HttpRequest, conto: ContoContributo, form: CalendarioForm | None, versamento: VersamentoForm | None = None
) -> HttpResponse:
    ctx = request.ctx
    attuale = _conto(request, conto.pk)
    versamenti = list(Versamento.objects.visible_to(ctx).filter(conto=conto).select_related("ricevuta"))
    saldo = saldo_di(attuale, versamenti)
    nome = nomi_province([conto.provincia]).get(conto.provincia, conto.provincia)
    titolo = _("Contributo esonerativo %(anno)s") % {"anno": conto.anno}
    contesto = {
        "datore": conto.datore,
        "conto": attuale,
        "titolo": titolo,
        "provincia": nome,
        "saldo": saldo,
        "frase": frase(saldo),
        "stato": stato(saldo),
        "letture": letture(),
        "tratti": tratti(saldo.contributo),
        "versamenti": versamenti,
        "legge_ricevute": puo_leggere_allegati(ctx),
        "puo_confermare": puo_esaminare(ctx),
        "form": form,
        "versamento": versamento or (VersamentoForm() if puo_agire_per(ctx, conto.datore) else None),
        "documenti": Documento.objects.visible_to(ctx).filter(riferimento_id=conto.pk).per_elenco(),
        "emissione": reverse("documenti:nuovo", args=[CONTO, conto.pk]) if tipo(CONTO).ammette(ctx) else "",
        "briciole": briciole(request, conto.datore, (titolo, "")),
    }
    guasto = (form and form.errors) or (versamento and versamento.errors)
    return render(request, "provvedimenti/conto.html", contesto, status=422 if guasto else 200)
