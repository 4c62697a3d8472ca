"""The office's list of the returns filed through the portal, and whether the ministry has delivered them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.forms import FiltriDichiarazioni
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.testo import cerca_denominazione


class ElencoDichiarazioni(Elenco):
    chiave = "dichiarazioni"
    modulo = FiltriDichiarazioni
    ordini = {
        "denominazione": ["datore__organizzazione__denominazione_ordinabile"],
        "anno": ["anno"],
        "inviata": ["data_invio"],
    }
    ordine_iniziale = "-inviata"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        righe = righe.con_ricevuto().select_related("datore__organizzazione")
        righe = righe.defer("contenuto", "dichiarati", "ingressi")
        if dati.get("q"):
            righe = righe.filter(cerca_denominazione(dati["q"], "datore__organizzazione"))
        for campo in ("anno", "tipo", "stato"):
            if dati.get(campo):
                righe = righe.filter(**{campo: dati[campo]})
        if dati.get("ricevuta"):
            righe = righe.filter(ricevuto__isnull=dati["ricevuta"] == "no")
        return righe


COLONNE = [
    Colonna("codice_fiscale", _("Codice fiscale"), lambda r: r.datore.organizzazione.codice_fiscale),
    Colonna("denominazione", _("Denominazione"), lambda r: r.datore.organizzazione.denominazione),
    Colonna("anno", _("Anno"), lambda r: r.anno),
    Colonna("tipo", _("Tipo"), lambda r: r.get_tipo_display()),
    Colonna("stato", _("Stato"), lambda r: r.get_stato_display()),
    Colonna("codice", _("Codice comunicazione"), lambda r: r.codice),
    Colonna("inviata", _("Inviata il"), lambda r: r.data_invio, Formato.DATA),
    Colonna("ricevuta", _("Ricevuta dal ministero"), lambda r: bool(r.ricevuto)),
]
