"""Who keeps a list, who reads its people, who sees its totals. Which rows a role reaches is `visible_to`."""

from collocamento.models import Datore
from collocamento.permessi import RUOLI_PARTE, puo_agire_per
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.utenti.querysets import organizzazioni_proprie


def puo_tenere(ctx: Contesto, datore: Datore) -> bool:
    """Begin, change, confirm and close the list: the company itself and its consultant, never the office."""
    return puo_agire_per(ctx, datore)


def deve_dire_perche(ctx: Contesto) -> bool:
    """The office may read the people of a list, for a stated reason; who keeps it reads it for that."""
    return ctx.ruolo in RUOLI_LAVORATORI


def aziende_senza_datore(ctx: Contesto) -> "list[Organizzazione]":
    """The organisations that `ctx` acts for and that no return has made known as employers yet."""
    proprie = organizzazioni_proprie(ctx) if ctx.ruolo in RUOLI_PARTE else None
    return [] if proprie is None else list(Organizzazione.objects.filter(pk__in=proprie, datore__isnull=True))
