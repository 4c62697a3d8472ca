"""What did we decide about...: decisions, then agendas, then minutes, in any inflection of the words."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from tavolo.models import BranoVerbale, Decisione, Punto
from tavolo.permessi import puo_entrare


MASSIMO = 10


def cerca_decisioni(ctx: Contesto, testo: str) -> list[Trovato]:
    if not puo_entrare(ctx):
        return []
    trovate = Decisione.objects.visible_to(ctx).cerca(testo).select_related("punto")
    return [Trovato(f"{d}: {d.titolo}", _pagina(d.punto), f"{d.adottata_il:%d/%m/%Y}") for d in trovate[:MASSIMO]]


def cerca_punti(ctx: Contesto, testo: str) -> list[Trovato]:
    """Items of agendas, by what they say or by what the minutes say of them."""
    if not puo_entrare(ctx):
        return []
    punti = Punto.objects.visible_to(ctx).cerca(testo).select_related("seduta__gruppo")[:MASSIMO]
    brani = BranoVerbale.objects.visible_to(ctx).cerca(testo).select_related("punto__seduta__gruppo")[:MASSIMO]
    trovati = {p.pk: Trovato(p.titolo, _pagina(p), str(p.seduta)) for p in punti}
    for brano in brani:
        dettaglio = _("nel verbale: %(seduta)s") % {"seduta": brano.punto.seduta}
        trovati.setdefault(brano.punto_id, Trovato(brano.punto.titolo, _pagina(brano.punto), dettaglio))
    return list(trovati.values())


def _pagina(punto: Punto) -> str:
    return f"{reverse('tavolo:seduta', args=[punto.seduta_id])}#punto-{punto.pk}"


registra(Fonte(gettext_lazy("Decisioni del tavolo"), cerca_decisioni))
registra(Fonte(gettext_lazy("Sedute del tavolo"), cerca_punti))
