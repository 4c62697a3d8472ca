"""What the room's pages share: whose they are, where one comes from, what a refused verb says."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.normativa import Passo
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.permessi import puo_vedere_elenco
from collocamento.scheda import passi_resi
from socialabs.anagrafica.models import Provincia
from socialabs.base.modelli import ModelloVersionato
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.utenti.enums import Ruolo


def datore_visibile(request: HttpRequest, pk: uuid.UUID) -> Datore:
    """The employer, 404 out of scope."""
    righe = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune")
    return get_object_or_404(righe, pk=pk)


def atto_visibile(request: HttpRequest, pk: uuid.UUID) -> Provvedimento:
    """The act with its employer, 404 out of scope."""
    righe = Provvedimento.objects.visible_to(request.ctx).select_related("datore__organizzazione__comune")
    return get_object_or_404(righe, pk=pk)


def esigi(condizione: bool) -> None:
    """404 unless it holds."""
    if not condizione:
        raise Http404


def briciole(request: HttpRequest, datore: Datore, *altre: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of acts to the employer's own, then `altre`."""
    scheda = reverse("provvedimenti:datore", args=[datore.pk])
    sopra = [(str(datore), scheda), *altre]
    if puo_vedere_elenco(request.ctx) and request.ctx.ruolo != Ruolo.REFERENTE_AZIENDA:
        sopra = [(_("Esoneri e sospensioni"), reverse("provvedimenti:elenco")), *sopra]
    return [*sopra[:-1], (sopra[-1][0], "")]


@contextmanager
def rifiuti(form: BaseForm, modello: type[ModelloVersionato] = Provvedimento) -> Iterator[None]:
    """What a verb, or a constraint of `modello`, refuses becomes an error of the form."""
    try:
        with vincoli_nel_modulo(form, modello):
            yield
    except (NonAmmesso, TransizioneNonAmmessa) as errore:
        form.add_error(None, str(errore))


def nomi_province(codici: Iterable[str]) -> dict[str, str]:
    return dict(Provincia.objects.filter(codice__in=set(codici)).values_list("codice", "nome"))


def passi_in_parole(passi: Iterable[Passo], province: dict[str, str] | None = None) -> list[dict]:
    """Steps as components/derivazione.html takes them."""
    return passi_resi([passo.as_dict() for passo in passi], province or {})
