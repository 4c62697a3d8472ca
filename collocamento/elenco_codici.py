"""The list of the codes of every table."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from collocamento.forms_codici import FiltriCodici
from socialabs.base.elenchi import Elenco


class ElencoCodici(Elenco):
    """Codes by table, those of one table or only the ones still to be verified."""

    chiave = "codici"
    modulo = FiltriCodici
    ordine_iniziale = "codice"
    # Periods of a code do not overlap: by their end they are in the order of time, the open one last.
    ordini = {"codice": ["tabella", "codice", "al"]}

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if tabella := dati.get("tabella"):
            righe = righe.filter(tabella=tabella)
        return righe.filter(da_verificare=True) if dati.get("da_verificare") else righe
