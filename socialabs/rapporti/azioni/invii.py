"""What may be done to a scheduled report by who asked for it. What the portal does with it is in `spedizione`."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import Transizione, controlla
from socialabs.base.versioni import salva_versionato
from socialabs.rapporti.enums import StatoInvio
from socialabs.rapporti.models import InvioPeriodico
from socialabs.rapporti.permessi import possibili_destinatari, puo_programmare
from socialabs.rapporti.registro import trova
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.models import Appartenenza


TRANSIZIONI = {
    StatoInvio.ATTIVO: Transizione(frozenset({StatoInvio.SOSPESO, StatoInvio.FERMO})),
    StatoInvio.SOSPESO: Transizione(frozenset({StatoInvio.ATTIVO, StatoInvio.FERMO})),
    StatoInvio.FERMO: Transizione(frozenset({StatoInvio.ATTIVO})),
}
CALENDARIO = ("cadenza", "giorno", "mese", "interrogazione", "stato", "occorrenza", "quando")


class DestinatariNonAmmessi(Exception):
    """Nobody, or somebody who is not of the office or may not see the report. The message is for the user."""


@transaction.atomic
def programma(invio: InvioPeriodico, destinatari: Iterable[Appartenenza], *, ctx: Contesto) -> InvioPeriodico:
    """Write a new schedule, asked for by `ctx`; its first day is after today.

    Raises PermissionDenied, DestinatariNonAmmessi.
    """
    invio.proprietario = ctx.appartenenza
    ammessi = _destinatari(invio, destinatari, ctx)
    invio.rimanda_a_dopo(oggi())
    invio.save()
    invio.destinatari.set(ammessi)
    _registra(ctx, "rapporto.programmato", invio)
    return invio


@transaction.atomic
def cambia(
    invio: InvioPeriodico, destinatari: Iterable[Appartenenza], *, versione_letta: int, ctx: Contesto
) -> InvioPeriodico:
    """Change calendar, parameters and addressees. Raises also ConflittoVersione."""
    ammessi = _destinatari(invio, destinatari, ctx)
    if invio.stato == StatoInvio.ATTIVO:
        invio.rimanda_a_dopo(oggi())
    salva_versionato(invio, versione_letta, CALENDARIO)
    invio.destinatari.set(ammessi)
    _registra(ctx, "rapporto.programma_cambiato", invio)
    return invio


@transaction.atomic
def passa_a(invio: InvioPeriodico, stato: StatoInvio, *, ctx: Contesto) -> InvioPeriodico:
    """Pause or start again: what fell due meanwhile is not made up for.

    Raises TransizioneNonAmmessa, and PermissionDenied for who may see the report no more.
    """
    attuale = InvioPeriodico.objects.select_for_update(of=("self",)).get(pk=invio.pk)
    _di_chi_puo(attuale, ctx)
    controlla(TRANSIZIONI, attuale.stato, stato, ctx)
    attuale.stato = stato
    attuale.occorrenza = attuale.quando = None
    if stato == StatoInvio.ATTIVO:
        attuale.rimanda_a_dopo(oggi())
    salva_versionato(attuale, attuale.versione, ("stato", "occorrenza", "quando"))
    _registra(ctx, f"rapporto.invio_{stato}", attuale)
    return attuale


@transaction.atomic
def elimina(invio: InvioPeriodico, *, ctx: Contesto) -> None:
    """Forget a schedule; the snapshots it froze stay."""
    _registra(ctx, "rapporto.invio_eliminato", invio)
    invio.delete()


def _di_chi_puo(invio: InvioPeriodico, ctx: Contesto) -> None:
    rapporto = trova(ctx, invio.rapporto)
    if rapporto is None or not puo_programmare(ctx, rapporto):
        raise PermissionDenied


def _destinatari(invio: InvioPeriodico, scelti: Iterable[Appartenenza], ctx: Contesto) -> list[Appartenenza]:
    _di_chi_puo(invio, ctx)
    chiesti = {a.pk for a in scelti}
    ammessi = list(possibili_destinatari(invio.proprietario, trova(ctx, invio.rapporto)).filter(pk__in=chiesti))
    if not ammessi or len(ammessi) != len(chiesti):
        raise DestinatariNonAmmessi(_("Scegli almeno un destinatario fra le persone del tuo ufficio."))
    return ammessi


def _registra(ctx: Contesto, verbo: str, invio: InvioPeriodico) -> None:
    registra_evento(ctx, verbo, tipo="rapporti.invioperiodico", oggetto_id=invio.pk, etichetta=invio.rapporto)
