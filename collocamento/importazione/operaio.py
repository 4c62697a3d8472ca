"""A helper process: `python -m collocamento.importazione.operaio` works through the batches that come on its input.

It has no database and no settings of its own; it ends when its input does, so it never outlives who started it.
"""

import gc
import pickle
import sys
from typing import BinaryIO

from django.conf import settings


def lavora(ingresso: BinaryIO, uscita: BinaryIO) -> None:
    """`ingresso` gives the keys, the tables and the task (a function of a batch and the tables), then the batches."""
    chiavi, tavole, compito = pickle.load(ingresso)
    settings.configure(FIELD_ENCRYPTION_KEYS=chiavi)
    # Documents are many small objects without cycles: the collector would search them in vain all the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    while True:
        try:
            lotto = pickle.load(ingresso)
        except EOFError:
            return
        pickle.dump(compito(lotto, tavole), uscita, protocol=pickle.HIGHEST_PROTOCOL)
        uscita.flush()


if __name__ == "__main__":
    lavora(sys.stdin.buffer, sys.stdout.buffer)
