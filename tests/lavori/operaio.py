"""The Celery application of the worker that the process test starts: the portal's own, with one job type more."""

import time

import django

from socialabs.celery import app


django.setup()

from socialabs.lavori.tipi import tipo_di_lavoro


@tipo_di_lavoro("prova.lungo", titolo="Lavoro lungo")
def lungo(lavoro, avanzamento, ctx):
    """Endless for its first worker, short for the next one."""
    passi = 10_000 if lavoro.tentativi == 1 else 3
    for passo in range(passi):
        avanzamento.aggiorna(passo + 1, passi, "avanti")
        time.sleep(0.05)
    return {"tentativo": lavoro.tentativi}


__all__ = ["app"]
