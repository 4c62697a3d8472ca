"""What a role may do with acts. Which rows it reaches is `visible_to`."""

from collocamento.enums import Tipologia
from collocamento.models import Datore
from collocamento.permessi import RUOLI_PARTE, puo_agire_per
from collocamento.provvedimenti.enums import RUOLI_DECISIONE, RUOLI_ISTRUTTORIA, SOLO_REGISTRATI, Genere, Stato
from collocamento.provvedimenti.models import Provvedimento
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO


# Who sets the day by which the contribution is declared.
RUOLI_TERMINI = RUOLI_ISTRUTTORIA


def puo_vedere_elenco(ctx: Contesto) -> bool:
    """Open the list across employers."""
    return ctx.ruolo in RUOLI_UFFICIO | RUOLI_PARTE


def puo_vedere_contributi(ctx: Contesto) -> bool:
    """Open the list of what all employers owe."""
    return ctx.ruolo in RUOLI_UFFICIO


def puo_esaminare(ctx: Contesto) -> bool:
    """Take up requests, ask for papers."""
    return ctx.ruolo in RUOLI_ISTRUTTORIA


def puo_decidere(ctx: Contesto) -> bool:
    """Grant, refuse, revoke."""
    return ctx.ruolo in RUOLI_DECISIONE


def generi_per(ctx: Contesto, datore: Datore) -> list[Genere]:
    """The kinds that `ctx` may begin for this employer: gradualità is the office's, the rest are the employer's."""
    if puo_esaminare(ctx):
        return [Genere.GRADUALITA]
    if not puo_agire_per(ctx, datore):
        return []
    pubblico = datore.tipologia == Tipologia.PUBBLICO
    esclusi = {Genere.GRADUALITA} | ({Genere.ESONERO, Genere.ESONERO_60} if pubblico else set())
    return [genere for genere in Genere if genere not in esclusi]


def si_decide(provvedimento: Provvedimento) -> bool:
    """Whether the office has to decide on it; otherwise it is recorded and holds. `datore` should be read with it.

    Private employers compensate by themselves, public ones on authorisation (art. 5 c. 8 and 8-ter).
    """
    if provvedimento.genere == Genere.COMPENSAZIONE:
        return provvedimento.datore.tipologia == Tipologia.PUBBLICO
    return provvedimento.genere not in SOLO_REGISTRATI


def ne_e_parte(ctx: Contesto, provvedimento: Provvedimento) -> bool:
    """Whether `ctx` speaks for the side that wrote it."""
    if provvedimento.dell_ufficio:
        return puo_esaminare(ctx)
    return puo_agire_per(ctx, provvedimento.datore)


def puo_modificare(ctx: Contesto, provvedimento: Provvedimento) -> bool:
    """Change what it says: only while it is a draft."""
    return provvedimento.stato == Stato.BOZZA and ne_e_parte(ctx, provvedimento)


def puo_leggere_allegati(ctx: Contesto) -> bool:
    return ctx.ruolo in RUOLI_ISTRUTTORIA | RUOLI_PARTE


def puo_allegare(ctx: Contesto, provvedimento: Provvedimento) -> bool:
    """Add a paper: the writer in the draft, both sides while the office works on it."""
    if provvedimento.stato == Stato.BOZZA:
        return puo_modificare(ctx, provvedimento)
    aperta = provvedimento.stato in {Stato.PRESENTATA, Stato.IN_ISTRUTTORIA, Stato.INTEGRAZIONE, Stato.PREAVVISO}
    return aperta and (puo_esaminare(ctx) or ne_e_parte(ctx, provvedimento))


def puo_tenere_conto(ctx: Contesto, datore: Datore) -> bool:
    """Prepare the statement of the contribution: the employer, whose working days they are, and the office."""
    return puo_esaminare(ctx) or puo_agire_per(ctx, datore)
