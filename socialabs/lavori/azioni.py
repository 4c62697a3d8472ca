"""What may be done to a job: start it, take it, close it, cancel it, put it back in the queue."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.errori import LavoroGiaInCorso
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tipi import tipo as tipo_dichiarato
from socialabs.registro.azioni import registra_evento


TENTATIVI_MASSIMI = 3


def avvia(tipo: str, argomenti: dict[str, Any], *, ctx: Contesto, chiave_unica: str | None = None) -> Lavoro:
    """Write the job down and hand it to a worker once the caller's transaction commits.

    Raises KeyError for an undeclared `tipo`, PermissionDenied for a role that may not start it, and
    LavoroGiaInCorso (with the open job) when one with the same `chiave_unica` is still open.
    """
    if not tipo_dichiarato(tipo).ammette(ctx):
        raise PermissionDenied
    try:
        with transaction.atomic():
            lavoro = Lavoro.objects.create(
                tipo=tipo,
                argomenti=argomenti,
                chiave_unica=chiave_unica or "",
                proprietario=ctx.utente,
                attore_reale=ctx.attore_reale,
                appartenenza=ctx.appartenenza,
                organizzazione_id=ctx.organizzazione_id,
            )
    except IntegrityError:
        aperto = Lavoro.objects.aperti().filter(chiave_unica=chiave_unica or "").first()
        if not chiave_unica or aperto is None:
            raise
        raise LavoroGiaInCorso(aperto) from None
    registra_evento(ctx, "lavoro.avviato", tipo="lavori.lavoro", oggetto_id=lavoro.pk, etichetta=tipo)
    _consegna_dopo_il_commit(lavoro)
    return lavoro


def _consegna_dopo_il_commit(lavoro: Lavoro) -> None:
    """A broker that is down loses no job and breaks no page: the sweeper hands over what was not taken."""
    from socialabs.lavori.tasks import esegui

    transaction.on_commit(lambda: esegui.apply_async([str(lavoro.pk)], retry=False), robust=True)


@transaction.atomic
def prendi(lavoro_id: uuid.UUID) -> Lavoro | None:
    """Take a queued job for this worker; None when it is taken, closed or gone: the message was a duplicate."""
    lavoro = (
        Lavoro.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("proprietario", "appartenenza", "attore_reale")
        .filter(pk=lavoro_id, stato=StatoLavoro.IN_CODA)
        .first()
    )
    if lavoro is None:
        return None
    lavoro.passa_a(StatoLavoro.IN_CORSO, Contesto.sistema("lavori"))
    lavoro.iniziato_il = lavoro.iniziato_il or adesso()
    lavoro.battito = adesso()
    lavoro.tentativi += 1
    lavoro.save()
    return lavoro


@transaction.atomic
def chiudi(lavoro: Lavoro, stato: StatoLavoro, **campi: Any) -> bool:
    """Close a job that this worker holds; False when another one holds it by now."""
    attuale = Lavoro.objects.select_for_update().get(pk=lavoro.pk)
    if attuale.stato != StatoLavoro.IN_CORSO or attuale.tentativi != lavoro.tentativi:
        return False
    attuale.passa_a(stato, Contesto.sistema("lavori"))
    for campo, valore in campi.items():
        setattr(attuale, campo, valore)
    attuale.save()
    return True


@transaction.atomic
def annulla(lavoro: Lavoro, *, ctx: Contesto) -> Lavoro:
    """Cancel a queued job at once, ask a running one to stop. Raises TransizioneNonAmmessa on a closed one."""
    attuale = Lavoro.objects.select_for_update().get(pk=lavoro.pk)
    if attuale.stato == StatoLavoro.IN_CORSO:
        attuale.annullamento_richiesto = True
    else:
        attuale.passa_a(StatoLavoro.ANNULLATO, ctx)
    attuale.save()
    registra_evento(ctx, "lavoro.annullato", tipo="lavori.lavoro", oggetto_id=attuale.pk, etichetta=attuale.tipo)
    return attuale


@transaction.atomic
def riprendi(lavoro: Lavoro) -> None:
    """Settle an open job whose message was lost or whose worker died: again, cancelled as asked, or given up."""
    sistema = Contesto.sistema("lavori")
    if lavoro.annullamento_richiesto:
        lavoro.passa_a(StatoLavoro.ANNULLATO, sistema)
    elif lavoro.tentativi >= TENTATIVI_MASSIMI:
        lavoro.passa_a(StatoLavoro.FALLITO, sistema)
        lavoro.errore = _("Il lavoro si è interrotto più volte senza finire. Riferimento: %(id)s") % {"id": lavoro.pk}
    else:
        if lavoro.stato == StatoLavoro.IN_CORSO:
            lavoro.passa_a(StatoLavoro.IN_CODA, sistema)
        lavoro.accodato_il = adesso()
        _consegna_dopo_il_commit(lavoro)
    lavoro.save()
