from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.permessi import RUOLI_PARTE
from collocamento.provvedimenti.models import Provvedimento
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO


MASSIMO = 10


def cerca_provvedimenti(ctx: Contesto, testo: str) -> list[Trovato]:
    """Acts in scope by the employer or by the number of the act they rest on, the latest first."""
    chi = cerca_denominazione(testo, "datore__organizzazione") | Q(atto__icontains=testo)
    trovati = Provvedimento.objects.visible_to(ctx).per_elenco().filter(chi).order_by("-dal", "pk")
    return [
        Trovato(str(p), p.get_absolute_url(), str(p.datore), ("provvedimenti.provvedimento", p.pk))
        for p in trovati[:MASSIMO]
    ]


registra(Fonte(_("Esoneri e sospensioni"), cerca_provvedimenti, ruoli=RUOLI_UFFICIO | RUOLI_PARTE))
