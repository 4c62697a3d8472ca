"""Write a draft, and the papers beside it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collocamento.models import Datore
from collocamento.provvedimenti.azioni import richieste as azioni
from collocamento.provvedimenti.enums import Genere
from collocamento.provvedimenti.forms.campi import tipo_mime
from collocamento.provvedimenti.forms.passaggi import AllegatoForm
from collocamento.provvedimenti.forms.richieste import MODULI, RichiestaForm
from collocamento.provvedimenti.models import Allegato, Provvedimento
from collocamento.provvedimenti.permessi import generi_per, puo_allegare, puo_modificare
from collocamento.provvedimenti.suggerimenti import suggerimenti
from collocamento.provvedimenti.views.comune import atto_visibile, briciole, datore_visibile, esigi, rifiuti
from collocamento.provvedimenti.views.dettaglio import pagina
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione


# What a proposal may fill in.
PRECOMPILABILI = ("provincia", "altra_provincia", "categoria", "posizioni")


@require_http_methods(["GET", "POST"])
@una_volta_sola
def nuovo(request: HttpRequest, datore: uuid.UUID, genere: str) -> HttpResponse:
    """Begin a request, or a declaration."""
    suo = datore_visibile(request, datore)
    esigi(genere in generi_per(request.ctx, suo))
    atto = Provvedimento(datore=suo, genere=genere)
    iniziali = {nome: request.GET[nome] for nome in PRECOMPILABILI if nome in request.GET}
    form = MODULI[genere](request.POST or None, instance=atto, datore=suo, initial=iniziali)
    if request.method == "POST" and form.is_valid():
        with rifiuti(form):
            azioni.crea(form.save(commit=False), ctx=request.ctx)
        if form.is_valid():
            messages.success(request, _("Bozza salvata: controllala, aggiungi i documenti e poi vai avanti."))
            return redirect(atto)
    return _modulo(request, suo, form, atto)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a draft; when somebody else has meanwhile, say so and keep what was written here."""
    atto = atto_visibile(request, pk)
    esigi(puo_modificare(request.ctx, atto))
    form = MODULI[atto.genere](request.POST or None, instance=atto, datore=atto.datore)
    if request.method == "POST" and form.is_valid():
        try:
            with rifiuti(form):
                letta = form.cleaned_data["versione"] or 0
                azioni.modifica(form.instance, versione_letta=letta, ctx=request.ctx)
            if form.is_valid():
                messages.success(request, _("Bozza salvata."))
                return redirect(atto)
        except ConflittoVersione as conflitto:
            _segnala(form, conflitto.attuale)
    return _modulo(request, atto.datore, form, atto)


@require_POST
@una_volta_sola
def allega(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a paper beside the request."""
    atto = atto_visibile(request, pk)
    esigi(puo_allegare(request.ctx, atto))
    form = AllegatoForm(request.POST, request.FILES)
    if not form.is_valid():
        return pagina(request, atto, allegato=form)
    file = form.cleaned_data["file"]
    azioni.allega(
        atto,
        file,
        nome=file.name,
        tipo_mime=tipo_mime(file.name),
        titolo=form.cleaned_data["titolo"],
        ctx=request.ctx,
    )
    messages.success(request, _("Documento aggiunto."))
    return redirect(f"{atto.get_absolute_url()}#documenti")


@require_POST
@una_volta_sola
def togli_allegato(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a paper out of a draft."""
    righe = Allegato.objects.visible_to(request.ctx).select_related("provvedimento__datore", "file")
    allegato = get_object_or_404(righe, pk=pk)
    atto = atto_visibile(request, allegato.provvedimento_id)
    esigi(puo_modificare(request.ctx, atto))
    azioni.togli_allegato(allegato, ctx=request.ctx)
    messages.success(request, _("Documento tolto."))
    return redirect(f"{atto.get_absolute_url()}#documenti")


def _segnala(form: RichiestaForm, attuale: Provvedimento) -> None:
    """Put what was written here beside what the draft says now; sent again, this form wins."""
    diversi = [
        f"{form.fields[nome].label}: {getattr(attuale, nome) or '–'}"
        for nome in form._meta.fields
        if getattr(attuale, nome) != form.cleaned_data.get(nome)
    ]
    frase = _(
        "Un'altra persona ha cambiato la bozza. Ora dice: %(valori)s. Se invii di nuovo, vale quanto scritto qui."
    )
    form.add_error(None, frase % {"valori": "; ".join(diversi) or "–"})
    form.data = form.data.copy()
    form.data["versione"] = str(attuale.versione)


def _modulo(request: HttpRequest, datore: Datore, form: RichiestaForm, atto: Provvedimento) -> HttpResponse:
    titolo = Genere(atto.genere).label
    contesto = {
        "datore": datore,
        "titolo": titolo,
        "form": form,
        "atto": atto,
        "suggerimenti": suggerimenti(datore, atto.genere),
        "annulla": reverse("provvedimenti:datore", args=[datore.pk]),
        "briciole": briciole(request, datore, (titolo, "")),
    }
    return render(request, "provvedimenti/modulo.html", contesto, status=422 if form.errors else 200)
