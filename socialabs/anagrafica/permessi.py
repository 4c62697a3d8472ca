"""Who configures the body, its job centres and its calendar."""

from socialabs.base.contesto import Contesto


CONFIGURANO = frozenset({"amm_prov", "responsabile"})


def puo_configurare(ctx: Contesto) -> bool:
    """The Province's administrator and the head of the office; nobody else sees these pages."""
    return ctx.ruolo in CONFIGURANO
