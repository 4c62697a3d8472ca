"""What the office sees of a return filed through the portal; two valid returns side by side; the terms."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.confronto import differenze_fra, differenze_fra_contenuti
from collocamento.dichiarazioni.azioni.termini import salva_termine
from collocamento.dichiarazioni.figure import cifre_affiancate, figure_dichiarate
from collocamento.dichiarazioni.forms import TermineForm
from collocamento.dichiarazioni.lettura import leggi_bozza
from collocamento.dichiarazioni.models import Dichiarazione, TermineRettifica
from collocamento.dichiarazioni.permessi import puo_configurare, puo_leggere_persone
from collocamento.dichiarazioni.views.comuni import briciole, contesto, datore_di, dichiarazione_di
from collocamento.forms import MotivoForm
from collocamento.models import Prospetto
from socialabs.anagrafica.models import Provincia
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo


def pagina_dell_ufficio(request: HttpRequest, sua: Dichiarazione) -> HttpResponse:
    """The figures of a return filed, what the ministry delivered of it, and no person."""
    province = dict(Provincia.objects.values_list("codice", "nome"))
    ricevuto = ricevuto_dal_ministero(request, sua)
    dati = {
        "figure": figure_dichiarate(sua.dichiarati, province),
        "ricevuto": ricevuto,
        "differenze": differenze_con(sua, ricevuto),
        "puo_leggere_persone": puo_leggere_persone(request.ctx),
        "modulo_motivo": MotivoForm(),
    }
    return render(request, "dichiarazioni/inviata.html", contesto(request, sua, str(sua), **dati))


def ricevuto_dal_ministero(request: HttpRequest, sua: Dichiarazione) -> Prospetto | None:
    if not sua.codice:
        return None
    ricevuti = Prospetto.objects.visible_to(request.ctx)
    return ricevuti.filter(codice_comunicazione=sua.codice, datore=sua.datore_id).first()


def differenze_con(sua: Dichiarazione, ricevuto: Prospetto | None) -> list:
    """What the ministry delivered otherwise than it was prepared here."""
    if ricevuto is None or not sua.contenuto or not ricevuto.contenuto:
        return []
    preparato = {**sua.contenuto, "riepilogo": sua.dichiarati}
    return differenze_fra_contenuti(preparato, {**ricevuto.contenuto, "riepilogo": ricevuto.dichiarati})


@require_POST
def lavoratori(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who the workers of a return filed are, for a stated reason: the reading goes into the register."""
    sua = dichiarazione_di(request, pk)
    if not puo_leggere_persone(request.ctx):
        raise Http404
    form = MotivoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Per leggere i dati dei lavoratori serve un motivo."))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    bozza = leggi_bozza(sua, request.ctx, form.cleaned_data["motivo"])
    province = dict(Provincia.objects.values_list("codice", "nome"))
    righe = [
        {"provincia": province.get(foglio.provincia, foglio.provincia), "testi": parte.testi}
        for foglio in bozza.fogli
        for parte in foglio.lavoratori
    ]
    titolo = _("Lavoratori della dichiarazione")
    return render(request, "dichiarazioni/lavoratori.html", contesto(request, sua, titolo, righe=righe))


@require_GET
def confronto(request: HttpRequest, datore: uuid.UUID) -> HttpResponse:
    """Two valid returns of an employer: the figures, then what changed quadro by quadro. The last two unless told."""
    suo = datore_di(request, datore)
    validi = Prospetto.objects.visible_to(request.ctx).validi().filter(datore=suo).select_related("calcolo")
    per_anno = {prospetto.anno: prospetto for prospetto in validi.order_by("anno")}
    if len(per_anno) < 2:
        raise Http404
    anni = list(per_anno)
    prima = per_anno.get(_anno(request, "da"), per_anno[anni[-2]])
    dopo = per_anno.get(_anno(request, "a"), per_anno[anni[-1]])
    province = dict(Provincia.objects.values_list("codice", "nome"))
    titolo = _("Prospetti %(prima)s e %(dopo)s a confronto") % {"prima": prima.anno, "dopo": dopo.anno}
    dati = {
        "datore": suo,
        "titolo": titolo,
        "anni": anni,
        "scelte": [("da", _("Dal prospetto del"), prima.anno), ("a", _("A quello del"), dopo.anno)],
        "prima": prima,
        "dopo": dopo,
        "cifre": cifre_affiancate(prima, dopo),
        "quadri": _per_quadro(differenze_fra(prima, dopo), province),
        "briciole": [*briciole(request, suo), (titolo, "")],
    }
    return render(request, "dichiarazioni/confronto.html", dati)


def _anno(request: HttpRequest, nome: str) -> int:
    scritto = request.GET.get(nome, "")
    return int(scritto) if scritto.isdecimal() and len(scritto) == 4 else 0


def _per_quadro(differenze: list, province: dict[str, str]) -> list[tuple[str, list]]:
    """The changes under the part of the form they stand in; sheets go by the name of their province."""
    quadri: dict[str, list] = {}
    for cambiamento in differenze:
        quadro, _separatore, resto = cambiamento.dove.partition(" › ")
        codice, separatore, dentro = resto.partition(" › ")
        nome = f"{province.get(codice, codice)}{separatore}{dentro}"
        quadri.setdefault(quadro, []).append(cambiamento._replace(dove=nome or quadro))
    return list(quadri.items())


@require_http_methods(["GET", "POST"])
def termini(request: HttpRequest, anno: int | None = None) -> HttpResponse:
    """The terms for corrections and annulments, year by year: what the service says, entered by the office."""
    if not puo_configurare(request.ctx):
        raise Http404
    tutti = TermineRettifica.objects.visible_to(request.ctx)
    riga = get_object_or_404(tutti, anno=anno) if anno else None
    form = TermineForm(request.POST or None, instance=riga)
    if request.method == "POST" and form.is_valid() and _salva_termine(request, form):
        messages.success(request, _("Termini salvati."))
        return redirect("dichiarazioni:termini")
    titolo = _("Termini per rettifiche e annullamenti")
    dati = {"titolo": titolo, "righe": tutti, "form": form, "riga": riga, "briciole": [(titolo, "")]}
    return render(request, "dichiarazioni/termini.html", dati, status=422 if form.errors else 200)


def _salva_termine(request: HttpRequest, form: TermineForm) -> bool:
    try:
        with vincoli_nel_modulo(form, TermineRettifica):
            salva_termine(
                termine=form.save(commit=False),
                versione_letta=form.cleaned_data["versione"] or 0,
                ctx=request.ctx,
            )
    except ConflittoVersione as conflitto:
        attuale = conflitto.attuale
        dati = {"giorni": attuale.giorni, "fonte": attuale.fonte}
        form.add_error(
            None, _("Un collega ha cambiato questi termini: ora sono %(giorni)d giorni, fonte «%(fonte)s».") % dati
        )
    return not form.errors
