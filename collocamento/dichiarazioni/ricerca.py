from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO


MASSIMO = 10


def cerca_dichiarazioni(ctx: Contesto, testo: str) -> list[Trovato]:
    """Returns prepared here and in scope, by the employer or by what the ministry assigned; the latest first."""
    chi = cerca_denominazione(testo, "datore__organizzazione") | Q(codice__startswith=testo) | Q(protocollo=testo)
    trovate = Dichiarazione.objects.visible_to(ctx).filter(chi).select_related("datore__organizzazione")
    return [
        Trovato(
            str(d),
            reverse("dichiarazioni:dichiarazione", args=[d.pk]),
            str(d.datore),
            ("dichiarazioni.dichiarazione", d.pk),
        )
        for d in trovate.defer("contenuto", "dichiarati", "ingressi")[:MASSIMO]
    ]


registra(Fonte(_("Prospetti preparati nel portale"), cerca_dichiarazioni, ruoli=RUOLI_UFFICIO | RUOLI_PARTE))
