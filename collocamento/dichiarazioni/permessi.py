"""Who may do what with returns in preparation. Which rows a role reaches is `visible_to`."""

from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.permessi import RUOLI_CONFIGURAZIONE, puo_agire_per
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


def puo_compilare(ctx: Contesto, dichiarazione: Dichiarazione) -> bool:
    """Read all of it and, while it is a draft, write it: the employer's people and its consultant."""
    return puo_agire_per(ctx, dichiarazione.datore)


def puo_leggere_persone(ctx: Contesto) -> bool:
    """Read, for a stated reason, who the workers of a return filed are."""
    return ctx.ruolo in RUOLI_LAVORATORI


def puo_vedere_elenco(ctx: Contesto) -> bool:
    """Open the list of the returns filed through the portal."""
    return ctx.ruolo in RUOLI_UFFICIO


def puo_configurare(ctx: Contesto) -> bool:
    """Set the terms for corrections."""
    return ctx.ruolo in RUOLI_CONFIGURAZIONE
