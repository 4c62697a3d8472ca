"""What the pages of this room share."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Value
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.testo import SenzaAccenti
from socialabs.base.vincoli import messaggio_del_vincolo
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.forms import CercaForm
from socialabs.utenti.permessi import puo_scegliere_organizzazione


@contextmanager
def con_messaggio(request: HttpRequest, modello: type[models.Model], fatto: str) -> Iterator[None]:
    """Run a verb that has no form: say that it is done, or why it could not be."""
    try:
        with transaction.atomic():
            yield
    except NonPossibile as errore:
        messages.error(request, str(errore))
    except IntegrityError as errore:
        messaggio = messaggio_del_vincolo(modello, errore)
        if messaggio is None:
            raise
        messages.error(request, messaggio)
    else:
        messages.success(request, fatto)


def ricerca_riservata(request: HttpRequest) -> CercaForm | None:
    """The search for people on this page, kept in the session so that no address carries a name.

    None when the words have just been sent: the caller goes back to the page itself.
    """
    chiave = f"ricerca:{request.path}"
    if request.method == "POST":
        request.session[chiave] = request.POST.get("q", "")[:80]
        return None
    return CercaForm({"q": request.session.get(chiave, "")})


def cerca_testo(form: Form, righe: models.QuerySet, *campi: str) -> models.QuerySet:
    """Rows where each word of the form's text is in one of `campi`, whatever the accents and the case."""
    parole = form.cleaned_data["q"].split() if form.is_valid() else []
    for numero, campo in enumerate(campi):
        righe = righe.alias(**{f"testo_{numero}": SenzaAccenti(F(campo))})
    for parola in parole:
        condizione = Q()
        for numero in range(len(campi)):
            condizione |= Q(**{f"testo_{numero}__icontains": SenzaAccenti(Value(parola))})
        righe = righe.filter(condizione)
    return righe


def briciole_di(request: HttpRequest, organizzazione: Organizzazione) -> list[tuple[str, str]]:
    """The way to the people of an organisation."""
    indice = [(_("Persone"), reverse("utenti:organizzazioni"))] if puo_scegliere_organizzazione(request.ctx) else []
    return [*indice, (organizzazione.denominazione, reverse("utenti:persone_di", args=[organizzazione.pk]))]
