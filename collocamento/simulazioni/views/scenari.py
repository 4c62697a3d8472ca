"""The scenarios of one employer, and how a new one begins."""

import uuid

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collocamento.models import Datore
from collocamento.posizione.ingressi import ingressi
from collocamento.simulazioni import azioni
from collocamento.simulazioni.forms import DaZeroForm, NuovaForm, province_scelte
from collocamento.simulazioni.models import Condivisione, Scenario
from collocamento.simulazioni.views.comune import briciole, datore_di, esigi, simula
from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola


@require_GET
def elenco(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    return _pagina(request, datore_di(request, datore))


@require_POST
@una_volta_sola
def nuova(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """Begin a scenario, from the position of today or from nothing."""
    del_datore = datore_di(request, datore)
    esigi(simula(request, del_datore))
    form, da_zero = _moduli(request, del_datore)
    scenario = _crea(request, del_datore, form, da_zero) if form.is_valid() else None
    if scenario is None:
        return _pagina(request, del_datore, form, da_zero)
    messages.success(request, _("Simulazione creata: aggiungi che cosa cambia."))
    return redirect("simulazioni:scenario", scenario.pk)


def _crea(request: HttpRequest, datore: Datore, form: NuovaForm, da_zero: DaZeroForm) -> Scenario | None:
    """The new scenario; None where its forms say what is wrong."""
    nome = form.cleaned_data["nome"]
    if form.cleaned_data["partenza"] == NuovaForm.POSIZIONE:
        return azioni.crea_dalla_posizione(datore=datore, nome=nome, ctx=request.ctx)
    if da_zero.is_valid():
        return azioni.crea_da_zero(datore=datore, nome=nome, motore=da_zero.motore, ctx=request.ctx)
    return None


def _moduli(request: HttpRequest, datore: Datore) -> tuple[NuovaForm, DaZeroForm]:
    inviati = request.POST or None
    conosciuta = datore.pk in ingressi([datore.pk], oggi())
    ente = EnteTitolare.objects.al()
    comune = datore.organizzazione.comune
    sede = (comune and comune.provincia_id) or (ente and ente.provincia_id)
    nome = _("Simulazione del %(giorno)s") % {"giorno": f"{oggi():%d/%m/%Y}"}
    iniziali = {"tipologia": datore.tipologia or None, "sede": sede}
    return (
        NuovaForm(inviati, con_posizione=conosciuta, initial={"nome": nome}),
        DaZeroForm(inviati, province=province_scelte([]), initial=iniziali),
    )


def _pagina(
    request: HttpRequest, datore: Datore, form: NuovaForm | None = None, da_zero: DaZeroForm | None = None
) -> HttpResponse:
    condivise = Condivisione.objects.aperte().filter(scenario=OuterRef("pk"))
    scenari = Scenario.objects.visible_to(request.ctx).filter(datore=datore).annotate(condiviso=Exists(condivise))
    dati = {
        "datore": datore,
        "titolo": _("Simulazioni"),
        "scenari": scenari.select_related("creato_da").defer("partenza"),
        "puo_simulare": simula(request, datore),
        "briciole": briciole(request, datore, (_("Simulazioni"), "")),
    }
    rifiutato = form is not None
    if dati["puo_simulare"]:
        dati["form"], dati["da_zero"] = (form, da_zero) if rifiutato else _moduli(request, datore)
    return render(request, "simulazioni/elenco.html", dati, status=422 if rifiutato else 200)
