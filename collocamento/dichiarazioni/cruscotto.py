"""Dashboard cards: the drafts left open, and what was filed and has not come from the ministry yet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.enums import APERTI, Stato
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


MOSTRATE = 5


def aperte(ctx: Contesto) -> dict[str, Any] | None:
    """The drafts that wait for their company or consultant."""
    righe = Dichiarazione.objects.visible_to(ctx).filter(stato__in=APERTI)
    righe = righe.select_related("datore__organizzazione").defer("contenuto", "dichiarati", "ingressi")
    trovate = list(righe[:MOSTRATE])
    return {"dichiarazioni": trovate} if trovate else None


def attese(ctx: Contesto) -> dict[str, Any] | None:
    """How many returns filed through the portal the ministry has not delivered."""
    presentate = Dichiarazione.objects.visible_to(ctx).filter(stato=Stato.PRESENTATA).con_ricevuto()
    quante = presentate.filter(ricevuto__isnull=True).count()
    return {"quante": quante} if quante else None


registra(Riquadro(_("Prospetti in preparazione"), "dichiarazioni/cruscotto_aperte.html", aperte, RUOLI_PARTE, 25))
registra(
    Riquadro(_("Prospetti preparati nel portale"), "dichiarazioni/cruscotto_attese.html", attese, RUOLI_UFFICIO, 35)
)
