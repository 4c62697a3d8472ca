"""Child processes under one small supervisor: they start in order, stop in reverse, and never outlive it.

Three ways out are covered. Ctrl-C reaches the supervisor alone, because each child has a session of its own. SIGTERM
and a closed terminal do the same. After kill -9 the kernel signals every child (PR_SET_PDEATHSIG).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from socialabs.servizi.guasto import Guasto


PR_SET_PDEATHSIG = 1
STOP_SECONDS = 15.0
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def follow_parent(parent: int, stop_signal: int) -> None:
    """Ask the kernel to send `stop_signal` to this new child when `parent` dies, however it dies."""
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, int(stop_signal))
    if os.getppid() != parent:
        os._exit(1)


def start_time(pid: int) -> str | None:
    """When process `pid` started, in clock ticks since boot; None if it does not run. Tells a reused pid apart."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    after_name = stat.rpartition(")")[2].split()
    return None if after_name[0] in "ZX" else after_name[19]


@dataclass
class Processo:
    """One running child."""

    nome: str
    popen: subprocess.Popen
    stop_signal: int
    log: Path | None = None

    def stop(self) -> None:
        """Ask the child to stop; after STOP_SECONDS kill it with all its process group."""
        if self.popen.poll() is None:
            self.popen.send_signal(self.stop_signal)
        try:
            self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()

    def last_lines(self, count: int = 8) -> str:
        """The end of the child's log, for a message about its death."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


@dataclass
class Supervisore:
    """Starts children and stops them in reverse order: use it as a context manager."""

    log_dir: Path
    processi: list[Processo] = field(default_factory=list)

    def __enter__(self) -> "Supervisore":
        return self

    def __exit__(self, *exc_info) -> None:
        with signals_ignored():
            while self.processi:
                self.processi.pop().stop()

    def launch(
        self,
        nome: str,
        argv: Sequence[str | Path],
        *,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        stop_signal: int = signal.SIGTERM,
        account: dict | None = None,
    ) -> Processo:
        """Start a child that writes to `<log_dir>/<nome>.log`; `account` holds Popen's user, group, groups, cwd."""
        parent = os.getpid()
        log = self.log_dir / f"{nome}.log"
        rotate(log)
        with log.open("ab") as out:
            popen = subprocess.Popen(
                [str(word) for word in argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=env,
                preexec_fn=lambda: follow_parent(parent, stop_signal),
                **{"cwd": cwd, **(account or {})},
            )
        processo = Processo(nome, popen, stop_signal, log)
        self.processi.append(processo)
        return processo

    def wait_until(self, processo: Processo, ready: Callable[[], bool], seconds: float = 60) -> None:
        """Poll `ready` until true. Raises Guasto when the child dies before, or when time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check(processo)
            if time.monotonic() > deadline:
                raise Guasto(f"{processo.nome} non risponde dopo {seconds:.0f} secondi: vedi {processo.log}.")
            time.sleep(0.03)

    def finish(self, processo: Processo, meanwhile: Callable[[], None]) -> None:
        """Wait for a child that ends by itself. Raises Guasto when it, or another child, fails."""
        others = [other for other in self.processi if other is not processo]
        while processo.popen.poll() is None:
            meanwhile()
            self.check(*others)
            time.sleep(0.1)
        meanwhile()
        if processo.popen.returncode != 0:
            self.check(processo)
        self.processi.remove(processo)

    def check(self, *processi: Processo) -> None:
        """Raise Guasto, with the end of its log, for the first child that is no longer running."""
        for processo in processi or self.processi:
            code = processo.popen.poll()
            if code is not None:
                text = f"{processo.nome} si è fermato (uscita {code}): vedi {processo.log}.\n{processo.last_lines()}"
                raise Guasto(text.rstrip())


def rotate(log: Path, limit: int = 5_000_000) -> None:
    """Keep one previous log file when the current one is over `limit` bytes."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".log.1"))


def _interrupt(number: int, frame) -> None:
    raise KeyboardInterrupt


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """SIGTERM and SIGHUP raise KeyboardInterrupt, as SIGINT does; a SIGHUP that nohup ignores stays ignored."""
    wanted = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        wanted.append(signal.SIGHUP)
    before = {number: signal.signal(number, _interrupt) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def signals_ignored() -> Iterator[None]:
    """A second Ctrl-C must not leave children behind."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
