"""Verbs on the rules of procedure: a version is added, confirmed, or withdrawn before it holds; never rewritten."""

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tavolo.azioni.comune import annota
from tavolo.errori import NonAmmesso
from tavolo.models import Regolamento
from tavolo.permessi import puo_scrivere, richiedi


@transaction.atomic
def aggiungi_regolamento(*, regolamento: Regolamento, ctx: Contesto) -> Regolamento:
    """Add the version in force from `regolamento.dal`; earlier ones stay for the meetings of their time."""
    richiedi(puo_scrivere(ctx))
    regolamento.save(force_insert=True)
    annota(ctx, "regolamento.aggiunto", regolamento, dal=regolamento.dal.isoformat())
    return regolamento


@transaction.atomic
def conferma_regolamento(*, regolamento: Regolamento, fonte: str, ctx: Contesto) -> None:
    """Say by which act the parameters of a version have been checked."""
    richiedi(puo_scrivere(ctx))
    regolamento.fonte, regolamento.da_verificare = fonte, False
    regolamento.save(update_fields=["fonte", "da_verificare", "modificato_il"])
    annota(ctx, "regolamento.confermato", regolamento)


@transaction.atomic
def ritira_regolamento(*, regolamento: Regolamento, ctx: Contesto) -> None:
    """Take back a version that has not come into force yet. Raises NonAmmesso for any other."""
    richiedi(puo_scrivere(ctx))
    if regolamento.dal <= oggi():
        raise NonAmmesso(_("Una versione già in vigore non si ritira: se ne aggiunge un'altra."))
    annota(ctx, "regolamento.ritirato", regolamento, dal=regolamento.dal.isoformat())
    regolamento.delete()
