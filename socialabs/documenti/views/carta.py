"""The letterhead: what is in force, what was, and a new one seen before it is written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.anagrafica.models import EnteTitolare
from socialabs.anagrafica.permessi import puo_configurare
from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import oggi
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.documenti.anteprima import bozza
from socialabs.documenti.azioni.documenti import registra_carta
from socialabs.documenti.composizione import indirizzo_dei_dati
from socialabs.documenti.forms import CartaForm
from socialabs.documenti.models import CartaIntestata
from socialabs.documenti.registro import Congelato, Destinatario, TipoDocumento


# What the preview shows under the letterhead: declared here and nowhere issued.
CAMPIONE = TipoDocumento(
    chiave="documenti.campione",
    titolo=gettext_lazy("Documento di esempio"),
    modello="documenti/campione.html",
    congela=lambda ctx, oggetti: {},
    riferimento="",
    base_legale=gettext_lazy("L. 12 marzo 1999, n. 68"),
    emittenti=frozenset(),
    conserva=Conservazione.TECNICA,
)


@require_GET
def carta(request: HttpRequest) -> HttpResponse:
    _solo_chi_configura(request)
    in_vigore = CartaIntestata.objects.al()
    dati = {
        "in_vigore": in_vigore,
        "carte": CartaIntestata.objects.visible_to(request.ctx),
        "ente": EnteTitolare.objects.al(),
        "anteprima": _anteprima(request, in_vigore),
        "briciole": _briciole(),
    }
    return render(request, "documenti/carta.html", dati)


@require_http_methods(["GET", "POST"])
def carta_nuova(request: HttpRequest) -> HttpResponse:
    """Start from what holds now. "Anteprima" shows what was typed and writes nothing."""
    _solo_chi_configura(request)
    attuale = CartaIntestata.objects.al()
    nuova = CartaIntestata(logo=attuale.logo if attuale else None)
    form = CartaForm(request.POST or None, request.FILES or None, instance=nuova, initial=_valori(attuale))
    prova = ""
    if request.method == "POST" and form.is_valid():
        logo = form.cleaned_data["logo_nuovo"]
        if "anteprima" in request.POST:
            prova = _anteprima(request, nuova, indirizzo_dei_dati(logo.contenuto, logo.tipo_mime) if logo else None)
        else:
            with vincoli_nel_modulo(form, CartaIntestata):
                registra_carta(nuova, logo=logo, ctx=request.ctx)
            if form.is_valid():
                messages.success(request, _("Carta intestata registrata."))
                return redirect("documenti:carta")
    dati = {"form": form, "anteprima": prova, "attuale": attuale, "briciole": [*_briciole(nuova=True)]}
    return render(request, "documenti/carta_nuova.html", dati, status=422 if form.errors else 200)


def _valori(carta: CartaIntestata | None) -> dict:
    """What holds now, and from today on: most changes are of one field."""
    if carta is None:
        ente = EnteTitolare.objects.al()
        return {"dal": oggi(), "firmatario": ente.responsabile if ente else ""}
    return {"dal": oggi()} | {campo: getattr(carta, campo) for campo in CartaForm.Meta.fields if campo != "dal"}


def _anteprima(request: HttpRequest, carta: CartaIntestata | None, logo: str | None = None) -> str:
    """A specimen under the letterhead; empty before the body is configured."""
    if EnteTitolare.objects.al() is None:
        return ""
    congelato = Congelato(
        oggetto=_("Prova della carta intestata"),
        etichetta="",
        destinatario=Destinatario(_("Impresa Esempio S.r.l."), (_("Via dell'Esempio 1"),)),
        contenuto={},
    )
    return bozza(CAMPIONE, congelato, carta, ctx=request.ctx, logo=logo)


def _solo_chi_configura(request: HttpRequest) -> None:
    if not puo_configurare(request.ctx):
        raise Http404


def _briciole(*, nuova: bool = False) -> list[tuple[str, str]]:
    sopra = [(_("Documenti"), reverse("documenti:elenco"))]
    if not nuova:
        return [*sopra, (_("Carta intestata"), "")]
    return [*sopra, (_("Carta intestata"), reverse("documenti:carta")), (_("Nuova carta"), "")]
