"""The list of meetings."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from socialabs.base.elenchi import Elenco
from tavolo.forms.sedute import TAVOLO, FiltriSedute
from tavolo.models import Decisione, Punto


class ElencoSedute(Elenco):
    """Meetings by organ, state, year, and what their agenda speaks of; each with how much was decided there."""

    chiave = "sedute"
    modulo = FiltriSedute
    ordine_iniziale = "-data"
    ordini = {"data": ["inizio"], "stato": ["stato", "inizio"]}

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if organo := dati.get("organo"):
            righe = righe.dell_organo(None if organo == TAVOLO else uuid.UUID(organo))
        if stato := dati.get("stato"):
            righe = righe.filter(stato=stato)
        if anno := dati.get("anno"):
            righe = righe.filter(inizio__year=anno)
        if testo := dati.get("q"):
            punti = Punto.objects.visible_to(self.request.ctx).cerca(testo)
            righe = righe.filter(pk__in=punti.order_by().values("seduta"))
        return righe.annotate(decisioni=Coalesce(Subquery(self._decisioni()), 0))

    def _decisioni(self) -> QuerySet:
        visibili = Decisione.objects.visible_to(self.request.ctx).filter(punto__seduta=OuterRef("pk"))
        return visibili.order_by().values("punto__seduta").annotate(quante=Count("pk")).values("quante")
