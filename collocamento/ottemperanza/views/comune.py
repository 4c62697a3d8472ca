"""What the pages of art. 17 share: finding an employer, breadcrumbs, and what a verb refuses as a sentence."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.ottemperanza.errori import NonAmmesso
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.lavori.errori import LavoroGiaInCorso


Briciola = tuple[str, str]


def datore_di(request: HttpRequest, pk: uuid.UUID) -> Datore:
    """The employer, if it is in scope. Raises Http404."""
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune__provincia")
    return get_object_or_404(datori, pk=pk)


def solo_se(consentito: bool) -> None:
    """What one may not do does not exist. Raises Http404."""
    if not consentito:
        raise Http404


def briciole_del_datore(datore: Datore, *resto: Briciola) -> list[Briciola]:
    return [
        (datore.organizzazione.denominazione, reverse("collocamento:datore", args=[datore.pk])),
        (_("Ottemperanza"), reverse("ottemperanza:datore", args=[datore.pk]) if resto else ""),
        *resto,
    ]


@contextmanager
def rifiuti(request: HttpRequest, form: BaseForm | None = None) -> Iterator[None]:
    """Run a verb in a savepoint; what it refuses becomes an error of `form`, or else a message of the page."""
    try:
        with transaction.atomic():
            yield
    except (NonAmmesso, TransizioneNonAmmessa, ConflittoVersione, LavoroGiaInCorso) as errore:
        if form is not None:
            form.add_error(None, _frase(errore))
        else:
            messages.error(request, _frase(errore))


def _frase(errore: Exception) -> str:
    if isinstance(errore, ConflittoVersione):
        return _("Un'altra persona ha cambiato la pratica mentre la leggevi: ricarica la pagina e rileggila.")
    if isinstance(errore, TransizioneNonAmmessa):
        return _("Nello stato in cui si trova la pratica non si può fare.")
    return str(errore)
