"""How long deadlines and what was sent about them are kept."""

from dateutil.relativedelta import relativedelta
from django.db import transaction

from socialabs.base.giorni import oggi
from socialabs.promemoria.models import Avviso, IndirizzoCalendario, Scadenza


# From the due date of the deadline, whatever became of it.
ANNI = relativedelta(years=5)


@transaction.atomic
def elimina() -> int:
    """Delete what was due more than five years ago, with its reminders, and what is revoked; how many deadlines.

    What is still due is older only by its date: the next reading of the data writes it again.
    """
    vecchie = Scadenza.objects.con_giorno().filter(quando__lt=oggi() - ANNI).order_by()
    _tutte, per_modello = vecchie.delete()
    Avviso.objects.filter(promemoria__isnull=True).delete()
    IndirizzoCalendario.objects.vecchi().delete()
    return per_modello.get("promemoria.Scadenza", 0)
