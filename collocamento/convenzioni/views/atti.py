"""The acts: reading and signing, signatures on paper, new acts on a signed convention."""

import uuid

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from collocamento.convenzioni.azioni import atti as azioni
from collocamento.convenzioni.azioni.firme import FirmaSuCarta, firma, registra_su_carta
from collocamento.convenzioni.enums import Parte, StatoAtto, TipoAtto
from collocamento.convenzioni.forms import (
    CommessaForm,
    FirmaForm,
    FirmaSuCartaForm,
    ImpegnoForm,
    ModificaForm,
    MotivoForm,
    ProrogaForm,
    RisoluzioneForm,
)
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Firma, Impegno
from collocamento.convenzioni.permessi import parte_di, puo_gestire, richiedi
from collocamento.convenzioni.testo import LINGUA
from collocamento.convenzioni.views.comune import convenzione_di, cornice, esegui, modulo, per_chi_puo
from collocamento.permessi import puo_decidere
from socialabs.base.contesto import Contesto
from socialabs.base.idempotenza import una_volta_sola


def _atto(request: HttpRequest, pk: uuid.UUID) -> Atto:
    atti = Atto.objects.visible_to(request.ctx).select_related(
        "convenzione__datore__organizzazione", "convenzione__destinatario"
    )
    return get_object_or_404(atti.prefetch_related("firme__scansione"), pk=pk)


def mancano(atto: Atto) -> list[str]:
    """The parties that have not signed yet, in the order of the text."""
    gia = {firma.parte for firma in atto.firme.all()}
    return [parte for parte in atto.parti if parte not in gia]


@require_http_methods(["GET", "POST"])
@per_chi_puo
def atto(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The text and its signatures. GET shows, POST signs the text with the digest that was shown."""
    atto = _atto(request, pk)
    parte, aperto = parte_di(request.ctx, atto.convenzione), atto.stato == StatoAtto.CONDIVISO
    firmabile = aperto and parte in mancano(atto)
    form = FirmaForm(request.POST if request.method == "POST" else None, initial={"impronta": atto.impronta})
    if request.method == "POST":
        richiedi(parte in atto.parti)
        if form.is_valid() and esegui(
            form, lambda: firma(atto=atto, impronta=form.cleaned_data["impronta"], ctx=request.ctx), Firma
        ):
            messages.success(request, _("Firma registrata."))
            return redirect(atto)
        # Whoever was shown another text must read this one before signing.
        form.data = form.data.copy()
        form.data["impronta"] = atto.impronta
    contesto = {
        **cornice(request.ctx, atto.convenzione, (str(atto), "")),
        "titolo": str(atto),
        "atto": atto,
        "lingua": LINGUA,
        "firme": atto.firme.all(),
        "mancano": [Parte(p).label for p in mancano(atto)] if aperto else [],
        "form": form if firmabile else None,
        "errori": form.non_field_errors() if form.is_bound and not firmabile else [],
        "parte": Parte(parte).label if firmabile else "",
        "puo_registrare": aperto and puo_decidere(request.ctx),
        "ritirabile": aperto and puo_decidere(request.ctx) and atto.tipo != TipoAtto.CONVENZIONE,
    }
    stato = 422 if form.is_bound and form.errors else 200
    return render(request, "convenzioni/atto.html", contesto, status=stato)


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def carta(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A signature put on paper, with its scan."""
    atto = _atto(request, pk)
    richiedi(puo_decidere(request.ctx))
    if atto.stato != StatoAtto.CONDIVISO:
        raise Http404
    form = FirmaSuCartaForm(request.POST or None, request.FILES or None, parti=mancano(atto))
    if form.is_valid():
        dati = form.cleaned_data
        su_carta = FirmaSuCarta(
            Parte(dati["parte"]), dati["nome"], dati["qualifica"], dati["il"], dati["scansione"], form.tipo_mime
        )
        if esegui(form, lambda: registra_su_carta(atto=atto, carta=su_carta, ctx=request.ctx), Firma):
            messages.success(request, _("Firma su carta registrata."))
            return redirect(atto)
    effetti = [_("Impronta del testo alla firma: %(impronta)s") % {"impronta": atto.impronta}]
    titolo, annulla = _("Registra una firma su carta"), atto.get_absolute_url()
    return modulo(
        request, atto.convenzione, form, titolo=titolo, etichetta=_("Registra"), effetti=effetti, annulla=annulla
    )


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def ritira(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an act back from the signature."""
    atto = _atto(request, pk)
    richiedi(puo_decidere(request.ctx) and atto.tipo != TipoAtto.CONVENZIONE)
    form = MotivoForm(request.POST or None)
    if form.is_valid() and esegui(
        form, lambda: azioni.ritira_atto(atto=atto, motivo=form.cleaned_data["motivo"], ctx=request.ctx)
    ):
        messages.success(request, _("Atto tolto dalla firma."))
        return redirect(atto.convenzione)
    effetti = [_("Le firme già messe non valgono più.")]
    titolo = _("Togliere «%(atto)s» dalla firma?") % {"atto": atto}
    return modulo(
        request,
        atto.convenzione,
        form,
        titolo=titolo,
        etichetta=_("Togli dalla firma"),
        effetti=effetti,
        tipo="danger",
    )


# --- new acts -----------------------------------------------------------------------------------------------------
def _modifica(convenzione: Convenzione, form: ModificaForm, ctx: Contesto) -> Atto:
    return azioni.modifica_impegno(convenzione=convenzione, ctx=ctx, **form.cleaned_data)


def _impegno(convenzione: Convenzione, form: ImpegnoForm, ctx: Contesto) -> Atto:
    return azioni.aggiungi_impegno(impegno=form.save(commit=False), ctx=ctx)


def _commessa(convenzione: Convenzione, form: CommessaForm, ctx: Contesto) -> Atto:
    return azioni.aggiungi_commessa(commessa=form.save(commit=False), ctx=ctx)


def _proroga(convenzione: Convenzione, form: ProrogaForm, ctx: Contesto) -> Atto:
    return azioni.proroga(convenzione=convenzione, ctx=ctx, **form.cleaned_data)


def _risoluzione(convenzione: Convenzione, form: RisoluzioneForm, ctx: Contesto) -> Atto:
    return azioni.risolvi(convenzione=convenzione, ctx=ctx, **form.cleaned_data)


def _modulo(quale: str, convenzione: Convenzione, dati: object) -> BaseForm:
    if quale == "modifica":
        return ModificaForm(dati, convenzione=convenzione)
    if quale == "impegno":
        return ImpegnoForm(dati, instance=Impegno(convenzione=convenzione), datore=convenzione.datore)
    if quale == "commessa":
        return CommessaForm(dati, instance=Commessa(convenzione=convenzione), datore=convenzione.datore)
    return (ProrogaForm if quale == "proroga" else RisoluzioneForm)(dati)


NUOVI = {
    "modifica": (_modifica, gettext_lazy("Atto aggiuntivo")),
    "impegno": (_impegno, gettext_lazy("Atto aggiuntivo: nuovo impegno")),
    "commessa": (_commessa, gettext_lazy("Atto aggiuntivo: nuova commessa")),
    "proroga": (_proroga, gettext_lazy("Proroga")),
    "risoluzione": (_risoluzione, gettext_lazy("Risoluzione")),
}


@require_http_methods(["GET", "POST"])
@per_chi_puo
@una_volta_sola
def nuovo(request: HttpRequest, pk: uuid.UUID, quale: str) -> HttpResponse:
    """Prepare an act on a signed convention: it goes to the signature as soon as it is written."""
    convenzione = convenzione_di(request, pk)
    richiedi(puo_gestire(request.ctx, convenzione))
    if quale not in NUOVI or (quale == "commessa" and not convenzione.con_destinatario):
        raise Http404
    verbo, titolo = NUOVI[quale]
    form = _modulo(quale, convenzione, request.POST or None)
    fatto: list[Atto] = []
    if form.is_valid() and esegui(form, lambda: fatto.append(verbo(convenzione, form, request.ctx)), Atto):
        messages.success(request, _("Il testo è alla firma."))
        return redirect(fatto[0])
    effetti = [
        _("Il testo va subito alla firma delle parti e non cambia più: si può solo togliere dalla firma."),
        _("Ha effetto quando tutte le parti hanno firmato."),
    ]
    etichetta = _("Prepara per la firma")
    return modulo(request, convenzione, form, titolo=titolo, etichetta=etichetta, effetti=effetti)
