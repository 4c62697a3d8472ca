"""What one may do with the table. Which rows one reaches is `visible_to`."""

from socialabs.base.contesto import Contesto
from tavolo.ambito import entra, legge_tutto
from tavolo.enums import IMPEGNI_APERTI, SEGRETERIA, StatoSeduta
from tavolo.models import Convocazione, Impegno, Mandato, Seduta, Seggio


class NonConsentito(Exception):
    """The verb is not for this person. The message is for the user."""


def puo_entrare(ctx: Contesto) -> bool:
    """Open the table's pages: those who read everything, members, former members."""
    return entra(ctx)


def puo_leggere_tutto(ctx: Contesto) -> bool:
    """Read internal items, drafts, addresses and answers."""
    return legge_tutto(ctx)


def puo_scrivere(ctx: Contesto) -> bool:
    """Keep members, rules, meetings, minutes and registers: the secretariat."""
    return ctx.e_sistema or ctx.ruolo in SEGRETERIA


def puo_presiedere(ctx: Contesto, seduta: Seduta) -> bool:
    """Open the meeting, close it, find it deserted: the secretariat, or who is named in the chair."""
    if puo_scrivere(ctx):
        return True
    presiede = seduta.presidente if seduta.presidente_id else None
    return ctx.utente is not None and presiede is not None and presiede.utente_id == ctx.utente.pk


def puo_rispondere(ctx: Contesto, convocazione: Convocazione) -> bool:
    """Answer a convocation: who received it, or the secretariat that was told."""
    propria = ctx.utente is not None and convocazione.partecipante.utente_id == ctx.utente.pk
    return propria or puo_scrivere(ctx)


def puo_osservare(ctx: Contesto, seduta: Seduta) -> bool:
    """Comment on minutes in review: who had a mandate in that organ on the day of the meeting."""
    if ctx.utente is None or seduta.stato != StatoSeduta.IN_REVISIONE:
        return False
    seggi = Seggio.objects.dell_organo(seduta.gruppo_id)
    return Mandato.objects.di(ctx).al(seduta.giorno).filter(seggio__in=seggi).exists()


def puo_aggiornare(ctx: Contesto, impegno: Impegno) -> bool:
    """Say how far an action has come: the secretariat, the person in charge, who sits for the body in charge."""
    if puo_scrivere(ctx):
        return True
    if ctx.utente is None or impegno.stato not in IMPEGNI_APERTI:
        return False
    return Impegno.objects.a_carico_di(ctx).filter(pk=impegno.pk).exists()


def richiedi(consentito: bool) -> None:
    """Raise NonConsentito unless `consentito`."""
    if not consentito:
        raise NonConsentito
