"""The dashboard card of art. 17: what bodies and companies wait for."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from collocamento.ottemperanza.enums import Stato
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import RUOLI_UFFICIO


def pratiche(ctx: Contesto) -> dict[str, Any] | None:
    """Requests still to be answered: how many, how many late, how many to be signed; None when there are none."""
    conti = (
        Pratica.objects.visible_to(ctx)
        .aperte()
        .aggregate(
            aperte=Count("pk"),
            scadute=Count("pk", filter=Q(entro_il__lt=oggi())),
            alla_firma=Count("pk", filter=Q(stato=Stato.PROPOSTA)),
        )
    )
    return conti if conti["aperte"] else None


registra(Riquadro(_("Ottemperanza"), "ottemperanza/cruscotto.html", pratiche, RUOLI_UFFICIO, 40))
