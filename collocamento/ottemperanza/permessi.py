"""What one may do about art. 17. Which rows one reaches is `visible_to`."""

from collocamento.ottemperanza.enums import CON_ESITO, FIRMA
from collocamento.ottemperanza.models import Pratica
from collocamento.permessi import puo_decidere
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


def puo_vedere_elenco(ctx: Contesto) -> bool:
    """Open the list of all requests: the offices."""
    return ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO


def puo_preparare(ctx: Contesto) -> bool:
    """Register a body's request, examine it, prepare its answer."""
    return puo_decidere(ctx)


def puo_firmare(ctx: Contesto) -> bool:
    """Decide the answer that was prepared."""
    return ctx.e_sistema or ctx.ruolo in FIRMA


def puo_leggere_esito(ctx: Contesto, pratica: Pratica) -> bool:
    """The office reads an answer while it prepares it, the employer when it is decided."""
    return puo_vedere_elenco(ctx) or pratica.stato in CON_ESITO
