"""Where HTML becomes PDF: in this process for a few documents, with helper processes when a batch pays for them.

Helpers are plain child processes on a pipe, because a Celery worker may not have `multiprocessing` children. They get
HTML and give bytes: no database, no key.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from django.conf import settings

from socialabs.base.pdf import pdf_disponibile, scrivi_pdf


# Below this many documents a helper's start costs more than it gives.
POCHI = 60
AIUTANTI = min(2, os.cpu_count() or 1)
LUNGA_CONSERVAZIONE = "pdf/a-2a"


class AiutanteFermo(RuntimeError):
    """A helper process ended before its time."""


@dataclass(frozen=True, slots=True)
class DaRendere:
    html: str
    fogli: tuple[str, ...]
    copia_lunga: bool = False


@dataclass(frozen=True, slots=True)
class Reso:
    """The PDF/UA-1 that people get and, where the kind asks for it, the PDF/A-2a that is kept: never both in one."""

    pdf: bytes
    copia: bytes | None = None


def rendi(lavoro: DaRendere) -> Reso:
    """Raises PdfNonDisponibile without Pango."""
    copia = scrivi_pdf(lavoro.html, variante=LUNGA_CONSERVAZIONE, fogli=lavoro.fogli) if lavoro.copia_lunga else None
    return Reso(scrivi_pdf(lavoro.html, fogli=lavoro.fogli), copia)


class Officina:
    """A context manager: `quanti` documents are expected, and tell whether helpers are worth starting."""

    def __init__(self, quanti: int, aiutanti: int = AIUTANTI):
        self._aiutanti = aiutanti if quanti >= POCHI and aiutanti > 1 and pdf_disponibile() else 0
        self._fili: list[tuple[ThreadPoolExecutor, Aiutante]] = []

    def __enter__(self) -> "Officina":
        self._pila = ExitStack()
        for _numero in range(self._aiutanti):
            aiutante = self._pila.enter_context(Aiutante())
            self._fili.append((self._pila.enter_context(ThreadPoolExecutor(1)), aiutante))
        return self

    def __exit__(self, *eccezione: object) -> None:
        self._pila.close()

    def rendi(self, lavori: Sequence[DaRendere]) -> list[Reso]:
        """The PDFs, in order. Raises AiutanteFermo when a helper dies."""
        if not self._fili or len(lavori) < 2:
            return [rendi(lavoro) for lavoro in lavori]
        passi = len(self._fili)
        promesse = [
            filo.submit(aiutante.rendi, lavori[turno::passi]) for turno, (filo, aiutante) in enumerate(self._fili)
        ]
        resi: list[Reso | None] = [None] * len(lavori)
        for turno, promessa in enumerate(promesse):
            resi[turno::passi] = promessa.result()
        return resi


class Aiutante:
    """A helper process and the pipe to it."""

    def __enter__(self) -> "Aiutante":
        self._processo = subprocess.Popen(
            [sys.executable, "-m", "socialabs.documenti.aiutante"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            # Ctrl-C is for who started the batch: it then closes its helpers.
            start_new_session=True,
        )
        return self

    def __exit__(self, *eccezione: object) -> None:
        self._processo.kill()
        self._processo.wait()
        self._processo.stdin.close()
        self._processo.stdout.close()

    def rendi(self, lavori: Sequence[DaRendere]) -> list[Reso]:
        try:
            pickle.dump(list(lavori), self._processo.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._processo.stdin.flush()
            return pickle.load(self._processo.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            raise AiutanteFermo from None
