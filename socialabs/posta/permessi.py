from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import Ruolo


def puo_gestire_posta(ctx: Contesto) -> bool:
    return ctx.ha_ruolo(Ruolo.AMMINISTRATORE_SISTEMA)
