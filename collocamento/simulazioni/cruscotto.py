"""What companies have shared with the office, latest first."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collocamento.simulazioni.models import Condivisione
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.utenti.enums import Ruolo


MASSIMO = 5


def condivise(ctx: Contesto) -> dict[str, Any] | None:
    aperte = Condivisione.objects.visible_to(ctx).aperte()
    prime = aperte.select_related("scenario__datore__organizzazione").defer("scenario__partenza")[:MASSIMO]
    return {"condivise": list(prime)} if prime else None


registra(
    Riquadro(
        _("Simulazioni condivise dalle aziende"),
        "simulazioni/cruscotto.html",
        condivise,
        frozenset({Ruolo.OPERATORE_CM, Ruolo.RESPONSABILE}),
        60,
    )
)
