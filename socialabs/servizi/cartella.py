"""The data folder: where everything that the embedded portal writes lives, and who may use it now.

`base` (default `.local` in the checkout) is ours. `servizi`, inside it, holds PostgreSQL and Valkey. PostgreSQL
refuses to run as root: then both run as an account that every Debian has, and `servizi` is a folder of that account
in /var/tmp, named after `base`.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import start_time


ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = ("postgres", "nobody")
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107


def account() -> pwd.struct_passwd | None:
    """The account that runs the servers instead of root; None for an ordinary user, who runs them himself.

    Raises Guasto when root has no such account at hand.
    """
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Guasto("Da root servono gli account di sistema «postgres» o «nobody»: esegui il comando da utente normale.")


def chosen_base(asked: Path | None = None) -> Path:
    """The data folder asked for, or the one that SOCIALABS_DATI names, or `.local` in the checkout."""
    return asked or Path(os.environ.get("SOCIALABS_DATI") or ROOT / ".local")


def private_folder(path: Path, owner: pwd.struct_passwd | None = None) -> Path:
    """Make `path` (mode 0700) for `owner` or ourselves. Raises Guasto when it is somebody else's, or a link."""
    uid = owner.pw_uid if owner else os.geteuid()
    try:
        path.mkdir(mode=0o700, parents=True)
        if owner:
            os.chown(path, owner.pw_uid, owner.pw_gid)
    except FileExistsError:
        pass
    except OSError as error:
        raise Guasto(f"Non posso creare la cartella {path}: {error.strerror}.") from None
    info = path.lstat()
    if path.is_symlink() or not path.is_dir() or info.st_uid != uid:
        raise Guasto(f"La cartella {path} è di un altro utente: cancellala, oppure indica un'altra cartella dati.")
    return path


def short_hash(path: Path) -> str:
    """Eight hexadecimal digits that stand for a path."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Cartella:
    """The places of one data folder."""

    base: Path
    servizi: Path
    socket: Path

    @classmethod
    def at(cls, base: Path) -> "Cartella":
        """The data folder at `base`; nothing is created yet."""
        base = base.absolute()
        owner = account()
        servizi = Path(f"/var/tmp/socialabs-{short_hash(base)}") if owner else base / "servizi"
        socket = servizi / "socket"
        if len(str(socket / SOCKET_NAME).encode()) > SOCKET_PATH_LIMIT:
            socket = Path(f"/tmp/socialabs-{os.geteuid()}-{short_hash(base)}")
        return cls(base, servizi, socket)

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def state_file(self) -> Path:
        return self.base / "servizi.json"

    @property
    def accounts_file(self) -> Path:
        return self.base / "conti.json"

    def create(self) -> None:
        """Make the folders that are missing. Raises Guasto when one is not ours or cannot be made."""
        private_folder(self.base)
        private_folder(self.log)
        private_folder(self.servizi, account())
        private_folder(self.socket, account())

    def erase(self) -> None:
        """Delete the data (database, queue, private files), not the keys nor the logs."""
        for path in (self.servizi, self.base / "archivio", self.base / "file", *self.base.glob("beat.db*")):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def secrets(self) -> dict[str, str]:
        """SECRET_KEY and FIELD_ENCRYPTION_KEYS, generated once and kept in a file that only we can read."""
        path = self.base / "segreti.json"
        if not path.exists():
            made = {
                "SECRET_KEY": secrets.token_urlsafe(50),
                "FIELD_ENCRYPTION_KEYS": f"locale:{urlsafe_b64encode(secrets.token_bytes(32)).decode()}",
            }
            write_private(path, made)
        return json.loads(path.read_text())


def write_private(path: Path, content: dict) -> None:
    """Write JSON readable by us alone, complete or not at all."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=1)
    draft.replace(path)


def read_state(cartella: Cartella) -> dict | None:
    """What the servers that run in this folder left written: {comando, processi: [...], ambiente}; None if nothing."""
    try:
        return json.loads(cartella.state_file.read_text())
    except (OSError, ValueError):
        return None


def is_running(state: dict | None) -> bool:
    """Whether the supervisor that wrote `state` is alive (same pid and same start time)."""
    return bool(state) and start_time(state["processi"][0]["pid"]) == state["processi"][0]["inizio"]


def wait_for_leftovers(state: dict | None, seconds: float = 20) -> None:
    """After a kill -9 the children need a moment to stop: wait for them before their folders are used again."""
    deadline = time.monotonic() + seconds
    for item in (state or {}).get("processi", []):
        while start_time(item["pid"]) == item["inizio"]:
            if time.monotonic() > deadline:
                raise Guasto(
                    f"{item['nome']} (pid {item['pid']}) di un avvio precedente non si ferma: chiudilo a mano."
                )
            time.sleep(0.1)


class Occupata(Guasto):
    """Another command holds the lock."""


@contextmanager
def lock(path: Path, *, shared: bool = False, wait: bool = False) -> Iterator[None]:
    """Hold `path` locked; the kernel frees it when we die. Raises Occupata when taken, unless `wait`."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Guasto(f"Non posso scrivere {path}: {error.strerror}.") from None
    mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, mode if wait else mode | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Occupata(f"{path} è in uso da un altro comando.") from None
    try:
        yield
    finally:
        os.close(descriptor)
