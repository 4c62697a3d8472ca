"""What the system does by itself about accounts."""

from celery import shared_task
from django.db import transaction

from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.models import Invito


@shared_task(expires=3600)
@transaction.atomic
def elimina_inviti_vecchi() -> None:
    """Delete the invitations past their retention; what was accepted stays as a membership, and in the register."""
    quanti, _per_modello = Invito.objects.vecchi().delete()
    if quanti:
        registra_evento(Contesto.sistema("utenti"), "inviti.eliminati", dettagli={"numero": quanti})
