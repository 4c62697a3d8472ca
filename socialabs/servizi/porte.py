"""The web server's port: the one asked for, or the first free one."""

import errno
import socket

from socialabs.servizi.guasto import Guasto


FIRST, LAST = 8000, 8099


def is_free(port: int) -> bool:
    """Whether nobody listens on `port` of this machine, over IPv4 or IPv6 (a browser tries both for localhost)."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
    return True


def choose(asked: int | None) -> int:
    """The port to use. Raises Guasto when the one asked for, or all of the usual ones, are taken."""
    if asked is None:
        for port in range(FIRST, LAST + 1):
            if is_free(port):
                return port
        raise Guasto(f"Le porte da {FIRST} a {LAST} sono tutte occupate: scegline un'altra con --porta.")
    if not 1 <= asked <= 65535:
        raise Guasto(f"La porta {asked} non esiste: va da 1 a 65535.")
    if not is_free(asked):
        raise Guasto(f"La porta {asked} è occupata da un altro programma: scegline un'altra con --porta.")
    return asked
