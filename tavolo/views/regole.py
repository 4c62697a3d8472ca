"""The rules of procedure: versions of the table and of its groups."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from tavolo.azioni import regole as azioni
from tavolo.errori import NonAmmesso
from tavolo.forms.regole import PARAMETRI, SEZIONI, ConfermaForm, RegolamentoForm
from tavolo.models import Gruppo, Regolamento
from tavolo.permessi import puo_scrivere
from tavolo.views.comune import briciole, esegui, modulo, per_il_tavolo, per_la_segreteria


@require_GET
@per_il_tavolo
def elenco(request: HttpRequest) -> HttpResponse:
    """The rules in force at the table, and every version there has been."""
    in_vigore = Regolamento.objects.in_vigore()
    dati = {
        "regolamento": in_vigore,
        "parametri": parametri(in_vigore),
        "versioni": Regolamento.objects.visible_to(request.ctx).select_related("gruppo"),
        "gruppi": Gruppo.objects.visible_to(request.ctx).al(),
        "oggi": oggi(),
        "puo_scrivere": puo_scrivere(request.ctx),
        "scheda": "regole",
        "briciole": briciole((_("Regolamento"), "")),
    }
    return render(request, "tavolo/regole.html", dati)


@require_http_methods(["GET", "POST"])
@per_il_tavolo
@una_volta_sola
def regola(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One version; the secretariat says here by which act its parameters are confirmed."""
    regolamento = _regolamento(request, pk)
    scrive = puo_scrivere(request.ctx)
    form = ConfermaForm(request.POST if scrive and request.method == "POST" else None)
    if form.is_valid() and esegui(
        form,
        lambda: azioni.conferma_regolamento(
            regolamento=regolamento, fonte=form.cleaned_data["fonte"], ctx=request.ctx
        ),
        Regolamento,
    ):
        messages.success(request, _("Regolamento verificato."))
        return redirect("tavolo:regola", regolamento.pk)
    dati = {
        "regolamento": regolamento,
        "parametri": parametri(regolamento),
        "form": form,
        "puo_scrivere": scrive,
        "futuro": regolamento.dal > oggi(),
        "scheda": "regole",
        "briciole": briciole((_("Regolamento"), reverse("tavolo:regole")), (str(regolamento), "")),
    }
    return render(request, "tavolo/regola.html", dati, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@per_la_segreteria
@una_volta_sola
def nuova(request: HttpRequest) -> HttpResponse:
    """A new version, of the table or (`?gruppo=`) of a group; it starts from the one in force."""
    gruppo = None
    if chiesto := request.GET.get("gruppo"):
        gruppo = get_object_or_404(Gruppo.objects.visible_to(request.ctx), pk=_uuid(chiesto))
    in_vigore = Regolamento.objects.in_vigore(gruppo=gruppo)
    iniziali = model_to_dict(in_vigore, fields=PARAMETRI) | {"dal": oggi() + timedelta(days=1)}
    form = RegolamentoForm(request.POST or None, instance=Regolamento(gruppo=gruppo), initial=iniziali)
    if form.is_valid() and esegui(
        form, lambda: azioni.aggiungi_regolamento(regolamento=form.instance, ctx=request.ctx), Regolamento
    ):
        messages.success(request, _("Nuova versione del regolamento salvata."))
        return redirect("tavolo:regola", form.instance.pk)
    indietro = reverse("tavolo:regole")
    return modulo(
        request,
        form,
        titolo=_("Nuova versione del regolamento"),
        etichetta=_("Salva la versione"),
        annulla=indietro,
        passi=[(_("Regolamento"), indietro)],
        sopra=gruppo.nome if gruppo else _("Tavolo territoriale"),
    )


@require_POST
@per_la_segreteria
def ritira(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back a version that does not hold yet."""
    try:
        azioni.ritira_regolamento(regolamento=_regolamento(request, pk), ctx=request.ctx)
    except NonAmmesso as rifiuto:
        messages.error(request, str(rifiuto))
    else:
        messages.success(request, _("Versione ritirata."))
    return redirect("tavolo:regole")


def parametri(regolamento: Regolamento) -> list[dict]:
    """The parameters in words, by section."""
    return [{"titolo": titolo, "voci": [_voce(regolamento, campo) for campo in campi]} for titolo, campi in SEZIONI]


def _voce(regolamento: Regolamento, campo: str) -> dict:
    leggibile = getattr(regolamento, f"get_{campo}_display", None)
    valore = leggibile() if leggibile else getattr(regolamento, campo)
    if isinstance(valore, bool):
        valore = _("sì") if valore else _("no")
    nome = str(regolamento._meta.get_field(campo).verbose_name)
    return {"etichetta": nome[0].upper() + nome[1:], "valore": str(valore)}


def _uuid(testo: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(testo)
    except ValueError:
        return None


def _regolamento(request: HttpRequest, pk: uuid.UUID) -> Regolamento:
    return get_object_or_404(Regolamento.objects.visible_to(request.ctx).select_related("gruppo"), pk=pk)
