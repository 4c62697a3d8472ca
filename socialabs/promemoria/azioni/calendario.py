"""The secret address of a person's calendar."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.promemoria.models import IndirizzoCalendario
from socialabs.promemoria.permessi import puo_scegliere
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.models import Utente


@transaction.atomic
def nuovo_indirizzo(ctx: Contesto) -> str:
    """Give a new address and revoke the one in use; the secret returned cannot be had again.

    Raises PermissionDenied in assistance.
    """
    if not puo_scegliere(ctx):
        raise PermissionDenied
    # Two clicks together: the second waits here, and revokes the first one's address.
    Utente.objects.select_for_update(no_key=True).get(pk=ctx.utente.pk)
    _revoca(ctx)
    segreto = secrets.token_urlsafe(32)
    indirizzo = IndirizzoCalendario.objects.create(
        utente=ctx.utente, impronta=IndirizzoCalendario.impronta_di(segreto)
    )
    registra_evento(ctx, "calendario.indirizzo", tipo="promemoria.indirizzocalendario", oggetto_id=indirizzo.pk)
    return segreto


@transaction.atomic
def revoca_indirizzo(ctx: Contesto) -> bool:
    """Revoke the address in use; False when there was none. Raises PermissionDenied in assistance."""
    if not puo_scegliere(ctx):
        raise PermissionDenied
    revocato = _revoca(ctx)
    if revocato:
        registra_evento(ctx, "calendario.revocato")
    return revocato


def _revoca(ctx: Contesto) -> bool:
    in_uso = IndirizzoCalendario.objects.visible_to(ctx).filter(revocato_il__isnull=True)
    return bool(in_uso.update(revocato_il=adesso(), modificato_il=adesso()))
