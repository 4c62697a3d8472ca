from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.models import Convenzione
from collocamento.convenzioni.querysets import RUOLI_DESTINATARIO
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO


MASSIMO = 10


def cerca_convenzioni(ctx: Contesto, testo: str) -> list[Trovato]:
    """Conventions in scope by the employer or by who takes people in, the latest first."""
    parti = cerca_denominazione(testo, "datore__organizzazione") | cerca_denominazione(testo, "destinatario")
    trovate = Convenzione.objects.visible_to(ctx).filter(parti).select_related("datore__organizzazione")
    return [
        Trovato(str(c), c.get_absolute_url(), str(c.datore), ("convenzioni.convenzione", c.pk))
        for c in trovate.order_by("-dal", "pk")[:MASSIMO]
    ]


registra(Fonte(_("Convenzioni"), cerca_convenzioni, ruoli=RUOLI_UFFICIO | RUOLI_PARTE | RUOLI_DESTINATARIO))
