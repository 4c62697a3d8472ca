from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.models import Datore
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


MASSIMO = 20


def cerca_datori(ctx: Contesto, testo: str) -> list[Trovato]:
    """Employers in scope by name or beginning of tax code."""
    datori = Datore.objects.visible_to(ctx).filter(cerca_denominazione(testo, "organizzazione"))
    return [
        Trovato(
            datore.organizzazione.denominazione,
            reverse("collocamento:datore", args=[datore.pk]),
            datore.organizzazione.codice_fiscale,
            ("collocamento.datore", datore.pk),
        )
        for datore in datori.select_related("organizzazione")[:MASSIMO]
    ]


registra(Fonte(_("Datori di lavoro"), cerca_datori, ruoli=RUOLI_UFFICIO | {Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE}))
