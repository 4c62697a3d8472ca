from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.posizione.enums import CON_POSTI
from collocamento.posizione.models import Episodio
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.base.testo import cerca_denominazione
from socialabs.utenti.enums import RUOLI_UFFICIO


MASSIMO = 10


def cerca_episodi(ctx: Contesto, testo: str) -> list[Trovato]:
    """The gaps still open of the employers in scope, the one that is due first before the others."""
    aperti = Episodio.objects.visible_to(ctx).in_corso().filter(stato__in=CON_POSTI)
    trovati = aperti.filter(cerca_denominazione(testo, "datore__organizzazione"))
    province = dict(Provincia.objects.values_list("codice", "nome"))
    return [
        Trovato(
            str(e.datore),
            reverse("posizione:episodio", args=[e.pk]),
            f"{e.get_stato_display()}, {province.get(e.provincia, e.provincia)}",
            ("posizione.episodio", e.pk),
        )
        for e in trovati.select_related("datore__organizzazione").order_by("entro", "pk")[:MASSIMO]
    ]


registra(Fonte(_("Scoperture"), cerca_episodi, ruoli=RUOLI_UFFICIO))
