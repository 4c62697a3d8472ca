"""The office's dashboard card: who is short, past the term, and still to be checked in the body's own province."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collocamento.posizione.enums import StatoEpisodio
from collocamento.posizione.models import Episodio, Verifica
from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


def scoperture(ctx: Contesto) -> dict[str, Any] | None:
    ente = EnteTitolare.objects.al()
    episodi = Episodio.objects.visible_to(ctx).in_corso().scoperti().order_by()
    if ente:
        episodi = episodi.filter(provincia=ente.provincia_id)
    verificato = Exists(Verifica.objects.filter(episodio=OuterRef("pk")))
    oltre = Q(stato=StatoEpisodio.SCOPERTA_OLTRE)
    cifre = episodi.annotate(verificato=verificato).aggregate(
        nei_termini=Count("pk", filter=~oltre),
        oltre=Count("pk", filter=oltre),
        da_verificare=Count("pk", filter=oltre & Q(verificato=False)),
    )
    return {**cifre, "stati": StatoEpisodio} if cifre["oltre"] or cifre["nei_termini"] else None


registra(Riquadro(_("Scoperture e termini"), "posizione/cruscotto.html", scoperture, RUOLI_UFFICIO, 15))
