"""What the pages of the minutes share: whose minutes one reaches, and what a refused verb says."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from socialabs.base.stati import TransizioneNonAmmessa
from tavolo.errori import NonAmmesso
from tavolo.models import Verbale
from tavolo.permessi import puo_scrivere


def verbale_visibile(request: HttpRequest, pk: uuid.UUID) -> Verbale:
    """The minutes, with the people and meetings that their pages name. 404 out of scope."""
    righe = Verbale.objects.visible_to(request.ctx).select_related(
        "seduta__gruppo", "seduta__presidente", "seduta__segretario", "approvato_in__gruppo"
    )
    return get_object_or_404(righe, pk=pk)


def solo_segreteria(request: HttpRequest) -> None:
    """404 for whoever does not keep the minutes."""
    if not puo_scrivere(request.ctx):
        raise Http404


@contextmanager
def rifiuti(request: HttpRequest, form: BaseForm | None = None) -> Iterator[None]:
    """What a verb refuses becomes an error of the form, or without one a message of the page."""
    try:
        yield
    except (NonAmmesso, TransizioneNonAmmessa) as errore:
        if form is None:
            messages.error(request, str(errore))
        else:
            form.add_error(None, str(errore))
