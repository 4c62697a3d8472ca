import uuid

from celery import shared_task

from socialabs.base.contesto import Contesto
from socialabs.posta.azioni import invia_ora
from socialabs.posta.models import Messaggio
from socialabs.registro.azioni import registra_evento


LOTTO = 500


@shared_task
def invia(messaggio_id: str) -> None:
    """Send a message. The Celery message may come twice or late: the row decides."""
    invia_ora(uuid.UUID(messaggio_id))


@shared_task(expires=60)
def riprendi_ferma() -> None:
    """Hand over what is due: messages whose wait is over, and those whose Celery message was lost."""
    for pk in Messaggio.objects.da_inviare().order_by("prossimo_tentativo").values_list("pk", flat=True)[:LOTTO]:
        invia.apply_async([str(pk)], retry=False, expires=600)


@shared_task(expires=3600)
def elimina_vecchia() -> None:
    """Delete messages closed for longer than they are kept."""
    quanti, _per_modello = Messaggio.objects.vecchi().delete()
    if quanti:
        registra_evento(Contesto.sistema("posta"), "posta.eliminata", dettagli={"messaggi": quanti})
