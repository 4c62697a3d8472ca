"""Work done batch by batch: in this process when there is little of it, with helper processes when it pays.

Helpers are plain child processes on a pipe, because a Celery worker may not have `multiprocessing` children.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from typing import Any

from django.conf import settings

from collocamento.importazione.esame import Esaminato, NonAccolto, esamina_lotto
from collocamento.importazione.tavole import Tavole
from collocamento.unipi.archivio import Voce


# Below this many files a helper costs more than it gives.
POCHI_FILE = 300
FILE_PER_LOTTO = 100
BYTE_PER_LOTTO = 2 * 1024**2
BYTE_PESANTI = 4 * 1024**2
AIUTANTI = min(2, os.cpu_count() or 1)

# A file that could not even be opened travels as its refusal.
Lotto = list[tuple[str, bytes | NonAccolto]]
# What is done to a batch, by the tables: a function of a module without database, so that a helper finds it by name.
Compito = Callable[[list[Any], Tavole], list[Any]]


class AiutanteFermo(RuntimeError):
    """A helper process ended before its time."""


def esamina_tutti(voci: Iterable[Voce], totale: int, tavole: Tavole) -> Iterator[list[Esaminato]]:
    """The files in their order, a batch at a time, in constant memory. Raises AiutanteFermo when a helper dies."""
    return svolgi(esamina_lotto, lotti(voci), tavole, conviene=totale >= POCHI_FILE, peso=_peso)


def svolgi(
    compito: Compito,
    lotti: Iterable[list[Any]],
    tavole: Tavole,
    *,
    conviene: bool,
    peso: Callable[[list[Any]], int] = len,
) -> Iterator[list[Any]]:
    """What `compito` makes of each batch, in their order; `conviene` says whether there is enough of them for helpers.

    `peso` tells the bytes of a batch. Raises AiutanteFermo when a helper dies.
    """
    if conviene and AIUTANTI > 1:
        yield from _con_aiutanti(compito, lotti, tavole, peso)
    else:
        for lotto in lotti:
            yield compito(lotto, tavole)


def lotti(voci: Iterable[Voce]) -> Iterator[Lotto]:
    """Batches of a few files, or of few bytes when the files are large."""
    lotto: Lotto = []
    peso = 0
    for voce in voci:
        if isinstance(voce.contenuto, bytes):
            lotto.append((voce.nome, voce.contenuto))
            peso += len(voce.contenuto)
        else:
            lotto.append((voce.nome, NonAccolto.da(voce.contenuto)))
        if len(lotto) == FILE_PER_LOTTO or peso >= BYTE_PER_LOTTO:
            yield lotto
            lotto, peso = [], 0
    if lotto:
        yield lotto


def _con_aiutanti(
    compito: Compito, lotti: Iterable[list[Any]], tavole: Tavole, peso: Callable[[list[Any]], int]
) -> Iterator[list[Any]]:
    """Each helper has a thread that waits for it; two batches each are under way, results come in order.

    A heavy batch goes alone, always to the first helper: no two of them are ever in memory together.
    """
    in_corso: deque[Future[list[Any]]] = deque()
    with ExitStack() as aperti:
        aiutanti = [aperti.enter_context(Aiutante(compito, tavole)) for _ in range(AIUTANTI)]
        fili = [aperti.enter_context(ThreadPoolExecutor(1)) for _ in aiutanti]
        turni = cycle(zip(fili, aiutanti, strict=True))
        for lotto in lotti:
            pesante = peso(lotto) > BYTE_PESANTI
            if pesante:
                yield from _risultati(in_corso, 0)
            filo, aiutante = (fili[0], aiutanti[0]) if pesante else next(turni)
            in_corso.append(filo.submit(aiutante.svolgi, lotto))
            yield from _risultati(in_corso, 0 if pesante else 2 * AIUTANTI)
        yield from _risultati(in_corso, 0)


def _risultati(in_corso: deque[Future[list[Any]]], lasciati: int) -> Iterator[list[Any]]:
    """The oldest results, until no more than `lasciati` batches are under way."""
    while len(in_corso) > lasciati:
        yield in_corso.popleft().result()


def _peso(lotto: Lotto) -> int:
    return sum(len(contenuto) for _nome, contenuto in lotto if isinstance(contenuto, bytes))


class Aiutante:
    """A helper process and the pipe to it."""

    def __init__(self, compito: Compito, tavole: Tavole):
        self._compito, self._tavole = compito, tavole

    def __enter__(self) -> "Aiutante":
        self._processo = subprocess.Popen(
            [sys.executable, "-m", "collocamento.importazione.operaio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            # Ctrl-C is for who started the work: it then closes its helpers.
            start_new_session=True,
        )
        self._manda((settings.FIELD_ENCRYPTION_KEYS, self._tavole, self._compito))
        return self

    def __exit__(self, *eccezione: object) -> None:
        self._processo.kill()
        self._processo.wait()
        self._processo.stdin.close()
        self._processo.stdout.close()

    def svolgi(self, lotto: list[Any]) -> list[Any]:
        self._manda(lotto)
        try:
            return pickle.load(self._processo.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise AiutanteFermo from None

    def _manda(self, oggetto: object) -> None:
        try:
            pickle.dump(oggetto, self._processo.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._processo.stdin.flush()
        except BrokenPipeError:
            raise AiutanteFermo from None
