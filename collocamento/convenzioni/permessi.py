"""What a role may do with a convention. Which ones it reaches is `visible_to`."""

from collocamento.convenzioni.enums import APERTI, Parte, Stato
from collocamento.convenzioni.errori import NonConsentito
from collocamento.convenzioni.models import Atto, Convenzione
from collocamento.convenzioni.querysets import RUOLI_DESTINATARIO
from collocamento.permessi import puo_agire_per, puo_decidere
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# The office may still write the data: once the text is shared, it must be taken back first.
MODIFICABILI_DALL_UFFICIO = frozenset({Stato.ISTRUTTORIA, Stato.PARERE_COMITATO})


def puo_modificare(ctx: Contesto, convenzione: Convenzione) -> bool:
    """Change what it says: the employer until it presents it, the office while it examines it."""
    if convenzione.stato == Stato.PROPOSTA:
        return convenzione.presentata_il is None and puo_agire_per(ctx, convenzione.datore)
    return convenzione.stato in MODIFICABILI_DALL_UFFICIO and puo_decidere(ctx)


def puo_ritirare(ctx: Contesto, convenzione: Convenzione) -> bool:
    return convenzione.stato in APERTI and puo_agire_per(ctx, convenzione.datore)


def puo_gestire(ctx: Contesto, convenzione: Convenzione) -> bool:
    """Record what becomes of a signed convention, and prepare the acts that change it."""
    return convenzione.in_vigore and puo_decidere(ctx)


def vede_il_calcolo(ctx: Contesto, convenzione: Convenzione) -> bool:
    """The employer's own figures are not for who takes its people in."""
    return ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO or puo_agire_per(ctx, convenzione.datore)


def parte_di(ctx: Contesto, convenzione: Convenzione) -> Parte | None:
    """For whom `ctx` signs: the officer in charge, or who manages one of the organisations. Powers are not lent."""
    if ctx.e_sistema or ctx.attore_reale is not None or ctx.appartenenza is None:
        return None
    if ctx.ruolo == Ruolo.RESPONSABILE:
        return Parte.UFFICIO
    if not ctx.appartenenza.amministratore:
        return None
    if ctx.ruolo == Ruolo.REFERENTE_AZIENDA and ctx.organizzazione_id == convenzione.datore.organizzazione_id:
        return Parte.DATORE
    if ctx.ruolo in RUOLI_DESTINATARIO and ctx.organizzazione_id == convenzione.destinatario_id:
        return Parte.DESTINATARIO
    return None


def puo_firmare(ctx: Contesto, atto: Atto) -> bool:
    """Whether the role is that of a signatory of this act; that it has not signed yet is for the verb to see."""
    return parte_di(ctx, atto.convenzione) in atto.parti


def richiedi(condizione: bool) -> None:
    if not condizione:
        raise NonConsentito
