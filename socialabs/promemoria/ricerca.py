from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.promemoria import registro
from socialabs.promemoria.lettura import Letta, con_pubblici, leggi
from socialabs.promemoria.models import Scadenza


MASSIMO = 10


def cerca_scadenze(ctx: Contesto, testo: str) -> list[Trovato]:
    """What is still to do of the kinds whose title has the words; the nearest first."""
    parole = testo.casefold().split()
    tipi = [t.chiave for t in registro.tipi() if all(parola in str(t.titolo).casefold() for parola in parole)]
    if not tipi:
        return []
    trovate = Scadenza.objects.visible_to(ctx).filter(tipo__in=tipi).da_fare().con_giorno()
    return [_trovato(letta) for letta in leggi(ctx, con_pubblici(trovate, ctx)[:MASSIMO])]


def _trovato(letta: Letta) -> Trovato:
    entro = _("entro il %(giorno)s") % {"giorno": f"{letta.scadenza.giorno:%d/%m/%Y}"}
    dettaglio = f"{letta.oggetto.titolo}, {entro}" if letta.oggetto else entro
    pk = letta.scadenza.pk
    return Trovato(
        letta.scadenza.titolo, reverse("promemoria:scadenza", args=[pk]), dettaglio, ("promemoria.scadenza", pk)
    )


registra(Fonte(gettext_lazy("Scadenze"), cerca_scadenze))
