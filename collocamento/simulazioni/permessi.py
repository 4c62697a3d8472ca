"""What a role may do with scenarios. Which rows it reaches is `visible_to`."""

from collocamento.models import Datore
from collocamento.permessi import RUOLI_PARTE, puo_agire_per, puo_decidere
from collocamento.simulazioni.enums import Parte
from collocamento.simulazioni.models import Scenario
from socialabs.base.contesto import Contesto


def parte_di(ctx: Contesto) -> Parte:
    """On whose side `ctx` makes scenarios."""
    return Parte.AZIENDA if ctx.ruolo in RUOLI_PARTE else Parte.UFFICIO


def puo_simulare(ctx: Contesto, datore: Datore) -> bool:
    """Make scenarios about an employer: its own people, its consultants, the targeted-placement office."""
    return puo_decidere(ctx) or puo_agire_per(ctx, datore)


def puo_modificare(ctx: Contesto, scenario: Scenario) -> bool:
    """Change, share or delete: only the side that made it. Who reads a shared one may copy it."""
    return scenario.parte == parte_di(ctx) and puo_simulare(ctx, scenario.datore)


def puo_condividere(ctx: Contesto, scenario: Scenario) -> bool:
    """Show it to the office: only the employer's side has to ask."""
    return scenario.parte == Parte.AZIENDA and puo_modificare(ctx, scenario)
