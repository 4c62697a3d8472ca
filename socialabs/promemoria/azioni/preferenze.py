"""What a person chooses to receive."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.promemoria import registro
from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.models import Preferenza
from socialabs.promemoria.permessi import puo_scegliere
from socialabs.utenti.errori import NonPossibile


@transaction.atomic
def imposta_preferenza(
    ctx: Contesto, *, tipo: str, canali: Collection[Canale], frequenza: Frequenza = Frequenza.SUBITO
) -> Preferenza:
    """Choose for one kind, or (`tipo` empty) for all those of which nothing is chosen.

    Raises PermissionDenied in assistance; NonPossibile for an unknown kind, and for a duty by fewer than its channels
    or later than at once.
    """
    if not puo_scegliere(ctx):
        raise PermissionDenied
    if tipo and tipo not in registro.chiavi():
        raise NonPossibile(_("Questo argomento non esiste."))
    if tipo and registro.tipo(tipo).dovere:
        dovuti = registro.tipo(tipo).canali - {Canale.CALENDARIO}
        if not dovuti <= set(canali) or frequenza != Frequenza.SUBITO:
            raise NonPossibile(_("Questi promemoria riguardano un obbligo di legge: non si possono spegnere."))
    preferenza, _nuova = Preferenza.objects.update_or_create(
        utente=ctx.utente,
        tipo=tipo,
        defaults={canale.value: canale in canali for canale in Canale} | {"frequenza": frequenza},
    )
    return preferenza
