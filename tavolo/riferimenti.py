import uuid

from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra
from tavolo.models import Decisione, Impegno, Verbale


def verbale(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Verbale.objects.visible_to(ctx).select_related("seduta__gruppo").filter(pk=pk).first()
    return Riferimento(str(trovato), reverse("tavolo:verbale", args=[pk])) if trovato else None


def decisione(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovata = Decisione.objects.visible_to(ctx).filter(pk=pk).first()
    return Riferimento(f"{trovata}: {trovata.titolo}", reverse("tavolo:decisione", args=[pk])) if trovata else None


def impegno(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Impegno.objects.visible_to(ctx).filter(pk=pk).first()
    return Riferimento(str(trovato), reverse("tavolo:impegno", args=[pk])) if trovato else None


registra("tavolo.verbale", verbale)
registra("tavolo.decisione", decisione)
registra("tavolo.impegno", impegno)
