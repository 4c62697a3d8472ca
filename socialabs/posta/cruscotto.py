"""The system administrator's card: messages that have not left."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.posta.enums import StatoMessaggio
from socialabs.posta.models import Messaggio


def in_uscita(ctx: Contesto) -> dict[str, Any]:
    """How many messages wait, and how many could not be sent."""
    return Messaggio.objects.visible_to(ctx).aggregate(
        in_coda=Count("pk", filter=Q(stato=StatoMessaggio.IN_CODA)),
        falliti=Count("pk", filter=Q(stato=StatoMessaggio.FALLITO)),
    )


registra(
    Riquadro(
        titolo=_("Posta in uscita"),
        modello="posta/cruscotto.html",
        dati=in_uscita,
        ruoli=frozenset({"amm_sistema"}),
    )
)
