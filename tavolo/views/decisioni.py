"""The register of decisions: list, export, one decision, how far it has been carried out."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.registro import registra_evento
from socialabs.registro.storia import storia_di
from tavolo.azioni import decisioni as azioni
from tavolo.collegati import collegati_a
from tavolo.controlli import avvertenze
from tavolo.elenchi_atti import DECISIONI, ElencoDecisioni, ElencoVerbali
from tavolo.enums import VERBALE_CHIUSO, StatoEsecuzione
from tavolo.forms.atti import EsecuzioneForm, ImpegnoForm, TestoDecisioneForm
from tavolo.models import Decisione, Impegno, Verbale, Votazione, Voto
from tavolo.permessi import puo_entrare, puo_scrivere
from tavolo.views.atti import rifiuti, solo_segreteria
from tavolo.views.comune import briciole


FORMATI = ("xlsx", "csv")


@require_GET
def verbali(request: HttpRequest) -> HttpResponse:
    """The minutes that one may read, the latest first."""
    if not puo_entrare(request.ctx):
        raise Http404
    elenco = ElencoVerbali(request, Verbale.objects.visible_to(request.ctx), ctx=request.ctx)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"scheda": "verbali", "briciole": briciole((_("Verbali"), ""))}
    return elenco.risposta("tavolo/verbale/elenco.html", "tavolo/verbale/_righe.html", contesto)


@require_GET
def elenco(request: HttpRequest) -> HttpResponse:
    elenco = _elenco(request)
    if indirizzo := elenco.ripresa():
        return redirect(indirizzo)
    contesto = {"scheda": "decisioni", "briciole": briciole((_("Decisioni"), ""))}
    return elenco.risposta("tavolo/decisioni/elenco.html", "tavolo/decisioni/_righe.html", contesto)


@require_GET
def esporta(request: HttpRequest, formato: str) -> HttpResponse:
    """The rows filtered; the register keeps how many, without the words that were searched."""
    if formato not in FORMATI:
        raise Http404
    elenco = _elenco(request)
    dettagli = {"formato": formato, "righe": elenco.righe.count(), "filtri": elenco.per_registro}
    registra_evento(request.ctx, "esportazione", tipo="tavolo.decisione", dettagli=dettagli)
    return elenco.scarica(formato, DECISIONI, "decisioni", _("Decisioni del tavolo"))


def _elenco(request: HttpRequest) -> ElencoDecisioni:
    if not puo_entrare(request.ctx):
        raise Http404
    return ElencoDecisioni(request, Decisione.objects.visible_to(request.ctx), ctx=request.ctx)


def _decisione(request: HttpRequest, pk: uuid.UUID) -> Decisione:
    righe = Decisione.objects.visible_to(request.ctx).select_related(
        "punto__seduta__gruppo", "punto__seduta__verbale", "votazione", "sostituisce"
    )
    return get_object_or_404(righe, pk=pk)


@require_GET
def dettaglio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    decisione = _decisione(request, pk)
    return _pagina(request, decisione)


def _pagina(
    request: HttpRequest,
    decisione: Decisione,
    esecuzione: EsecuzioneForm | None = None,
    impegno: ImpegnoForm | None = None,
) -> HttpResponse:
    ctx = request.ctx
    scrive = puo_scrivere(ctx)
    correggibile = scrive and decisione.punto.seduta.stato not in VERBALE_CHIUSO
    verbale = getattr(decisione.punto.seduta, "verbale", None)
    if verbale is not None and not Verbale.objects.visible_to(ctx).filter(pk=verbale.pk).exists():
        verbale = None
    contesto = {
        "decisione": decisione,
        "votazione": decisione.votazione,
        "voti": _voti(decisione.votazione),
        "verbale": verbale,
        "sostituita_da": Decisione.objects.visible_to(ctx).filter(sostituisce=decisione),
        "impegni": Impegno.objects.visible_to(ctx).filter(decisione=decisione).per_elenco(),
        "collegati": collegati_a(ctx, decisione),
        "collega": reverse("tavolo:collega_decisione", args=[decisione.pk]) if scrive else "",
        "storia": storia_di(decisione),
        "esecuzione": esecuzione or (EsecuzioneForm(decisione=decisione) if scrive else None),
        "impegno": impegno or (ImpegnoForm(ctx=ctx) if scrive else None),
        "correggibile": correggibile,
        "avvertenze": avvertenze(decisione.titolo, decisione.testo) if correggibile else [],
        "scheda": "decisioni",
        "briciole": briciole((_("Decisioni"), reverse("tavolo:decisioni")), (str(decisione), "")),
    }
    guasto = (esecuzione and esecuzione.errors) or (impegno and impegno.errors)
    return render(request, "tavolo/decisioni/dettaglio.html", contesto, status=422 if guasto else 200)


def _voti(votazione: Votazione | None) -> list[Voto]:
    if votazione is None:
        return []
    return list(votazione.voti.select_related("seggio__ente__organizzazione", "partecipante"))


@require_POST
@una_volta_sola
def esecuzione(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say how far the decision has been carried out, with a note."""
    solo_segreteria(request)
    decisione = _decisione(request, pk)
    form = EsecuzioneForm(request.POST, decisione=decisione)
    if form.is_valid():
        dati = form.cleaned_data
        with rifiuti(request, form):
            azioni.aggiorna_esecuzione(
                decisione=decisione,
                stato=StatoEsecuzione(dati["stato"]),
                nota=dati["nota"],
                eseguita_il=dati["eseguita_il"],
                ctx=request.ctx,
            )
            messages.success(request, _("Esecuzione aggiornata."))
            return redirect("tavolo:decisione", pk)
    return _pagina(request, decisione, esecuzione=form)


@require_POST
@una_volta_sola
def assegna(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Charge somebody with an action that carries the decision out."""
    solo_segreteria(request)
    decisione = _decisione(request, pk)
    form = ImpegnoForm(request.POST, ctx=request.ctx, instance=_dalla_decisione(decisione))
    if form.is_valid():
        with vincoli_nel_modulo(form, Impegno):
            azioni.assegna(impegno=form.instance, ctx=request.ctx)
        if form.is_valid():
            messages.success(request, _("Azione assegnata."))
            return redirect("tavolo:decisione", pk)
    return _pagina(request, decisione, impegno=form)


def _dalla_decisione(decisione: Decisione) -> Impegno:
    return Impegno(seduta=decisione.punto.seduta, punto=decisione.punto, decisione=decisione)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put the wording right while the minutes are open."""
    solo_segreteria(request)
    decisione = _decisione(request, pk)
    if decisione.punto.seduta.stato in VERBALE_CHIUSO:
        raise Http404
    form = TestoDecisioneForm(request.POST or None, instance=decisione, initial={"versione": decisione.versione})
    if request.method == "POST" and form.is_valid():
        try:
            with rifiuti(request, form):
                letta = form.cleaned_data["versione"]
                azioni.correggi_testo(decisione=decisione, versione_letta=letta, ctx=request.ctx)
                messages.success(request, _("Decisione corretta."))
                return redirect("tavolo:decisione", pk)
        except ConflittoVersione as conflitto:
            form.add_error(
                "testo",
                _("Un'altra persona ha cambiato la decisione, che ora dice: «%(testo)s»")
                % {"testo": conflitto.attuale.testo},
            )
            form.data = form.data.copy()
            form.data["versione"] = conflitto.attuale.versione
    contesto = {
        "form": form,
        "titolo": _("Correzione del testo"),
        "sopra": str(decisione),
        "sottotitolo": _("Si può finché il verbale della seduta non è approvato."),
        "etichetta": _("Salva il testo"),
        "annulla": reverse("tavolo:decisione", args=[pk]),
        "scheda": "decisioni",
        "briciole": briciole(
            (_("Decisioni"), reverse("tavolo:decisioni")),
            (str(decisione), reverse("tavolo:decisione", args=[pk])),
            (_("Correzione"), ""),
        ),
    }
    return render(request, "tavolo/verbale/modulo.html", contesto, status=422 if form.errors else 200)
