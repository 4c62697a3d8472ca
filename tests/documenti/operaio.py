"""The Celery application of the worker that the batch's process test starts: the portal's own, with one kind more."""

import os

import django

from socialabs.celery import app


django.setup()

from socialabs.documenti import lavori, officina
from tests.documenti.tipi import dichiara


dichiara()
# Small blocks, and no helpers to start: what is tested is what a kill leaves behind.
lavori.BLOCCO = int(os.environ.get("BLOCCO_DI_PROVA", "5"))
officina.POCHI = 10**6

__all__ = ["app"]
