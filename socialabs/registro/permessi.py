from socialabs.base.contesto import Contesto


def puo_leggere_registro(ctx: Contesto) -> bool:
    return ctx.ha_ruolo("auditor")
