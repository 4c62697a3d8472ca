"""The page of the minutes, for who writes them and for who reads them; autosave; preview."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.documenti.anteprima import bozza
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import CartaIntestata
from tavolo.azioni import verbali as azioni
from tavolo.controlli import avvertenze
from tavolo.documenti import congelato, tipo_di
from tavolo.enums import VERBALE_APERTO
from tavolo.errori import NonAmmesso
from tavolo.forms.verbali import BranoForm, CorniceForm, TestoVersionatoForm
from tavolo.models import BranoVerbale, Seduta, Verbale
from tavolo.pagina_verbale import contesto_della_pagina
from tavolo.permessi import puo_leggere_tutto
from tavolo.redline import confronta
from tavolo.views.atti import rifiuti, solo_segreteria, verbale_visibile
from tavolo.views.comune import briciole


@require_GET
def verbale(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    riga = verbale_visibile(request, pk)
    contesto = contesto_della_pagina(request.ctx, riga)
    contesto |= {
        "scheda": "verbali",
        "briciole": briciole((_("Verbali"), reverse("tavolo:verbali")), (str(riga.seduta), "")),
    }
    return render(request, "tavolo/verbale/pagina.html", contesto)


@require_POST
@una_volta_sola
def redigi(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the minutes of a meeting that was held, or found deserted."""
    solo_segreteria(request)
    riga = get_object_or_404(Seduta.objects.visible_to(request.ctx), pk=pk)
    with rifiuti(request):
        nuovo = azioni.redigi(seduta=riga, ctx=request.ctx)
        messages.success(request, _("Verbale iniziato dagli appunti della seduta."))
        return redirect("tavolo:verbale", nuovo.pk)
    gia = Verbale.objects.visible_to(request.ctx).filter(seduta=riga).first()
    return redirect("tavolo:verbale", gia.pk) if gia else redirect("tavolo:verbali")


# --- writing ------------------------------------------------------------------------------------------------------
@require_POST
def salva_brano(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save an item's text, as one writes (htmx) or by the button."""
    solo_segreteria(request)
    brano = get_object_or_404(
        BranoVerbale.objects.visible_to(request.ctx).select_related("verbale__seduta", "punto"), pk=pk
    )
    form = BranoForm(request.POST, instance=brano)
    return _salva(request, form, brano.verbale, azioni.salva_brano, "brano", ["testo"])


@require_POST
def salva_cornice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save what the minutes say before and after the items."""
    solo_segreteria(request)
    riga = verbale_visibile(request, pk)
    form = CorniceForm(request.POST, instance=riga)
    return _salva(request, form, riga, azioni.salva_verbale, "verbale", ["premessa", "conclusione", "prossima_seduta"])


def _salva(
    request: HttpRequest, form: TestoVersionatoForm, verbale: Verbale, verbo: Any, nome: str, campi: list[str]
) -> HttpResponse:
    """Saved, refused, or both texts where somebody else wrote meanwhile: a conflict loses neither."""
    stato: dict[str, Any] = {"riga": form.instance, "form": form}
    if form.is_valid():
        try:
            verbo(**{nome: form.instance, "versione_letta": form.letta, "ctx": request.ctx})
        except ConflittoVersione as conflitto:
            stato["attuale"] = conflitto.attuale
            stato["differenze"] = [
                (form.fields[campo].label, confronta(getattr(conflitto.attuale, campo), form.cleaned_data[campo]))
                for campo in campi
                if getattr(conflitto.attuale, campo) != form.cleaned_data[campo]
            ]
        except NonAmmesso as errore:
            form.add_error(None, str(errore))
    scritti = [form.cleaned_data.get(campo, "") for campo in campi]
    stato |= {"avvertenze": avvertenze(*scritti), "salvato": form.is_valid() and "attuale" not in stato}
    if "HX-Request" in request.headers:
        return render(request, "tavolo/verbale/_salvato.html", stato)
    if stato["salvato"]:
        messages.success(request, _("Testo salvato."))
        ancora = f"#punto-{form.instance.punto_id}" if nome == "brano" else "#cornice"
        return redirect(reverse("tavolo:verbale", args=[verbale.pk]) + ancora)
    stato |= {
        "verbale": verbale,
        "azione": request.path,
        "scheda": "verbali",
        "briciole": briciole((_("Verbali"), reverse("tavolo:verbali")), (str(verbale), ""), (_("Salvataggio"), "")),
    }
    return render(request, "tavolo/verbale/conflitto.html", stato, status=409 if "attuale" in stato else 422)


# --- preview ------------------------------------------------------------------------------------------------------
@require_GET
def anteprima(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sealed document as it will be: whole for who reads everything, public on demand and for all others."""
    riga = verbale_visibile(request, pk)
    intera = puo_leggere_tutto(request.ctx) and "pubblica" not in request.GET
    contenuto = congelato(riga, pubblico=not intera)
    contesto = {
        "verbale": riga,
        "intera": intera,
        "sceglie": puo_leggere_tutto(request.ctx) and not riga.deserta,
        "aperto": riga.seduta.stato in VERBALE_APERTO,
        "scheda": "verbali",
        "briciole": briciole(
            (_("Verbali"), reverse("tavolo:verbali")),
            (str(riga.seduta), reverse("tavolo:verbale", args=[riga.pk])),
            (_("Anteprima"), ""),
        ),
    }
    try:
        tipo = tipo_di(riga, pubblico=not intera)
        contesto["html"] = bozza(tipo, contenuto, CartaIntestata.objects.al(), ctx=request.ctx)
    except NonEmettibile as errore:
        contesto["impedimento"] = str(errore)
    return render(request, "tavolo/verbale/anteprima.html", contesto)
