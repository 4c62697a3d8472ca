"""Signs of life of the two Celery processes, for /healthz.

Each is given by the process it speaks of: a worker that is busy for an hour is alive, and so is beat meanwhile.
"""

from typing import Any

from celery.signals import after_task_publish, beat_init, worker_ready

from socialabs.base.salute import segna


SECONDI = 15


@worker_ready.connect
def worker_pronto(sender: Any, **kwargs: Any) -> None:
    segna("worker")
    sender.timer.call_repeatedly(SECONDI, segna, ("worker",))


@beat_init.connect
def beat_pronto(**kwargs: Any) -> None:
    segna("beat")


@after_task_publish.connect(sender="socialabs.lavori.tasks.batti")
def beat_ha_pubblicato(**kwargs: Any) -> None:
    segna("beat")
