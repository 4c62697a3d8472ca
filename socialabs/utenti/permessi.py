"""What a role may do with accounts, memberships, mandates and assistance. Plain functions of the context."""

from socialabs.anagrafica.enums import TipoOrganizzazione as Tipo
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import RUOLI_CHE_ASSISTONO, Ruolo
from socialabs.utenti.models import Appartenenza, Delega, Utente


# Which roles exist in which kind of organisation.
RUOLI_PER_TIPO: dict[str, frozenset[Ruolo]] = {
    Tipo.PROVINCIA: frozenset(
        {
            Ruolo.AMMINISTRATORE_PROVINCIALE,
            Ruolo.RESPONSABILE,
            Ruolo.OPERATORE_CM,
            Ruolo.SEGRETERIA_TAVOLO,
            Ruolo.COMPONENTE_TAVOLO,
            Ruolo.COMITATO_TECNICO,
            Ruolo.AMMINISTRATORE_SISTEMA,
            Ruolo.AUDITOR,
        }
    ),
    Tipo.CPI: frozenset({Ruolo.RESPONSABILE, Ruolo.OPERATORE_CM, Ruolo.OPERATORE_CPI, Ruolo.PERSONA}),
    Tipo.ENTE_PUBBLICO: frozenset(
        {Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR, Ruolo.COMITATO_TECNICO, Ruolo.COMPONENTE_TAVOLO}
    ),
    Tipo.AZIENDA: frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR, Ruolo.COMPONENTE_TAVOLO}),
    Tipo.COOPERATIVA_A: frozenset(
        {Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR, Ruolo.COMPONENTE_TAVOLO}
    ),
    Tipo.COOPERATIVA_B: frozenset(
        {Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR, Ruolo.COMPONENTE_TAVOLO}
    ),
    Tipo.STUDIO: frozenset({Ruolo.CONSULENTE, Ruolo.COMPONENTE_TAVOLO}),
    Tipo.ASSOCIAZIONE: frozenset({Ruolo.COMPONENTE_TAVOLO, Ruolo.TUTOR}),
    Tipo.ALTRO: frozenset({Ruolo.COMPONENTE_TAVOLO, Ruolo.TUTOR}),
}

# Which roles a role may hand out: never one that reaches more than the office of who hands it out. The system
# administrator appoints only other administrators, or by a second address would reach the cases; the auditor, who
# watches the system administrator, is not appointed by them; the members of the table are named by the Province.
CONFERIBILI: dict[str, frozenset[Ruolo]] = {
    Ruolo.AMMINISTRATORE_PROVINCIALE: frozenset(Ruolo),
    Ruolo.AMMINISTRATORE_SISTEMA: frozenset({Ruolo.AMMINISTRATORE_SISTEMA, Ruolo.AMMINISTRATORE_PROVINCIALE}),
    Ruolo.RESPONSABILE: frozenset(Ruolo)
    - {Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.AMMINISTRATORE_SISTEMA, Ruolo.AUDITOR},
    Ruolo.OPERATORE_CM: frozenset({Ruolo.OPERATORE_CM, Ruolo.OPERATORE_CPI, Ruolo.PERSONA}),
    Ruolo.OPERATORE_CPI: frozenset({Ruolo.OPERATORE_CPI, Ruolo.PERSONA}),
    Ruolo.REFERENTE_AZIENDA: frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR}),
    Ruolo.REFERENTE_COOPERATIVA: frozenset({Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA, Ruolo.TUTOR}),
    Ruolo.CONSULENTE: frozenset({Ruolo.CONSULENTE}),
    Ruolo.COMPONENTE_TAVOLO: frozenset({Ruolo.COMPONENTE_TAVOLO}),
}

GESTISCONO_TUTTE = frozenset({Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.AMMINISTRATORE_SISTEMA})
UFFICIO_DELEGHE = frozenset({Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE, Ruolo.OPERATORE_CM})


def puo_amministrare(ruolo: str) -> bool:
    """May someone with this role manage the people of their organisation? Only who has roles to hand out."""
    return ruolo in CONFERIBILI


def puo_gestire_persone(ctx: Contesto, organizzazione: Organizzazione) -> bool:
    """See the people of an organisation and their invitations. Not in assistance: powers are not lent."""
    if ctx.attore_reale is not None or ctx.appartenenza is None:
        return False
    if ctx.ruolo in GESTISCONO_TUTTE:
        return True
    return ctx.appartenenza.amministratore and ctx.organizzazione_id == organizzazione.pk


def puo_scegliere_organizzazione(ctx: Contesto) -> bool:
    return ctx.attore_reale is None and ctx.ruolo in GESTISCONO_TUTTE


def ruoli_conferibili(ctx: Contesto, organizzazione: Organizzazione) -> list[Ruolo]:
    """The roles that `ctx` may give in `organizzazione`, in the order of Ruolo."""
    if not puo_gestire_persone(ctx, organizzazione):
        return []
    ammessi = RUOLI_PER_TIPO[organizzazione.tipo] & CONFERIBILI.get(ctx.ruolo, frozenset())
    return [ruolo for ruolo in Ruolo if ruolo in ammessi]


def puo_conferire(ctx: Contesto, organizzazione: Organizzazione, ruolo: str) -> bool:
    if ctx.e_sistema:
        return ruolo in RUOLI_PER_TIPO[organizzazione.tipo]
    return ruolo in ruoli_conferibili(ctx, organizzazione)


def puo_modificare(ctx: Contesto, appartenenza: Appartenenza) -> bool:
    """Deactivate, reactivate or make administrator: only for a role that one could hand out."""
    return puo_conferire(ctx, appartenenza.organizzazione, appartenenza.ruolo)


def puo_gestire_conti(ctx: Contesto) -> bool:
    return ctx.attore_reale is None and ctx.ha_ruolo(Ruolo.AMMINISTRATORE_SISTEMA)


def puo_gestire_conto(ctx: Contesto, utente: Utente) -> bool:
    """Nobody locks themselves out, nor resets their own second factor from here."""
    return puo_gestire_conti(ctx) and ctx.utente.pk != utente.pk


def puo_vedere_deleghe(ctx: Contesto) -> bool:
    return ctx.ruolo in UFFICIO_DELEGHE | {Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE}


def puo_delegare_per(ctx: Contesto, organizzazione: Organizzazione) -> bool:
    """The office, or who manages the company that gives the mandate."""
    if ctx.e_sistema or ctx.ruolo in UFFICIO_DELEGHE:
        return True
    return (
        ctx.ha_ruolo(Ruolo.REFERENTE_AZIENDA)
        and ctx.appartenenza.amministratore
        and ctx.organizzazione_id == organizzazione.pk
    )


def puo_terminare(ctx: Contesto, delega: Delega) -> bool:
    """Who could give it, or the firm that holds it and gives it back."""
    del_delegato = ctx.ha_ruolo(Ruolo.CONSULENTE) and ctx.organizzazione_id == delega.delegato_id
    return (del_delegato and ctx.appartenenza.amministratore) or puo_delegare_per(ctx, delega.delegante)


def puo_assistere(ctx: Contesto) -> bool:
    return ctx.attore_reale is None and ctx.ruolo in RUOLI_CHE_ASSISTONO


def puo_essere_assistita(appartenenza: Appartenenza) -> bool:
    """Companies, consultants and cooperatives: never staff, nor anyone who also works for the office."""
    return Appartenenza.objects.assistibili().filter(pk=appartenenza.pk).exists()
