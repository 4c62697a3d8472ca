"""Dashboard cards: for the office who is short and still to be checked, for employers their terms."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collocamento.permessi import RUOLI_PARTE
from collocamento.posizione.enums import CON_POSTI, SCOPERTI, StatoEpisodio
from collocamento.posizione.models import Episodio, Verifica
from socialabs.anagrafica.models import EnteTitolare, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import RUOLI_UFFICIO


# A consultant with many companies has the list for the rest.
MASSIMO = 10


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


def termini(ctx: Contesto) -> dict[str, Any] | None:
    """The posts that the companies of `ctx` lack, province by province: by when to ask for them, or asked for."""
    episodi = Episodio.objects.visible_to(ctx).in_corso().filter(stato__in=CON_POSTI)
    righe = list(episodi.select_related("datore__organizzazione").order_by("entro", "provincia"))
    if not righe:
        return None
    province = dict(Provincia.objects.filter(codice__in={e.provincia for e in righe}).values_list("codice", "nome"))
    return {"righe": righe[:MASSIMO], "province": province, "oggi": oggi(), "scoperti": SCOPERTI}


registra(Riquadro(_("Scoperture e termini"), "posizione/cruscotto.html", scoperture, RUOLI_UFFICIO, 15))
registra(Riquadro(_("Posti da coprire"), "posizione/cruscotto_termini.html", termini, RUOLI_PARTE, 5))
