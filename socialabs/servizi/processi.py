"""Child processes under one small supervisor: they start in order, stop in reverse, and never outlive it.

Three ways out are covered. Ctrl-C reaches the supervisor alone, because each child has a session of its own. SIGTERM
and a closed terminal do the same. After kill -9 the kernel signals every child (PR_SET_PDEATHSIG).

A signal only raises a flag, which `check` reads: an exception in the middle of a wait for a child would leave
subprocess's own lock taken, and the stop would hang.
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
from types import FrameType

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
    log: Path

    def stop(self) -> None:
        """Ask the child to stop; after STOP_SECONDS kill it with all its process group."""
        if self.popen.poll() is None:
            self.popen.send_signal(self.stop_signal)
        try:
            self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()

    def obituary(self, count: int = 8) -> str:
        """A line that says how the child ended, and the last lines of its log."""
        lines = self.log.read_text(errors="replace").splitlines()[-count:]
        return "\n".join([f"{self.nome} si è fermato (uscita {self.popen.returncode}): vedi {self.log}", *lines])


@dataclass
class Supervisore:
    """Starts children and stops them in reverse order: use it as a context manager."""

    log_dir: Path
    processi: list[Processo] = field(default_factory=list)
    interrupted: bool = False
    handlers: dict = field(default_factory=dict)

    def __enter__(self) -> "Supervisore":
        for number in stop_signals():
            self.handlers[number] = signal.signal(number, self.interrupt)
        return self

    def __exit__(self, *exc_info) -> None:
        while self.processi:
            self.processi.pop().stop()
        for number, handler in self.handlers.items():
            signal.signal(number, handler)

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """Note that we were asked to stop."""
        self.interrupted = True

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
            self.check()
            if time.monotonic() > deadline:
                raise Guasto(f"{processo.nome} non risponde dopo {seconds:.0f} secondi: vedi {processo.log}.")
            time.sleep(0.03)

    def finish(self, processo: Processo, meanwhile: Callable[[], None]) -> None:
        """Call `meanwhile` until a child ends by itself. Raises Guasto when it, or another child, fails."""
        while processo.popen.poll() is None:
            meanwhile()
            self.check(ending=processo)
            self.pause(0.1)
        meanwhile()
        self.processi.remove(processo)
        if processo.popen.returncode != 0:
            raise Guasto(f"{processo.nome} non riuscito (uscita {processo.popen.returncode}): vedi {processo.log}")

    def check(self, ending: Processo | None = None) -> None:
        """Raise KeyboardInterrupt if we were asked to stop, Guasto if a child other than `ending` has died."""
        if self.interrupted:
            raise KeyboardInterrupt
        for processo in self.processi:
            if processo is not ending and processo.popen.poll() is not None:
                raise Guasto(processo.obituary())

    def pause(self, seconds: float) -> None:
        """Sleep, but no longer than until a signal."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.interrupted:
            time.sleep(0.05)


def rotate(log: Path, limit: int = 5_000_000) -> None:
    """Keep one previous log file when the current one is over `limit` bytes."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".log.1"))


def stop_signals() -> list[int]:
    """The signals that ask us to stop; a closed terminal is not one of them under nohup."""
    hangup = [] if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN else [signal.SIGHUP]
    return [signal.SIGINT, signal.SIGTERM, *hangup]


def interrupt(number: int, frame: FrameType | None) -> None:
    """A signal handler for code that is not ours and expects the exception."""
    raise KeyboardInterrupt


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Each stop signal raises KeyboardInterrupt here, as SIGINT does in any Python program."""
    before = {number: signal.signal(number, interrupt) for number in stop_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
