"""The office's list of contributions across employers, and the columns that leave the house."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collocamento.provvedimenti.contributi import Contributo, contributi, totali
from collocamento.provvedimenti.enums import CON_CONTRIBUTO
from collocamento.provvedimenti.forms.filtri import FiltriContributi
from collocamento.provvedimenti.models import ContoContributo, Provvedimento
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.testo import cerca_denominazione


STATI = {
    "ritardo": lambda riga: riga.in_ritardo,
    "da_versare": lambda riga: riga.resta > 0,
    "da_confermare": lambda riga: riga.da_confermare > 0,
    "versato": lambda riga: riga.saldo.stato == "versato",
    "da_preparare": lambda riga: not riga.preparato,
}


class ElencoContributi(Elenco):
    """What is late comes first. The sums are worked out, so rows are chosen and sorted here, not by the database."""

    chiave = "contributi"
    modulo = FiltriContributi
    ordine_iniziale = "urgenza"
    ordini = {
        "urgenza": ["urgenza"],
        "denominazione": ["ordinabile"],
        "anno": ["anno"],
        "giorni": ["giorni"],
        "dovuto": ["dovuto"],
        "versato": ["versato"],
        "resta": ["resta"],
    }

    def __init__(self, request: HttpRequest):
        esoneri = Provvedimento.objects.visible_to(request.ctx).filter(genere__in=CON_CONTRIBUTO).efficaci()
        super().__init__(request, esoneri, ctx=request.ctx)

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = Q()
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, "datore__organizzazione")
        esatti = {nome: dati[nome] for nome in ("genere", "provincia") if dati.get(nome)}
        return righe.filter(condizioni, **esatti)

    @cached_property
    def righe(self) -> list[Contributo]:
        dati = self.form.cleaned_data
        tutte = contributi(self.filtrate, ContoContributo.objects.visible_to(self.request.ctx))
        anno, sta = dati.get("anno"), STATI.get(dati.get("stato") or "")
        scelte = [r for r in tutte if (not anno or r.anno == int(anno)) and (sta is None or sta(r))]
        scelte.sort(key=lambda riga: (riga.ordinabile, -riga.anno, riga.luogo, riga.genere))
        (campo,) = self.ordini[self.ordine.removeprefix("-")]
        scelte.sort(key=lambda riga: getattr(riga, campo), reverse=self.ordine.startswith("-"))
        return scelte

    @property
    def totali(self) -> Mapping[str, Any]:
        return totali(self.righe)


def _se_verificato(campo: str) -> Any:
    """An amount that is not verified is not written as if it were nothing."""
    return lambda riga: getattr(riga, campo) if riga.verificato else None


COLONNE = [
    Colonna("azienda", _("Azienda"), lambda r: r.azienda),
    Colonna("codice_fiscale", _("Codice fiscale"), lambda r: r.organizzazione.codice_fiscale),
    Colonna("provincia", _("Provincia"), lambda r: r.luogo),
    Colonna("anno", _("Anno"), lambda r: r.anno),
    Colonna("genere", _("Tipo di esonero"), lambda r: r.genere),
    Colonna("periodo", _("Periodo"), lambda r: r.periodo),
    Colonna("posizioni", _("Posizioni"), lambda r: r.posizioni, Formato.INTERO),
    Colonna("giorni", _("Giorni lavorativi"), lambda r: r.giorni, Formato.INTERO),
    Colonna("dovuto", _("Dovuto (euro)"), _se_verificato("dovuto"), Formato.DECIMALE),
    Colonna(
        "dovuto_al_massimo", _("Dovuto con i giorni in dubbio"), _se_verificato("dovuto_al_massimo"), Formato.DECIMALE
    ),
    Colonna("versato", _("Versato e confermato"), lambda r: r.versato, Formato.DECIMALE),
    Colonna("da_confermare", _("Da confermare"), lambda r: r.da_confermare, Formato.DECIMALE),
    Colonna("resta", _("Resta da versare"), _se_verificato("resta"), Formato.DECIMALE),
    Colonna("entro_il", _("Da dichiarare entro il"), lambda r: r.entro_il, Formato.DATA),
    Colonna("stato", _("Stato"), lambda r: r.distintivo.get("testo", "")),
    Colonna("preparato", _("Conto preparato"), lambda r: r.preparato, Formato.SI_NO),
]
