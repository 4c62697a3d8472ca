import uuid

from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra
from tavolo.models import Decisione, Impegno, Punto, Seduta


def seduta(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovata = Seduta.objects.visible_to(ctx).select_related("gruppo").filter(pk=pk).first()
    return Riferimento(str(trovata), _pagina(trovata.pk)) if trovata else None


def punto(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Punto.objects.visible_to(ctx).filter(pk=pk).first()
    return Riferimento(trovato.titolo, f"{_pagina(trovato.seduta_id)}#punto-{pk}") if trovato else None


def decisione(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovata = Decisione.objects.visible_to(ctx).select_related("punto").filter(pk=pk).first()
    if trovata is None:
        return None
    return Riferimento(f"{trovata}: {trovata.titolo}", f"{_pagina(trovata.punto.seduta_id)}#decisione-{pk}")


def impegno(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Impegno.objects.visible_to(ctx).filter(pk=pk).first()
    return Riferimento(str(trovato), _pagina(trovato.seduta_id)) if trovato else None


def _pagina(seduta_id: uuid.UUID) -> str:
    return reverse("tavolo:seduta", args=[seduta_id])


registra("tavolo.seduta", seduta)
registra("tavolo.punto", punto)
registra("tavolo.decisione", decisione)
registra("tavolo.impegno", impegno)
