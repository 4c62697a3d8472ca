"""What people decide of a deadline, each taking the version that was read; and what an app has just made due."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.versioni import salva_versionato
from socialabs.promemoria.enums import StatoScadenza
from socialabs.promemoria.models import Preparazione, Scadenza
from socialabs.promemoria.permessi import puo_segnare
from socialabs.promemoria.preparazione import allinea_promemoria
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.errori import NonPossibile


def segna_fatta(ctx: Contesto, scadenza: Scadenza, *, versione_letta: int, motivo: str = "") -> Scadenza:
    """Say that it is done: no reminder of it leaves any more, to anybody.

    This and the next two raise PermissionDenied, TransizioneNonAmmessa, and ConflittoVersione when somebody was
    faster.
    """
    return _decidi(ctx, scadenza, StatoScadenza.FATTA, versione_letta, motivo.strip())


def rimanda(ctx: Contesto, scadenza: Scadenza, *, versione_letta: int, al: date, motivo: str) -> Scadenza:
    """Put it off: the reminders not yet sent give way to one on the day `al`. The due date stays what it was.

    Raises NonPossibile, besides, for a day that is not in the future or without a reason.
    """
    if al <= oggi():
        raise NonPossibile(_("Si rimanda a un giorno che deve ancora venire."))
    if not motivo.strip():
        raise NonPossibile(_("Scrivi perché la scadenza è rimandata."))
    return _decidi(ctx, scadenza, StatoScadenza.RIMANDATA, versione_letta, motivo.strip(), al)


def riapri(ctx: Contesto, scadenza: Scadenza, *, versione_letta: int) -> Scadenza:
    """Take back what was decided: the reminders still to come leave again."""
    return _decidi(ctx, scadenza, StatoScadenza.APERTA, versione_letta, "")


@transaction.atomic
def _decidi(
    ctx: Contesto, scadenza: Scadenza, stato: StatoScadenza, versione_letta: int, motivo: str, al: date | None = None
) -> Scadenza:
    attuale = Scadenza.objects.select_for_update(no_key=True).get(pk=scadenza.pk)
    if not puo_segnare(ctx, attuale):
        raise PermissionDenied
    attuale.passa_a(stato, ctx, motivo=motivo, al=al)
    salva_versionato(attuale, versione_letta, ["stato", "motivo", "rimandata_al", "deciso_da", "deciso_il"])
    allinea_promemoria([attuale.pk])
    # The reason is free text: it stays on the deadline, where its reader is known.
    registra_evento(ctx, f"scadenza.{stato.value}", tipo="promemoria.scadenza", oggetto_id=attuale.pk)
    return attuale


def rileggi(*tipi: str) -> None:
    """Have kinds of deadline read again at the next turn, not within the hour: somebody has to hear of what just
    happened.

    After the commit of the caller, which it can neither slow down nor undo: the hourly reading would find the same.
    """
    righe = Preparazione.objects.filter(tipo__in=tipi)
    transaction.on_commit(lambda: righe.update(riuscita_il=None), robust=True)
