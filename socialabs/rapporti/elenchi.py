from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from socialabs.base.elenchi import Elenco
from socialabs.rapporti.forms import FiltriIstantanee


class ElencoIstantanee(Elenco):
    chiave = "istantanee"
    modulo = FiltriIstantanee
    ordini = {"data": ["congelata_il"], "titolo": ["titolo", "congelata_il"]}
    ordine_iniziale = "-data"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if dati.get("rapporto"):
            righe = righe.filter(rapporto=dati["rapporto"])
        if dati.get("approvata"):
            righe = righe.filter(approvazione__isnull=dati["approvata"] == "no")
        return righe.per_elenco()
