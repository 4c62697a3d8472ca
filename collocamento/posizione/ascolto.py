"""When returns change the figures of employers, their episodes are brought up to date after the commit."""

import uuid
from collections.abc import Collection

from django.db import transaction

from collocamento.cambiamenti import ascolta
from socialabs.base.contesto import Contesto


# The employers of one message; the nightly task finds what a broker that is down has lost.
LOTTO = 5000


def ricalcola_dopo_il_commit(datori: Collection[uuid.UUID], ctx: Contesto) -> None:
    from collocamento.posizione.tasks import ricalcola_cambiati

    chiavi = [str(pk) for pk in datori]
    for inizio in range(0, len(chiavi), LOTTO):
        lotto = chiavi[inizio : inizio + LOTTO]
        transaction.on_commit(lambda lotto=lotto: ricalcola_cambiati.apply_async([lotto], retry=False), robust=True)


ascolta(ricalcola_dopo_il_commit)
