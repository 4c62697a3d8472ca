from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collocamento.ottemperanza.models import Pratica
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO


MASSIMO = 10


def cerca_pratiche(ctx: Contesto, testo: str) -> list[Trovato]:
    """Requests of art. 17 in scope by the company, who asks, the tender or the registry number; the latest first."""
    chi = cerca_denominazione(testo, "datore__organizzazione") | Q(codice_fiscale__startswith=testo.upper())
    che_cosa = Q(ente__icontains=testo) | Q(riferimento__icontains=testo) | Q(protocollo__icontains=testo)
    trovate = Pratica.objects.visible_to(ctx).filter(chi | che_cosa).order_by("-creato_il", "pk")
    return [
        Trovato(str(p), p.get_absolute_url(), p.get_stato_display(), ("ottemperanza.pratica", p.pk))
        for p in trovate[:MASSIMO]
    ]


registra(Fonte(_("Ottemperanza"), cerca_pratiche, ruoli=RUOLI_UFFICIO | RUOLI_PARTE))
