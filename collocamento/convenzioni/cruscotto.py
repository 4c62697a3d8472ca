"""Dashboard cards: what the office has to move on, what the parties have to sign."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import FIRMATARI, IN_VIGORE, Stato
from collocamento.convenzioni.models import Atto, Convenzione
from collocamento.convenzioni.permessi import parte_di
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.contesto import Contesto
from socialabs.base.cruscotto import Riquadro, registra


MASSIMO = 5


def da_seguire(ctx: Contesto) -> dict[str, Any] | None:
    """How many proposals wait, and how many conventions are late."""
    visibili = Convenzione.objects.visible_to(ctx)
    proposte = visibili.filter(stato=Stato.PROPOSTA).count()
    in_ritardo = visibili.con_condizione().filter(ritardo=True, stato__in=IN_VIGORE).count()
    return {"proposte": proposte, "in_ritardo": in_ritardo} if proposte or in_ritardo else None


def da_firmare(ctx: Contesto) -> dict[str, Any] | None:
    """The acts at the signature that wait for the party of `ctx`."""
    atti = (
        Atto.objects.visible_to(ctx)
        .alla_firma()
        .select_related("convenzione__datore__organizzazione")
        .prefetch_related("firme")
        .defer("testo")
    )
    attese = [atto for atto in atti if _aspetta(ctx, atto)]
    return {"atti": attese[:MASSIMO]} if attese else None


def _aspetta(ctx: Contesto, atto: Atto) -> bool:
    parte = parte_di(ctx, atto.convenzione)
    return parte in atto.parti and parte not in {firma.parte for firma in atto.firme.all()}


registra(Riquadro(_("Convenzioni da seguire"), "convenzioni/cruscotto_seguire.html", da_seguire, RUOLI_LAVORATORI, 25))
registra(Riquadro(_("Da firmare"), "convenzioni/cruscotto_firmare.html", da_firmare, FIRMATARI, 5))
