"""Progress that others see while the job's own transaction is still open, the sign of life, and the wish to stop."""

import logging
import threading
from dataclasses import dataclass

from django.db import connection

from socialabs.lavori.errori import LavoroAnnullato, LavoroPerso
from socialabs.lavori.models import Lavoro


logger = logging.getLogger(__name__)

# Seconds between two writes: twice a second is what a reader can follow.
INTERVALLO = 0.5

SCRIVI = """
    update lavori_lavoro
       set fatto = %s, totale = %s, messaggio = %s, battito = now(), modificato_il = now()
     where id = %s and tentativi = %s and stato = 'in_corso'
 returning annullamento_richiesto
"""


@dataclass(frozen=True, slots=True)
class Passo:
    fatto: int = 0
    totale: int | None = None
    messaggio: str = ""


class Avanzamento:
    """What a job reports to. `aggiorna` only notes the step; a thread writes it on a connection of its own.

    So a call costs nothing, the job stays alive in a long query, and nothing is locked by the job's transaction.
    Where the job runs inside somebody's transaction (a test), nobody else could see the row: no thread then.
    """

    def __init__(self, lavoro: Lavoro):
        self.lavoro = lavoro
        self.passo = Passo()
        self._fermo = threading.Event()
        self._annullato = lavoro.annullamento_richiesto
        self._perso = False
        self._thread = None if connection.in_atomic_block else threading.Thread(target=self._scrivi, daemon=True)

    def __enter__(self) -> "Avanzamento":
        if self._thread:
            self._connessione = connection.copy()
            # The copy is made here and used by the thread alone.
            self._connessione.inc_thread_sharing()
            self._thread.start()
        return self

    def __exit__(self, *eccezione: object) -> None:
        self._fermo.set()
        if self._thread:
            self._thread.join()

    def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
        """Note that `fatto` of `totale` steps are done. Raises LavoroAnnullato when somebody asked to stop."""
        if totale is not None:
            fatto = min(fatto, totale)
        self.passo = Passo(fatto, totale, messaggio[:200])
        if self._perso:
            raise LavoroPerso
        if self._annullato:
            raise LavoroAnnullato

    def _scrivi(self) -> None:
        try:
            while not self._fermo.is_set() and not self._perso:
                self._un_segno()
                self._fermo.wait(INTERVALLO)
        finally:
            self._connessione.close()

    def _un_segno(self) -> None:
        passo = self.passo
        dati = [passo.fatto, passo.totale, passo.messaggio, self.lavoro.pk, self.lavoro.tentativi]
        try:
            with self._connessione.cursor() as cursor:
                cursor.execute(SCRIVI, dati)
                riga = cursor.fetchone()
        except Exception:
            # A short fault of the database must not leave the job without a sign of life for good.
            logger.exception("progress of job %s not written", self.lavoro.pk)
            self._connessione.close()
            return
        self._perso = riga is None
        self._annullato = bool(riga and riga[0])
