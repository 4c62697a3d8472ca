from celery import shared_task

from socialabs.rapporti.spedizione import invia_il_prossimo


# A beat that comes back after this many finds the rest.
LOTTO = 200


@shared_task(expires=300)
def invia_programmati() -> None:
    """Send the scheduled reports whose day has come, each in its own transaction."""
    for _volta in range(LOTTO):
        if not invia_il_prossimo():
            return
