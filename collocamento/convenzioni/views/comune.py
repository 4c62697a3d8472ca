"""What the views of conventions share: which one is asked, its frame, a refused verb said in the form."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.convenzioni.errori import NonAmmesso, NonConsentito
from collocamento.convenzioni.models import Convenzione
from collocamento.convenzioni.permessi import vede_il_calcolo
from collocamento.models import Datore
from collocamento.permessi import puo_vedere_obblighi
from socialabs.base.contesto import Contesto
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo


Vista = Callable[..., HttpResponse]
DEL_DATORE, DI_CHI_RICEVE = "collocamento/base_datore.html", "convenzioni/base_ricevuta.html"


def per_chi_puo(vista: Vista) -> Vista:
    """For whoever may not, the page does not exist."""

    @wraps(vista)
    def controllata(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return vista(request, *args, **kwargs)
        except NonConsentito as errore:
            raise Http404 from errore

    return controllata


def datore_di(request: HttpRequest, pk: uuid.UUID) -> Datore:
    return get_object_or_404(Datore.objects.visible_to(request.ctx).select_related("organizzazione"), pk=pk)


def convenzione_di(request: HttpRequest, pk: uuid.UUID) -> Convenzione:
    """The convention asked, as it stands today."""
    righe = Convenzione.objects.visible_to(request.ctx).con_condizione()
    return get_object_or_404(righe.select_related("datore__organizzazione", "destinatario"), pk=pk)


def esegui(form: BaseForm, verbo: Callable[[], Any], *modelli: type[models.Model]) -> bool:
    """Run a verb; whether it was done. What refused it (rules, state, a constraint of `modelli`) is in the form."""
    try:
        with ExitStack() as pila:
            for modello in modelli:
                pila.enter_context(vincoli_nel_modulo(form, modello))
            verbo()
    except (NonAmmesso, TransizioneNonAmmessa) as rifiuto:
        form.add_error(None, str(rifiuto))
    except ConflittoVersione as conflitto:
        form.segnala_conflitto(conflitto.attuale)
    return form.is_valid()


def cornice(ctx: Contesto, convenzione: Convenzione, *passi: tuple[str, str]) -> dict[str, Any]:
    """The frame of a page about a convention: the employer's tabs, or for who takes people in a plain one."""
    suo = vede_il_calcolo(ctx, convenzione)
    sopra = (
        dal_datore(ctx, convenzione.datore) if suo else [(_("Convenzioni ricevute"), reverse("convenzioni:ricevute"))]
    )
    della_convenzione = (convenzione.breve, convenzione.get_absolute_url() if passi else "")
    return {
        "cornice": DEL_DATORE if suo else DI_CHI_RICEVE,
        "convenzione": convenzione,
        "datore": convenzione.datore,
        "vede_il_calcolo": suo,
        "briciole": [*sopra, della_convenzione, *passi],
    }


def dal_datore(ctx: Contesto, datore: Datore) -> list[tuple[str, str]]:
    """The way to the employer's conventions: the office's list, the consultant's companies, the company itself."""
    sopra = []
    if puo_vedere_obblighi(ctx):
        sopra = [(_("Convenzioni"), reverse("convenzioni:elenco"))]
    elif ctx.ha_ruolo("consulente"):
        sopra = [(_("Le aziende che seguo"), reverse("collocamento:elenco"))]
    return [*sopra, (datore.organizzazione.denominazione, reverse("convenzioni:datore", args=[datore.pk]))]


def modulo(
    request: HttpRequest, convenzione: Convenzione, form: BaseForm, *, titolo: str, etichetta: str, **dati: Any
) -> HttpResponse:
    """The page of a form about a convention; `etichetta` is its verb."""
    contesto = {
        **cornice(request.ctx, convenzione, (titolo, "")),
        "form": form,
        "titolo": titolo,
        "etichetta": etichetta,
        "annulla": convenzione.get_absolute_url(),
        **dati,
    }
    return render(request, "convenzioni/modulo.html", contesto, status=422 if form.is_bound and form.errors else 200)
