"""Dashboard cards: minutes to review, comments to treat, actions to do."""

from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import oggi
from tavolo.enums import StatoSeduta, Trattamento
from tavolo.models import Decisione, Impegno, Verbale
from tavolo.permessi import puo_entrare, puo_scrivere


MASSIMO = 5


def atti(ctx: Contesto) -> dict[str, Any] | None:
    """What awaits a member or the secretariat; for who is not of the table, nothing."""
    if not puo_entrare(ctx):
        return None
    in_revisione = Verbale.objects.visible_to(ctx).filter(seduta__stato=StatoSeduta.IN_REVISIONE)
    in_revisione = in_revisione.select_related("seduta__gruppo").order_by("osservazioni_entro")
    impegni = Impegno.objects.a_carico_di(ctx).aperti().order_by(F("entro_il").asc(nulls_last=True), "creato_il")
    visibili = Impegno.objects.visible_to(ctx)
    return {
        "impegni": impegni.select_related("seduta__gruppo")[:MASSIMO],
        "in_ritardo": visibili.in_ritardo().count(),
        "decisioni": Decisione.objects.visible_to(ctx).da_eseguire().count(),
        **(_da_curare(in_revisione) if puo_scrivere(ctx) else _da_leggere(in_revisione)),
    }


def _da_leggere(in_revisione: Any) -> dict[str, Any]:
    return {"da_leggere": in_revisione.filter(osservazioni_entro__gte=oggi())[:MASSIMO]}


def _da_curare(in_revisione: Any) -> dict[str, Any]:
    attese = Count("osservazioni", filter=Q(osservazioni__trattamento=Trattamento.DA_ESAMINARE))
    contati = in_revisione.annotate(da_esaminare=attese)
    return {
        "da_trattare": contati.filter(da_esaminare__gt=0)[:MASSIMO],
        "da_approvare": contati.filter(da_esaminare=0, osservazioni_entro__lt=oggi())[:MASSIMO],
    }


registra(Riquadro(titolo=_("Verbali e azioni del tavolo"), modello="tavolo/cruscotto_atti.html", dati=atti, ordine=40))
