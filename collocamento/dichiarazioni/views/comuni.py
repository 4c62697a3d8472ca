"""What the pages share: fetching what `ctx` may reach, the frame of a return's pages, addresses of its fields."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.dichiarazioni.enums import RIPETUTE, TipoSezione
from collocamento.dichiarazioni.lettura import sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.permessi import puo_compilare, puo_vedere_elenco
from collocamento.models import Datore


def datore_di(request: HttpRequest, pk: uuid.UUID) -> Datore:
    datori = Datore.objects.visible_to(request.ctx).select_related("organizzazione__comune")
    return get_object_or_404(datori, pk=pk)


def dichiarazione_di(request: HttpRequest, pk: uuid.UUID) -> Dichiarazione:
    righe = Dichiarazione.objects.visible_to(request.ctx).con_ricevuto().con_conflitti()
    with sezioni_aperte(request.ctx):  # whether texts clash is behind the wall
        return get_object_or_404(righe.select_related("datore__organizzazione__comune", "precedente"), pk=pk)


def compilabile(request: HttpRequest, pk: uuid.UUID) -> Dichiarazione:
    """A return that the caller reads in full: the employer's own people. 404 for anybody else."""
    dichiarazione = dichiarazione_di(request, pk)
    if not puo_compilare(request.ctx, dichiarazione):
        raise Http404
    return dichiarazione


def contesto(request: HttpRequest, dichiarazione: Dichiarazione, titolo: str, **altro: Any) -> dict[str, Any]:
    """The context of every page about a return."""
    pagina = reverse("dichiarazioni:dichiarazione", args=[dichiarazione.pk])
    qui = [(str(dichiarazione), "")]
    if request.path != pagina:
        qui = [(str(dichiarazione), pagina), (titolo, "")]
    return {
        "dichiarazione": dichiarazione,
        "datore": dichiarazione.datore,
        "titolo": titolo,
        "briciole": [*briciole(request, dichiarazione.datore), *qui],
        **altro,
    }


def briciole(request: HttpRequest, datore: Datore) -> list[tuple[str, str]]:
    """The office comes from its list, the employer and its consultant from the tab."""
    nome = datore.organizzazione.denominazione
    if puo_vedere_elenco(request.ctx):
        return [(_("Prospetti preparati nel portale"), reverse("dichiarazioni:elenco")), (nome, _tab(datore))]
    return [(nome, _tab(datore))]


def _tab(datore: Datore) -> str:
    return reverse("dichiarazioni:datore", args=[datore.pk])


def indirizzo(dichiarazione: Dichiarazione, *, tipo: str, chiave: Any, foglio: int, campo: str = "") -> str:
    """Where a section is written, at a field of it; what is missing there is shown."""
    ancora = f"#id_{campo}" if campo else ""
    return f"{pagina_di(dichiarazione.pk, tipo=tipo, chiave=chiave, foglio=foglio)}?controlla=1{ancora}"


def pagina_di(dichiarazione: uuid.UUID, *, tipo: str, chiave: Any, foglio: int) -> str:
    """The page where a section is written: its province's, or its own."""
    if foglio and tipo not in RIPETUTE:
        return reverse("dichiarazioni:provincia", args=[dichiarazione, foglio])
    return reverse("dichiarazioni:sezione", args=[chiave])


def titolo_di(tipo: str, ordine: int = 1, provincia: str = "") -> str:
    """What a section is called."""
    nomi = {
        TipoSezione.LAVORATORE: _("Lavoratore n. %(n)d, %(provincia)s"),
        TipoSezione.POSTO: _("Posto di lavoro n. %(n)d, %(provincia)s"),
        TipoSezione.PERSONALE: _("Personale, %(provincia)s"),
        TipoSezione.CONCESSIONI: _("Compensazioni e concessioni, %(provincia)s"),
    }
    return nomi.get(tipo, str(TipoSezione(tipo).label)) % {"n": ordine, "provincia": provincia}
