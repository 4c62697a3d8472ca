"""The auditor's card: what happened in the last week, and where to look."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import adesso, oggi
from socialabs.registro.etichette import etichetta
from socialabs.registro.models import Evento


GIORNI = 7
MOSTRATI = 6


def settimana(ctx: Contesto) -> dict[str, Any]:
    """How often each action was done in the last seven days, the most frequent first."""
    eventi = Evento.objects.visible_to(ctx).filter(quando__gte=adesso() - timedelta(days=GIORNI)).order_by()
    conteggi = eventi.values("verbo").annotate(volte=Count("pk")).order_by("-volte", "verbo")[:MOSTRATI]
    return {
        "dal": oggi() - timedelta(days=GIORNI),
        "azioni": [{**riga, "frase": etichetta(riga["verbo"])} for riga in conteggi],
    }


registra(
    Riquadro(
        titolo=_("Il registro di questa settimana"),
        modello="registro/cruscotto.html",
        dati=settimana,
        ruoli=frozenset({"auditor"}),
    )
)
