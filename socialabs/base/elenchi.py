"""Lists: filters in the address and remembered, sorting by a closed list of orders, pages, fragment and export."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.base.esportazioni import Colonna, Foglio, scrivi_csv, scrivi_xlsx
from socialabs.base.giorni import adesso


AZZERA = "azzera"
ORDINE = "ordine"
PAGINA = "pagina"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Elenco(ABC):
    """A list page over rows that are already in scope.

    A subclass declares `chiave` (where the session keeps the filters), `modulo` (the form of the filters, all
    optional), `ordini` (name of an order: the fields it sorts by) and writes `filtra`. A view then reads:

        elenco = ElencoDiQualcosa(request, Qualcosa.objects.visible_to(request.ctx))
        if indirizzo := elenco.ripresa():
            return redirect(indirizzo)
        return elenco.risposta("app/pagina.html", "app/_righe.html", {...})

    Templates get `elenco`; the fragment repeats the active filters out of band. The number of queries does not depend
    on the rows: one to count, one to read, and what `filtra` and the page's own context ask. Where rows are worked
    out, a subclass makes `righe` a list.
    """

    chiave: ClassVar[str]
    modulo: ClassVar[type[forms.Form]]
    ordini: ClassVar[Mapping[str, Sequence[str]]]
    ordine_iniziale: ClassVar[str]
    # Filters by which a person may be named: what was asked of them is not kept in the register.
    riservati: ClassVar[frozenset[str]] = frozenset({"q"})

    def __init__(self, request: HttpRequest, righe: QuerySet, **del_modulo: Any):
        self.request = request
        self.in_ambito = righe
        self.form = self.modulo(request.GET, **del_modulo)
        self.form.is_valid()

    @abstractmethod
    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        """`righe` narrowed by the valid filters in `dati`."""

    # --- rows ---------------------------------------------------------------------------------------------------
    @cached_property
    def filtrate(self) -> QuerySet:
        return self.filtra(self.in_ambito, self.form.cleaned_data)

    @cached_property
    def righe(self) -> QuerySet | Sequence[Any]:
        """The rows as filtered and sorted; equal ones keep a stable order by their key."""
        campi = self.ordini[self.ordine.removeprefix("-")]
        giu = self.ordine.startswith("-")
        return self.filtrate.order_by(*(_per(campo, giu) for campo in campi), "pk")

    @cached_property
    def pagina(self) -> Page:
        return Paginator(self.righe, settings.PAGE_SIZE).get_page(self.request.GET.get(PAGINA))

    @property
    def ordine(self) -> str:
        """The order in force: the address's one when it is known, the initial one otherwise."""
        chiesto = self.request.GET.get(ORDINE, "")
        return chiesto if chiesto.removeprefix("-") in self.ordini else self.ordine_iniziale

    # --- filters ------------------------------------------------------------------------------------------------
    @cached_property
    def parametri(self) -> QueryDict:
        """What the address says of filters and order beyond the defaults, without pages and foreign parameters."""
        predefiniti = {nome: campo.initial for nome, campo in self.form.fields.items()}
        predefiniti[ORDINE] = self.ordine_iniziale
        utili = QueryDict(mutable=True)
        for nome, predefinito in predefiniti.items():
            valori = [v for v in self.request.GET.getlist(nome) if v]
            if valori and valori != [str(predefinito)]:
                utili.setlist(nome, valori)
        return utili

    @property
    def per_registro(self) -> dict[str, list[str]]:
        """The filters as the register may keep them for ever."""
        return {nome: valori for nome, valori in self.parametri.lists() if nome not in self.riservati}

    @property
    def interrogazione(self) -> str:
        """The query string of this very list, for exports and links back."""
        return self.parametri.urlencode()

    @cached_property
    def attivi(self) -> list[dict]:
        """The filters in force: {etichetta, valore, senza}, `senza` being the address without that one."""
        return [
            {"etichetta": campo.label, "valore": valore, "senza": self._senza(campo.name)}
            for campo in self.form
            if campo.name in self.parametri and (valore := _leggibile(campo, self.form.cleaned_data))
        ]

    @property
    def azzera(self) -> str:
        return f"{self.request.path}?{AZZERA}=1"

    def _senza(self, nome: str) -> str:
        resto = self.parametri.copy()
        del resto[nome]
        # An empty query would bring the remembered filters back: ask for none instead.
        return f"?{resto.urlencode()}" if resto else self.azzera

    def ripresa(self) -> str | None:
        """Where to send the reader first: to the filters remembered from last time, or to a list just cleared."""
        ricordo = f"elenco.{self.chiave}"
        if AZZERA in self.request.GET:
            self.request.session.pop(ricordo, None)
            return self.request.path
        memoria = self.request.session.get(ricordo, "")
        if not self.request.GET:
            return f"{self.request.path}?{memoria}" if memoria else None
        if self.form.is_valid() and self.interrogazione != memoria:
            self.request.session[ricordo] = self.interrogazione
        return None

    # --- answers ------------------------------------------------------------------------------------------------
    def risposta(self, pagina: str, frammento: str, contesto: Mapping[str, Any] | None = None) -> HttpResponse:
        """The whole page, or only its fragment when htmx asks."""
        intestazioni = self.request.headers
        parziale = "HX-Request" in intestazioni and "HX-History-Restore-Request" not in intestazioni
        modello = frammento if parziale else pagina
        risposta = render(self.request, modello, {"elenco": self, "parziale": parziale, **(contesto or {})})
        patch_vary_headers(risposta, ["HX-Request"])
        return risposta

    def scarica(self, formato: str, colonne: Sequence[Colonna], nome: str, titolo: str) -> HttpResponse:
        """Exactly the rows filtered, as "xlsx" or "csv"; the workbook says which filters, when and by whom."""
        righe = self.righe.iterator(chunk_size=2000) if isinstance(self.righe, QuerySet) else self.righe
        if formato == "csv":
            risposta = StreamingHttpResponse(scrivi_csv(colonne, righe), content_type="text/csv; charset=utf-8")
        else:
            note = [(_("Elenco"), titolo), *self.note_di_estrazione()]
            risposta = HttpResponse(scrivi_xlsx([Foglio(titolo, colonne, righe)], note), content_type=XLSX)
        risposta["Content-Disposition"] = f'attachment; filename="{nome}.{formato}"'
        return risposta

    def note_di_estrazione(self) -> list[tuple[str, str]]:
        filtri = [(str(f["etichetta"]), str(f["valore"])) for f in self.attivi] or [(_("Filtri"), _("nessuno"))]
        return [*filtri, *firma(self.request.user)]


def firma(utente: Any) -> list[tuple[str, str]]:
    """When a document was made and by whom: lines for the notes of an export."""
    return [(_("Estratto il"), f"{localtime(adesso()):%d/%m/%Y %H:%M}"), (_("Estratto da"), str(utente))]


def _per(campo: str, giu: bool) -> Any:
    espressione = F(campo)
    return espressione.desc(nulls_last=True) if giu else espressione.asc(nulls_last=True)


def _leggibile(campo: forms.BoundField, puliti: Mapping[str, Any]) -> str:
    """The value of a filter as its reader chose it; empty when it is not valid."""
    valore = puliti.get(campo.name)
    if valore in (None, "", []):
        return ""
    if isinstance(valore, bool):
        return _("Sì") if valore else ""
    if isinstance(campo.field, forms.ChoiceField) and not isinstance(campo.field, forms.ModelChoiceField):
        scelte = dict(campo.field.choices)
        valori = valore if isinstance(valore, list) else [valore]
        return ", ".join(str(scelte.get(v, v)) for v in valori)
    return str(valore)
