import uuid
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model
from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, Risolutore, registra_molti
from tavolo.models import Decisione, Impegno, Punto, Seduta, Verbale


def _di(modello: type[Model], riferisci: Callable[[Any], Riferimento], *collegati: str) -> Risolutore:
    """The records of `modello` in scope, in one query."""

    def risolvi(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
        righe = modello._default_manager.visible_to(ctx).filter(pk__in=identificativi)
        return {riga.pk: riferisci(riga) for riga in righe.select_related(*collegati)}

    return risolvi


def seduta(riga: Seduta) -> Riferimento:
    return Riferimento(str(riga), riga.get_absolute_url())


def punto(riga: Punto) -> Riferimento:
    return Riferimento(riga.titolo, f"{riga.seduta.get_absolute_url()}#punto-{riga.pk}")


def decisione(riga: Decisione) -> Riferimento:
    return Riferimento(f"{riga}: {riga.titolo}", reverse("tavolo:decisione", args=[riga.pk]))


def impegno(riga: Impegno) -> Riferimento:
    return Riferimento(str(riga), reverse("tavolo:impegno", args=[riga.pk]))


def verbale(riga: Verbale) -> Riferimento:
    return Riferimento(str(riga), reverse("tavolo:verbale", args=[riga.pk]))


registra_molti("tavolo.seduta", _di(Seduta, seduta, "gruppo"))
registra_molti("tavolo.punto", _di(Punto, punto, "seduta"))
registra_molti("tavolo.decisione", _di(Decisione, decisione))
registra_molti("tavolo.impegno", _di(Impegno, impegno))
registra_molti("tavolo.verbale", _di(Verbale, verbale, "seduta__gruppo"))
