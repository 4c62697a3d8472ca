"""A helper process: `python -m collocamento.importazione.operaio` examines the batches that come in on its input.

It has no database and no settings of its own; it ends when its input does, so it never outlives who started it.
"""

import gc
import pickle
import sys
from typing import BinaryIO

from django.conf import settings

from collocamento.importazione.esame import esamina


def lavora(ingresso: BinaryIO, uscita: BinaryIO) -> None:
    chiavi, tavole = pickle.load(ingresso)
    settings.configure(FIELD_ENCRYPTION_KEYS=chiavi)
    # Documents are many small objects without cycles: the collector would search them in vain all the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    while True:
        try:
            lotto = pickle.load(ingresso)
        except EOFError:
            return
        esiti = [esamina(nome, contenuto, tavole) for nome, contenuto in lotto]
        pickle.dump(esiti, uscita, protocol=pickle.HIGHEST_PROTOCOL)
        uscita.flush()


if __name__ == "__main__":
    lavora(sys.stdin.buffer, sys.stdout.buffer)
