"""The embedded servers as a whole: start them alone, or share those that another command has started.

Two locks in the data folder say who may do what. `servizi.lock` is held by the one command that started the servers.
`uso.lock` is shared by the commands that use them meanwhile; before stopping, a command (not `avvia`) waits for it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from socialabs.servizi import postgres, valkey
from socialabs.servizi.cartella import (
    Cartella,
    Occupata,
    is_running,
    lock,
    read_state,
    wait_for_leftovers,
    write_private,
)
from socialabs.servizi.processi import Supervisore, signals_as_interrupt, start_time
from socialabs.servizi.programmi import Programmi, find_programs
from socialabs.servizi.schermo import say


WAIT_SECONDS = 60.0
ADDRESSES = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL")
NO_REDIS = "redis://127.0.0.1:6379/0"


def environment(cartella: Cartella, redis_url: str = NO_REDIS) -> dict[str, str]:
    """The variables that make the settings use this data folder (docs/esercizio.md lists them)."""
    return {
        "DATABASE_URL": postgres.database_url(cartella, postgres.WEB_ROLE),
        "OWNER_DATABASE_URL": postgres.database_url(cartella, postgres.OWNER_ROLE),
        "REDIS_URL": redis_url,
        "DATA_DIR": str(cartella.base),
        "DEMO": "1",
        **cartella.secrets(),
    }


def completed(variables: dict[str, str]) -> dict[str, str]:
    """Our environment plus `variables`: what the user has set himself stays, but for the addresses."""
    return {**variables, **os.environ, **{name: variables[name] for name in ADDRESSES}}


@dataclass
class Servizi:
    """The running servers, their supervisor and the variables that lead to them."""

    cartella: Cartella
    comando: str
    supervisore: Supervisore
    programmi: Programmi
    ambiente: dict[str, str]

    def record(self, **more) -> None:
        """Write who runs and where, for the other commands and for a start after a crash."""
        running = [("manage.py", os.getpid())]
        running += [(processo.nome, processo.popen.pid) for processo in self.supervisore.processi]
        processi = [{"nome": nome, "pid": pid, "inizio": start_time(pid)} for nome, pid in running]
        state = {"comando": self.comando, "processi": processi, "ambiente": self.ambiente, **more}
        write_private(self.cartella.state_file, state)


@contextmanager
def started(
    cartella: Cartella, comando: str, *, throw_away: bool = False, from_scratch: bool = False
) -> Iterator[Servizi]:
    """Start PostgreSQL and Valkey and stop them at the end.

    `throw_away`: the rows need not survive a crash of the machine. `from_scratch`: delete the data found there.

    Raises Occupata when another command runs them in this folder, Guasto when one of them does not start.
    """
    cartella.create()
    with lock(cartella.base / "servizi.lock"):
        wait_for_leftovers(read_state(cartella))
        if from_scratch:
            cartella.erase()
            cartella.create()
        try:
            with Supervisore(cartella.log) as supervisore:
                programmi = find_programs(cartella)
                postgres.start(supervisore, cartella, programmi, unsafe=throw_away)
                redis_url = valkey.start(supervisore, cartella, programmi)
                servizi = Servizi(cartella, comando, supervisore, programmi, environment(cartella, redis_url))
                servizi.record()
                yield servizi
        finally:
            cartella.state_file.unlink(missing_ok=True)


@contextmanager
def available(cartella: Cartella, comando: str) -> Iterator[dict[str, str]]:
    """The variables of the running servers, or of our own for the duration of this command."""
    deadline = time.monotonic() + WAIT_SECONDS
    with ExitStack() as stack:
        ambiente = None
        while ambiente is None:
            try:
                ambiente = joined(cartella, stack) or own(cartella, comando, stack)
            except Occupata:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        with signals_as_interrupt():
            yield ambiente


def joined(cartella: Cartella, stack: ExitStack) -> dict[str, str] | None:
    """Join the servers that run, until `stack` closes; None when none runs."""
    if not is_running(read_state(cartella)):
        return None
    use = stack.enter_context(ExitStack())
    use.enter_context(lock(cartella.base / "uso.lock", shared=True, wait=True))
    state = read_state(cartella)
    if is_running(state):
        return state["ambiente"]
    use.close()
    return None


def own(cartella: Cartella, comando: str, stack: ExitStack) -> dict[str, str]:
    """Start servers of our own, until `stack` closes and nobody else uses them."""
    servizi = stack.enter_context(started(cartella, comando))
    stack.callback(wait_for_users, cartella)
    return servizi.ambiente


def wait_for_users(cartella: Cartella) -> None:
    """Wait until no other command uses our servers: then they may stop."""
    path = cartella.base / "uso.lock"
    try:
        with lock(path):
            return
    except Occupata:
        say("Altri comandi usano il database: attendo che finiscano (Ctrl-C per fermarlo subito).")
    with suppress(KeyboardInterrupt), signals_as_interrupt(), lock(path, wait=True):
        return
