"""A copy of the database and of the private files in one zip, and its return.

Tables travel by COPY from one snapshot, so that the copy is the same whichever PostgreSQL made it; the schema is the
code's, and the copy says at which migrations it was taken. Private files are sealed already and go as they are.
"""

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from socialabs.base.cifratura import ChiaveMancante, cifra, decifra
from socialabs.base.giorni import adesso


FORMATO = 1
MANIFESTO = "manifesto.json"
CHIAVI = "chiavi.cifrate"
FILE = re.compile(r"archivio/[0-9a-f]{2}/[0-9a-f]{32}")
# Open sessions do not come back to life, and the schema's own record is made by `migrate`.
ESCLUSE = {"django_session", "django_migrations"}
PROVA = b"socialabs"

COLONNE = """
    select c.relname, array_agg(a.attname::text order by a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by 1 order by 1
"""
SEQUENZE = """
    select c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
       and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null
"""


class CopiaNonValida(Exception):
    """The copy cannot be used here; `codice` says why: "file", "formato", "migrazioni" or "chiavi"."""

    def __init__(self, codice: str, dettaglio: str = ""):
        super().__init__(f"{codice}: {dettaglio}")
        self.codice, self.dettaglio = codice, dettaglio


@dataclass(frozen=True, slots=True)
class Esito:
    tabelle: int
    righe: int
    file: int


@contextmanager
def _istantanea() -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees the database as it is now, for as long as it takes."""
    copia = connection.copy()
    try:
        with copia.cursor() as cursor:
            # Rows behind row-level security must be an error for whoever may not read them all, never left out.
            cursor.execute("set row_security = off")
            cursor.execute("begin transaction isolation level repeatable read read only")
        yield copia
    finally:
        copia.close()


def _tabelle(conn: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """{table: columns that hold data}: generated ones make themselves."""
    with conn.cursor() as cursor:
        cursor.execute(COLONNE)
        return {nome: colonne for nome, colonne in cursor.fetchall() if nome not in ESCLUSE}


def _migrazioni() -> list[str]:
    return sorted(".".join(chiave) for chiave in MigrationRecorder(connection).applied_migrations())


def _elenco(nomi: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(nome) for nome in nomi)


def salva(percorso: Path, chiavi_cifrate: bytes | None = None) -> Esito:
    """Write the copy. Raises OSError when the disk refuses, FileExistsError rather than write over a file."""
    provvisorio = percorso.with_name(percorso.name + ".parte")
    try:
        with open(provvisorio, "xb") as grezzo, zipfile.ZipFile(grezzo, "w", zipfile.ZIP_DEFLATED) as copia:
            provvisorio.chmod(0o600)
            esito = _scrivi(copia, chiavi_cifrate)
        # link, unlike rename, refuses to replace what is there.
        percorso.hardlink_to(provvisorio)
    finally:
        provvisorio.unlink(missing_ok=True)
    return esito


def _scrivi(copia: zipfile.ZipFile, chiavi_cifrate: bytes | None) -> Esito:
    with _istantanea() as conn:
        tabelle = _tabelle(conn)
        righe = {nome: _copia_fuori(conn, copia, nome, colonne) for nome, colonne in tabelle.items()}
    file = [f for f in sorted(settings.ARCHIVIO_DIR.glob("*/*")) if FILE.fullmatch(_nome_nella_copia(f))]
    for percorso in file:
        copia.write(percorso, _nome_nella_copia(percorso), zipfile.ZIP_STORED)
    if chiavi_cifrate:
        copia.writestr(CHIAVI, chiavi_cifrate)
    manifesto = {
        "formato": FORMATO,
        "quando": adesso().isoformat(timespec="seconds"),
        "migrazioni": _migrazioni(),
        "tabelle": {nome: {"colonne": tabelle[nome], "righe": righe[nome]} for nome in tabelle},
        "file": len(file),
        "prova": cifra(PROVA).hex(),
    }
    copia.writestr(MANIFESTO, json.dumps(manifesto, indent=1))
    return Esito(len(tabelle), sum(righe.values()), len(file))


def _nome_nella_copia(percorso: Path) -> str:
    return f"archivio/{percorso.parent.name}/{percorso.name}"


def _copia_fuori(conn: BaseDatabaseWrapper, copia: zipfile.ZipFile, nome: str, colonne: list[str]) -> int:
    sql = f"copy {_elenco([nome])} ({_elenco(colonne)}) to stdout"
    with conn.cursor() as cursor, copia.open(f"tabelle/{nome}", "w", force_zip64=True) as uscita:
        with cursor.copy(sql) as flusso:
            for blocco in flusso:
                uscita.write(blocco)
        return cursor.rowcount


def leggi_manifesto(copia: zipfile.ZipFile) -> dict[str, Any]:
    """What the copy says of itself. Raises CopiaNonValida when it is none of ours."""
    try:
        manifesto = json.loads(copia.read(MANIFESTO))
    except (KeyError, ValueError) as errore:
        raise CopiaNonValida("formato") from errore
    if manifesto.get("formato") != FORMATO:
        raise CopiaNonValida("formato", str(manifesto.get("formato")))
    return manifesto


def controlla(percorso: Path) -> dict[str, Any]:
    """Read the whole copy and tell whether it can be restored here: its manifest. Raises CopiaNonValida."""
    try:
        with zipfile.ZipFile(percorso) as copia:
            if guasto := copia.testzip():
                raise CopiaNonValida("file", guasto)
            manifesto = leggi_manifesto(copia)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as errore:
        raise CopiaNonValida("file", type(errore).__name__) from errore
    qui, la = set(_migrazioni()), set(manifesto["migrazioni"])
    if qui != la:
        raise CopiaNonValida("migrazioni", ", ".join(sorted(qui ^ la)))
    try:
        decifra(bytes.fromhex(manifesto["prova"]))
    except ChiaveMancante as errore:
        raise CopiaNonValida("chiavi", str(errore)) from errore
    return manifesto


@transaction.atomic
def ripristina(percorso: Path) -> Esito:
    """Put the copy in the place of everything: all of it or, on any fault, nothing. Raises CopiaNonValida.

    Must run as the owner. History triggers are silent meanwhile, as history comes with the copy; foreign keys are
    checked before the end.
    """
    manifesto = controlla(percorso)
    tabelle = manifesto["tabelle"]
    with zipfile.ZipFile(percorso) as copia, connection.cursor() as cursor:
        for nome in tabelle:
            cursor.execute(f"alter table {_elenco([nome])} disable trigger user")
        cursor.execute(f"truncate {_elenco([*tabelle, 'django_session'])}")
        for nome, dati in tabelle.items():
            _copia_dentro(cursor, copia, nome, dati["colonne"])
        _riallinea_sequenze(cursor)
        cursor.execute("set constraints all immediate")
        for nome in tabelle:
            cursor.execute(f"alter table {_elenco([nome])} enable trigger user")
        file = _estrai_file(copia)
    return Esito(len(tabelle), sum(dati["righe"] for dati in tabelle.values()), file)


def _copia_dentro(cursor: Any, copia: zipfile.ZipFile, nome: str, colonne: list[str]) -> None:
    sql = f"copy {_elenco([nome])} ({_elenco(colonne)}) from stdin"
    with copia.open(f"tabelle/{nome}") as entrata, cursor.copy(sql) as flusso:
        while blocco := entrata.read(1 << 16):
            flusso.write(blocco)


def _riallinea_sequenze(cursor: Any) -> None:
    cursor.execute(SEQUENZE)
    for tabella, colonna, sequenza in cursor.fetchall():
        massimo = f"(select max({_elenco([colonna])}) from {_elenco([tabella])})"
        cursor.execute(f"select setval(%s, coalesce({massimo}, 1), {massimo} is not null)", [sequenza])


def _estrai_file(copia: zipfile.ZipFile) -> int:
    """Write the private files; a name that is not one of theirs is not followed."""
    nomi = [nome for nome in copia.namelist() if FILE.fullmatch(nome)]
    for nome in nomi:
        destinazione = settings.ARCHIVIO_DIR / nome.removeprefix("archivio/")
        destinazione.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        provvisorio = destinazione.with_suffix(".parte")
        with copia.open(nome) as entrata, open(provvisorio, "wb") as uscita:
            shutil.copyfileobj(entrata, uscita)
        provvisorio.chmod(0o600)
        provvisorio.rename(destinazione)
    return len(nomi)
