from celery import shared_task

from socialabs.base.contesto import Contesto
from socialabs.promemoria.conservazione import elimina
from socialabs.promemoria.turno import fai_un_turno
from socialabs.registro.azioni import registra_evento


@shared_task(expires=120)
def turno() -> None:
    """Read what is due and send the reminders whose hour has come."""
    fai_un_turno()


@shared_task(expires=3600)
def elimina_vecchie() -> None:
    """Delete deadlines, items and revoked addresses kept long enough."""
    quante = elimina()
    if quante:
        registra_evento(Contesto.sistema("promemoria"), "promemoria.eliminati", dettagli={"scadenze": quante})
