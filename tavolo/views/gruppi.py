"""Working groups: their list, their composition on a day, their seats."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from tavolo.azioni import componenti as azioni
from tavolo.forms.campi import FineForm
from tavolo.forms.componenti import GruppoForm, ModificaGruppoForm, SeggioDiGruppoForm
from tavolo.models import EnteMembro, Gruppo, Mandato, Regolamento, Seduta, Seggio
from tavolo.permessi import puo_scrivere
from tavolo.views.comune import briciole, esegui, modulo, per_il_tavolo, per_la_segreteria


SCRITTURA = ["GET", "POST"]
ULTIME = 10


@require_GET
@per_il_tavolo
def elenco(request: HttpRequest) -> HttpResponse:
    dati = {
        "gruppi": Gruppo.objects.visible_to(request.ctx).select_related("coordinatore"),
        "oggi": oggi(),
        "puo_scrivere": puo_scrivere(request.ctx),
        "scheda": "gruppi",
        "briciole": briciole((_("Gruppi di lavoro"), "")),
    }
    return render(request, "tavolo/gruppi.html", dati)


@require_GET
@per_il_tavolo
def gruppo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A group: who sits in it (on its last day, once it is over), its rules, its latest meetings."""
    gruppo = _gruppo(request, pk)
    giorno = min(gruppo.al, oggi()) if gruppo.al else max(oggi(), gruppo.dal)
    sedute = Seduta.objects.visible_to(request.ctx).filter(gruppo=gruppo).select_related("gruppo")
    dati = {
        "gruppo": gruppo,
        "giorno": giorno,
        "seggi": Seggio.objects.visible_to(request.ctx).composizione(gruppo, giorno),
        "regole": Regolamento.objects.in_vigore(giorno, gruppo),
        "sedute": sedute[:ULTIME],
        "concluso": gruppo.al is not None and gruppo.al < oggi(),
        "puo_scrivere": puo_scrivere(request.ctx),
        "scheda": "gruppi",
        "briciole": briciole((_("Gruppi di lavoro"), reverse("tavolo:gruppi")), (gruppo.nome, "")),
    }
    return render(request, "tavolo/gruppo.html", dati)


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def nuovo(request: HttpRequest) -> HttpResponse:
    form = GruppoForm(request.POST or None, initial={"dal": oggi()})
    if form.is_valid() and esegui(
        form, lambda: azioni.istituisci_gruppo(gruppo=form.instance, ctx=request.ctx), Gruppo
    ):
        messages.success(request, _("Gruppo istituito: ora indica quali enti ne fanno parte."))
        return redirect("tavolo:gruppo", form.instance.pk)
    indietro = reverse("tavolo:gruppi")
    return modulo(
        request,
        form,
        titolo=_("Nuovo gruppo di lavoro"),
        etichetta=_("Istituisci il gruppo"),
        annulla=indietro,
        passi=[(_("Gruppi di lavoro"), indietro)],
    )


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    gruppo = _gruppo(request, pk)
    form = ModificaGruppoForm(request.POST or None, instance=gruppo)
    if form.is_valid() and esegui(
        form,
        lambda: azioni.modifica_gruppo(gruppo=form.instance, versione_letta=form.versione_letta, ctx=request.ctx),
        Gruppo,
    ):
        messages.success(request, _("Gruppo salvato."))
        return redirect("tavolo:gruppo", gruppo.pk)
    return _modulo(request, form, gruppo, _("Modifica il gruppo"), _("Salva"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def concludi(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    gruppo = _gruppo(request, pk)
    form = FineForm(request.POST or None, initial={"al": oggi()})
    if form.is_valid() and esegui(
        form,
        lambda: azioni.concludi_gruppo(gruppo=gruppo, **form.cleaned_data, ctx=request.ctx),
        Gruppo,
        Seggio,
        Mandato,
    ):
        messages.success(request, _("Gruppo concluso, con i suoi mandati."))
        return redirect("tavolo:gruppo", gruppo.pk)
    return _modulo(request, form, gruppo, _("Concludi il gruppo"), _("Concludi il gruppo"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def seggio(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A body joins the group with a seat; who holds it is said on the body's page."""
    gruppo = _gruppo(request, pk)
    form = SeggioDiGruppoForm(
        request.POST or None,
        instance=Seggio(gruppo=gruppo),
        enti=EnteMembro.objects.al().select_related("organizzazione"),
        initial={"dal": max(oggi(), gruppo.dal)},
    )
    if form.is_valid() and esegui(form, lambda: azioni.aggiungi_seggio(seggio=form.instance, ctx=request.ctx), Seggio):
        messages.success(request, _("L'ente ha un seggio nel gruppo: ora indica chi lo rappresenta."))
        return redirect("tavolo:mandato_nuovo", form.instance.pk)
    return _modulo(request, form, gruppo, _("Un ente entra nel gruppo"), _("Aggiungi il seggio"))


def _gruppo(request: HttpRequest, pk: uuid.UUID) -> Gruppo:
    return get_object_or_404(Gruppo.objects.visible_to(request.ctx).select_related("coordinatore"), pk=pk)


def _modulo(
    request: HttpRequest, form: object, gruppo: Gruppo, titolo: str, etichetta: str, tipo: str = "primary"
) -> HttpResponse:
    pagina = reverse("tavolo:gruppo", args=[gruppo.pk])
    passi = [(_("Gruppi di lavoro"), reverse("tavolo:gruppi")), (gruppo.nome, pagina)]
    return modulo(
        request, form, titolo=titolo, etichetta=etichetta, annulla=pagina, passi=passi, tipo=tipo, sopra=gruppo.nome
    )
