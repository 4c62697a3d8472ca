"""What the table's pages share: finding a meeting, and turning what a verb refuses into a sentence."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.vincoli import messaggio_del_vincolo
from socialabs.lavori.errori import LavoroGiaInCorso
from tavolo.errori import NonAmmesso
from tavolo.models import Seduta
from tavolo.permessi import NonConsentito
from tavolo.views.comune import Briciola, briciole


def seduta_di(request: HttpRequest, pk: uuid.UUID) -> Seduta:
    """The meeting, if it is in scope. Raises Http404."""
    sedute = Seduta.objects.visible_to(request.ctx).select_related("gruppo", "presidente", "segretario")
    return get_object_or_404(sedute, pk=pk)


def solo_se(consentito: bool) -> None:
    """What one may not do does not exist."""
    if not consentito:
        raise Http404


def briciole_della_seduta(seduta: Seduta, *resto: Briciola) -> list[Briciola]:
    return briciole((_("Sedute"), reverse("tavolo:sedute")), (str(seduta), seduta.get_absolute_url()), *resto)


def frase(errore: Exception, modelli: tuple[type[models.Model], ...] = ()) -> str | None:
    """What to tell the user of a refusal; None for what is not one. Raises Http404 for a verb that is not theirs."""
    if isinstance(errore, NonConsentito):
        raise Http404 from errore
    if isinstance(errore, NonAmmesso):
        return str(errore)
    if isinstance(errore, TransizioneNonAmmessa):
        return _("Nello stato in cui si trova la seduta non si può fare.")
    if isinstance(errore, LavoroGiaInCorso):
        return _("Gli avvisi di questa seduta sono già in partenza.")
    if isinstance(errore, IntegrityError):
        trovati = (messaggio_del_vincolo(modello, errore) for modello in modelli)
        return next((testo for testo in trovati if testo), None)
    return None


@contextmanager
def rifiuti(request: HttpRequest, *modelli: type[models.Model], form: BaseForm | None = None) -> Iterator[None]:
    """Run a verb in a savepoint; what it refuses becomes an error of `form`, or else a message of the page.

    `modelli`: those whose constraints may refuse too. Anything else passes through.
    """
    try:
        with transaction.atomic():
            yield
    except (NonAmmesso, NonConsentito, TransizioneNonAmmessa, LavoroGiaInCorso, IntegrityError) as errore:
        testo = frase(errore, modelli)
        if testo is None:
            raise
        if form is not None:
            form.add_error(None, testo)
        else:
            messages.error(request, testo)
