"""What a role may do with deadlines, reminders and the calendar's address. Which rows it reaches is `visible_to`."""

from socialabs.base.contesto import Contesto
from socialabs.promemoria import registro
from socialabs.promemoria.models import Avviso, Destinazione, Promemoria, Scadenza
from socialabs.utenti.enums import RUOLI_UFFICIO


def puo_segnare(ctx: Contesto, scadenza: Scadenza) -> bool:
    """Say done, put off or open again: who belongs to an audience that the kind lets do it."""
    if ctx.e_sistema:
        return True
    if scadenza.tipo not in registro.chiavi():
        return False
    pubblici = registro.tipo(scadenza.tipo).segnabile_da
    proprie = Destinazione.objects.filter(scadenza=scadenza, pubblico__in=pubblici)
    return proprie.attive(ctx).exists()


def puo_vedere_spedizioni(ctx: Contesto) -> bool:
    """The list of what was sent to whom, and when."""
    return ctx.e_sistema or (ctx.ruolo in RUOLI_UFFICIO and ctx.attore_reale is None)


def puo_reinviare(ctx: Contesto, avviso: Avviso) -> bool:
    """Send again: the offices' roles that follow the kind."""
    if ctx.e_sistema:
        return True
    return puo_vedere_spedizioni(ctx) and avviso.tipo in registro.seguiti_da(ctx.ruolo)


def puo_leggere_casella(ctx: Contesto, avviso: Avviso) -> bool:
    """Mark as read: only one's own, and not while assisting somebody."""
    return ctx.utente is not None and ctx.attore_reale is None and avviso.utente_id == ctx.utente.pk


def puo_scegliere(ctx: Contesto) -> bool:
    """Set one's own preferences and calendar address: nobody in one's place."""
    return ctx.utente is not None and ctx.attore_reale is None


def promemoria_reinviabile(ctx: Contesto, promemoria: Promemoria) -> bool:
    """Whether a row of the list of what was sent offers to send it again."""
    return promemoria.avviso is not None and puo_reinviare(ctx, promemoria.avviso)
