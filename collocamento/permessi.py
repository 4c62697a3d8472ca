"""What a role may do with returns. Which rows it reaches is `visible_to`."""

from collocamento.models import Datore, Prospetto
from collocamento.querysets import RUOLI_CONFIGURAZIONE, RUOLI_LAVORATORI
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# Who takes deliveries in.
RUOLI_IMPORTAZIONE = RUOLI_UFFICIO - {Ruolo.AMMINISTRATORE_PROVINCIALE}
# Who speaks for an employer: its own people, and the consultants it gave a mandate.
RUOLI_PARTE = frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE})


def puo_importare(ctx: Contesto) -> bool:
    """Deliver a package and have it read in; the Province's administrator only reads figures."""
    return ctx.e_sistema or ctx.ruolo in RUOLI_IMPORTAZIONE


def puo_vedere_obblighi(ctx: Contesto) -> bool:
    """Open the list of obliged employers and its exports."""
    return ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO


def puo_leggere_lavoratori(ctx: Contesto, prospetto: Prospetto) -> bool:
    """Read who the declared workers are: the targeted-placement office, the company itself, its consultant."""
    if ctx.e_sistema or ctx.ruolo in RUOLI_LAVORATORI:
        return True
    if ctx.ruolo not in RUOLI_PARTE:
        return False
    return Prospetto.objects.visible_to(ctx).filter(pk=prospetto.pk).exists()


def puo_scaricare_originale(ctx: Contesto, prospetto: Prospetto) -> bool:
    """The original names the workers: whoever may read them may have it."""
    return puo_leggere_lavoratori(ctx, prospetto)


def puo_comunicare(ctx: Contesto) -> bool:
    """Write to the employers who have a gap."""
    return ctx.ruolo in RUOLI_LAVORATORI


def puo_modificare_campagna(ctx: Contesto) -> bool:
    """Set due dates, notices and code tables; have the figures computed again by them."""
    return ctx.ruolo in RUOLI_CONFIGURAZIONE


def puo_agire_per(ctx: Contesto, datore: Datore) -> bool:
    """Speak for the employer: keep its staff, prepare its return, ask, sign. The office never does it in its place."""
    return ctx.ruolo in RUOLI_PARTE and Datore.objects.visible_to(ctx).filter(pk=datore.pk).exists()


def puo_decidere(ctx: Contesto) -> bool:
    """Examine and decide what employers ask: exemptions, conventions, certificates."""
    return ctx.e_sistema or ctx.ruolo in RUOLI_LAVORATORI
