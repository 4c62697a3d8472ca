"""The inbox, and sending again on purpose."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.promemoria.enums import ViaPosta
from socialabs.promemoria.messaggi import accoda_avviso
from socialabs.promemoria.models import Avviso
from socialabs.promemoria.permessi import puo_leggere_casella, puo_reinviare, puo_scegliere
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.errori import NonPossibile


def segna_letto(ctx: Contesto, avviso: Avviso, *, letto: bool = True) -> None:
    """Mark an item of one's own inbox as read, or as unread again. Raises PermissionDenied for another's."""
    if not puo_leggere_casella(ctx, avviso):
        raise PermissionDenied
    da_cambiare = Avviso.objects.filter(pk=avviso.pk, letto_il__isnull=letto)
    da_cambiare.update(letto_il=adesso() if letto else None, modificato_il=adesso())


def segna_tutti_letti(ctx: Contesto) -> int:
    """Mark one's whole inbox as read; how many items were not."""
    if not puo_scegliere(ctx):
        raise PermissionDenied
    return Avviso.objects.casella_di(ctx).non_letti().update(letto_il=adesso(), modificato_il=adesso())


@transaction.atomic
def reinvia(ctx: Contesto, avviso: Avviso, *, motivo: str) -> Avviso:
    """Send an item again, by mail where the person has an address, and as unread in the inbox.

    Raises PermissionDenied, or NonPossibile without a reason, for somebody who no longer has access, or while the
    item still waits for its digest.
    """
    attuale = Avviso.objects.select_for_update(of=("self",)).select_related("utente").get(pk=avviso.pk)
    if not puo_reinviare(ctx, attuale):
        raise PermissionDenied
    if not motivo.strip():
        raise NonPossibile(_("Scrivi perché il promemoria parte di nuovo."))
    if not attuale.utente.is_active:
        raise NonPossibile(_("Il destinatario non ha più accesso al portale."))
    if attuale.via_posta == ViaPosta.RIEPILOGO:
        raise NonPossibile(_("L'avviso aspetta il prossimo riepilogo: partirà con quello."))
    if attuale.utente.email:
        accoda_avviso(attuale)
    attuale.in_casella, attuale.letto_il = True, None
    attuale.save()
    registra_evento(ctx, "promemoria.reinviato", tipo="promemoria.avviso", oggetto_id=attuale.pk, motivo=motivo)
    return attuale
