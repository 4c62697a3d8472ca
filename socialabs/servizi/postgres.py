"""The embedded PostgreSQL: a cluster of our own, reached through a unix socket, with two roles.

`socialabs` owns the database and changes its schema; `socialabs_web` only reads and writes rows. Neither is a
superuser, as in a real deployment.
"""

import os
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

from socialabs.servizi.cartella import Cartella
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.processi import Processo, Supervisore
from socialabs.servizi.programmi import Programmi


DATABASE = "socialabs"
OWNER_ROLE = "socialabs"
WEB_ROLE = "socialabs_web"
SUPERUSER = "postgres"

# The builtin locale is the same on every machine; the C library's Italian one is missing on slim systems.
INITDB = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-instructions"]
INITDB += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

# For throw-away data only: a crash of the machine may corrupt it (a crash of PostgreSQL alone does not).
UNSAFE = ("fsync=off", "full_page_writes=off")

# The owner is a member of the web role so that tests may SET ROLE to it.
ROLES = f"""
select 'create role {OWNER_ROLE} login createdb nosuperuser nobypassrls'
where not exists (select from pg_roles where rolname = '{OWNER_ROLE}') \\gexec
select 'create role {WEB_ROLE} login nosuperuser nobypassrls'
where not exists (select from pg_roles where rolname = '{WEB_ROLE}') \\gexec
grant {WEB_ROLE} to {OWNER_ROLE};
select 'create database {DATABASE} owner {OWNER_ROLE}'
where not exists (select from pg_database where datname = '{DATABASE}') \\gexec
"""


def database_url(cartella: Cartella, role: str) -> str:
    """The address of the embedded database for `role`."""
    return f"postgresql://{role}@/{DATABASE}?host={quote(str(cartella.socket))}"


def data_folder(cartella: Cartella) -> Path:
    return cartella.servizi / "postgres"


def start(supervisore: Supervisore, cartella: Cartella, programmi: Programmi, *, unsafe: bool = False) -> Processo:
    """Start PostgreSQL, making the cluster, the roles and the database that are missing; return when it answers.

    Raises Guasto when the data are of another version, in use by another server, or the server does not start.
    """
    data = data_folder(cartella)
    check_version(data, programmi)
    if not data.exists():
        make_cluster(data, programmi, unsafe=unsafe)
    remove_stale_pid(data)
    settings = ["listen_addresses=", f"unix_socket_directories={cartella.socket}"]
    settings += UNSAFE if unsafe else ()
    words = [word for setting in settings for word in ("-c", setting)]
    processo = supervisore.launch(
        "postgres",
        [programmi.bin / "postgres", "-D", data, *words],
        stop_signal=signal.SIGINT,
        account=programmi.as_account,
    )
    supervisore.wait_until(processo, lambda: is_ready(data))
    connection = ["-h", cartella.socket, "-U", SUPERUSER, "-d", "postgres"]
    programmi.run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *connection, text=ROLES)
    return processo


def check_version(data: Path, programmi: Programmi) -> None:
    """Raise Guasto when the cluster was made by another major version of PostgreSQL."""
    version_file = data / "PG_VERSION"
    if not version_file.exists():
        return
    made_by, here = version_file.read_text().strip(), programmi.version().partition(".")[0]
    if made_by != here:
        raise Guasto(
            f"La cartella dati {data} è di PostgreSQL {made_by} e questo è il {here}: "
            "indica un'altra cartella con --dati, oppure rifai la demo da capo con --azzera."
        )


def make_cluster(data: Path, programmi: Programmi, *, unsafe: bool) -> None:
    """Run initdb beside the final place and rename, so that an interrupted one leaves nothing half made."""
    draft = data.with_suffix(".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    programmi.run("initdb", "-D", draft, *INITDB, *(["--no-sync"] if unsafe else []))
    draft.rename(data)


def remove_stale_pid(data: Path) -> None:
    """After a crash of the machine postmaster.pid may name a process that is now another: PostgreSQL would refuse.

    Raises Guasto when the named process is really a server on these data.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return
    if works_in(pid, data):
        raise Guasto(f"Un altro PostgreSQL (pid {pid}) usa già la cartella {data}: chiudilo e riprova.")
    pid_file.unlink()


def works_in(pid: int, folder: Path) -> bool:
    """Whether process `pid` runs with `folder` as its working directory, as a PostgreSQL server does."""
    try:
        return os.readlink(f"/proc/{pid}/cwd") == str(folder.resolve())
    except OSError:
        return False


def is_ready(data: Path) -> bool:
    """Whether the server has written that it accepts connections (the eighth line of its pid file)."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"
