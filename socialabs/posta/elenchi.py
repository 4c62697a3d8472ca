from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from socialabs.base.elenchi import Elenco
from socialabs.posta.forms import FiltriPosta


class ElencoPosta(Elenco):
    chiave = "posta"
    modulo = FiltriPosta
    ordini = {"data": ["creato_il"]}
    ordine_iniziale = "-data"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        filtri = {
            "stato": dati.get("stato"),
            "creato_il__date__gte": dati.get("dal"),
            "creato_il__date__lte": dati.get("al"),
        }
        # The text is not read for a list: decrypting it for every row would cost and serve nothing.
        return righe.filter(**{campo: v for campo, v in filtri.items() if v}).defer("corpo_testo", "corpo_html")
