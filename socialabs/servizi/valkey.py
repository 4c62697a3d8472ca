"""The embedded Valkey: broker of the worker and cache, on the loopback interface with a password of its own.

Its append-only file keeps queued tasks over a restart. The port changes at each start: `start` returns the address.
"""

import os
import secrets
import socket
from pathlib import Path

from socialabs.servizi.cartella import Cartella, account, private_folder
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import Supervisore
from socialabs.servizi.programmi import Programmi


ATTEMPTS = 3
CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
save ""
appendonly yes
daemonize no
"""


def start(supervisore: Supervisore, cartella: Cartella, programmi: Programmi) -> str:
    """Start Valkey and return its address. Raises Guasto when it does not start.

    Another process may take the free port before Valkey binds it: then the next one is tried.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return start_on(free_port(), supervisore, cartella, programmi)
        except Guasto:
            supervisore.processi.pop().stop()
    return start_on(free_port(), supervisore, cartella, programmi)


def start_on(port: int, supervisore: Supervisore, cartella: Cartella, programmi: Programmi) -> str:
    """Start Valkey on `port` and wait until it answers."""
    folder = private_folder(cartella.servizi / "valkey", account())
    password = secrets.token_hex(24)
    settings = folder / "valkey.conf"
    write_settings(settings, CONFIGURATION.format(port=port, password=password, folder=folder))
    processo = supervisore.launch("valkey", [programmi.valkey, settings], account=programmi.as_account)
    supervisore.wait_until(processo, lambda: answers(port, password))
    return f"redis://:{password}@127.0.0.1:{port}/0"


def write_settings(path: Path, text: str) -> None:
    """Write the settings readable by the server's account alone: they hold the password."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    owner = account()
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def free_port() -> int:
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, password: str) -> bool:
    """Whether the Valkey that knows `password` has loaded its data and says PONG."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            said = b""
            while said.count(b"\r\n") < 2:
                piece = connection.recv(200)
                if not piece:
                    return False
                said += piece
    except OSError:
        return False
    return said == b"+OK\r\n+PONG\r\n"
