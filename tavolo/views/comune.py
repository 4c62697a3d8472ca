"""What the table's views share: who may open them, how a refused verb is said in the form, the page of a form."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from tavolo.errori import NonAmmesso
from tavolo.permessi import NonConsentito, puo_entrare, puo_scrivere


Vista = Callable[..., HttpResponse]
Briciola = tuple[str, str]


def per_la_segreteria(vista: Vista) -> Vista:
    """For whoever does not keep the table these pages don't exist."""
    return _per(puo_scrivere, vista)


def per_il_tavolo(vista: Vista) -> Vista:
    """For whoever is not of the table, and never was, these pages don't exist."""
    return _per(puo_entrare, vista)


def _per(regola: Callable[..., bool], vista: Vista) -> Vista:
    @wraps(vista)
    def controllata(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not regola(request.ctx):
            raise Http404
        try:
            return vista(request, *args, **kwargs)
        except NonConsentito as errore:
            raise Http404 from errore

    return controllata


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


def briciole(*passi: Briciola) -> list[Briciola]:
    """The way from the table's home to this page."""
    return [(_("Tavolo"), reverse("tavolo:home")), *passi]


def modulo(
    request: HttpRequest,
    form: BaseForm,
    *,
    titolo: str,
    etichetta: str,
    annulla: str,
    passi: list[Briciola],
    tipo: str = "primary",
    modello: str = "tavolo/modulo.html",
    **dati: Any,
) -> HttpResponse:
    """The page of a form: `etichetta` is its verb, `annulla` where one goes back to, `passi` the way to here."""
    dati |= {"form": form, "titolo": titolo, "etichetta": etichetta, "annulla": annulla, "tipo": tipo}
    dati["briciole"] = briciole(*passi, (titolo, ""))
    return render(request, modello, dati, status=422 if form.is_bound and form.errors else 200)
