"""A copy made from one database comes back whole in another, or says in Italian why it cannot."""

import json
import os
import subprocess
import sys
import uuid
import zipfile
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from socialabs.archivio.azioni import deposita
from socialabs.base import parola
from socialabs.base.cifratura import nuova_chiave
from socialabs.base.contesto import Contesto
from socialabs.base.salvataggio import ESCLUSE
from socialabs.posta import azioni
from tests.fabbriche import AppartenenzaFactory


RADICE = Path(__file__).resolve().parents[2]
FRASE = "una frase segreta lunga"


def indirizzo(nome):
    parti = urlsplit(os.environ["OWNER_DATABASE_URL"])
    return urlunsplit(parti._replace(path=f"/{nome}"))


def manage(nome, cartella, *parole, **ambiente):
    fatto = subprocess.run(
        [sys.executable, "manage.py", *map(str, parole)],
        cwd=RADICE,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "socialabs.settings",
            "DATABASE_URL": indirizzo(nome),
            "OWNER_DATABASE_URL": indirizzo(nome),
            "ARCHIVIO_DIR": str(cartella),
            "SALVATAGGIO_FRASE": FRASE,
        }
        | ambiente,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return fatto.returncode, fatto.stdout + fatto.stderr


def rifiuto(*parole):
    """Why the command does not do what it is asked."""
    with pytest.raises(CommandError) as rifiutato:
        call_command(*map(str, parole))
    return str(rifiutato.value)


@pytest.fixture
def secondo():
    """A second, empty database, thrown away at the end."""
    nome = f"copia_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(indirizzo("postgres"), autocommit=True) as conn:
        conn.execute(f"create database {nome}")
        yield nome
        conn.execute(f"drop database {nome} with (force)")


def contenuto(nome):
    """Every row of every table as text, but for what a copy leaves out and the record that it was made."""
    with psycopg.connect(indirizzo(nome)) as conn:
        tabelle = conn.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        tutto = {}
        for (tabella,) in tabelle:
            dove = "where verbo not like 'dati.%%'" if tabella == "registro_evento" else ""
            righe = conn.execute(f"select t::text from {tabella} t {dove}".replace("%%", "%")).fetchall()
            tutto[tabella] = sorted(riga[0] for riga in righe)
        return {tabella: righe for tabella, righe in tutto.items() if tabella not in ESCLUSE}


@pytest.mark.processi
@pytest.mark.django_db(transaction=True)
def test_round_trip(settings, tmp_path, secondo, monkeypatch):
    primo, copia = connection.settings_dict["NAME"], tmp_path / "copia.zip"
    settings.ARCHIVIO_DIR = tmp_path / "archivio"
    AppartenenzaFactory.create_batch(3)
    azioni.scrivi(
        destinatario="ada@example.org", oggetto="Prova", corpo_testo="riga\\n\tcon\ttabulazioni", corpo_html=""
    )
    file = deposita(os.urandom(200_000), nome="a", tipo_mime="text/plain", ctx=Contesto.sistema("prova"))

    assert manage(primo, settings.ARCHIVIO_DIR, "salva", copia, "--con-chiavi")[0] == 0
    assert copia.stat().st_mode & 0o077 == 0
    assert "esiste già" in rifiuto("salva", copia)
    altrove = tmp_path / "altrove"
    codice, detto = manage(secondo, altrove, "ripristina", copia, "--esegui")
    assert codice == 0, detto
    assert contenuto(secondo) == contenuto(primo)
    assert sum(map(len, contenuto(secondo).values())) > 10
    relativo = file.percorso.relative_to(settings.ARCHIVIO_DIR)
    assert (altrove / relativo).read_bytes() == file.percorso.read_bytes()

    with psycopg.connect(indirizzo(secondo)) as conn:
        assert conn.execute("select count(*) from pg_trigger where tgenabled = 'D'").fetchone() == (0,)
        verbi = conn.execute("select count(*) from registro_evento where verbo = 'dati.ripristinati'")
        assert verbi.fetchone() == (1,)

    monkeypatch.setenv("SALVATAGGIO_FRASE", FRASE)
    detto = StringIO()
    call_command("ripristina", copia, "--mostra-chiavi", stdout=detto)
    assert settings.FIELD_ENCRYPTION_KEYS in detto.getvalue()
    monkeypatch.setenv("SALVATAGGIO_FRASE", "un'altra frase")
    assert "frase" in rifiuto("ripristina", copia, "--mostra-chiavi")
    settings.FIELD_ENCRYPTION_KEYS = f"altra:{nuova_chiave()}"
    assert "chiavi" in rifiuto("ripristina", copia)

    rovina(copia, tmp_path)
    codice, detto = manage(secondo, altrove, "ripristina", tmp_path / "rotta.zip", "--esegui")
    assert codice == 1 and "danneggiata" in detto
    detto = rifiuto("ripristina", tmp_path / "altra.zip")
    assert "altra versione" in detto and "base.9999" in detto
    assert contenuto(secondo)["utenti_utente"] == contenuto(primo)["utenti_utente"]


def rovina(copia, cartella):
    """Two bad copies: one with a changed byte, one taken at other migrations."""
    dati = bytearray(copia.read_bytes())
    with zipfile.ZipFile(copia) as zip_buono:
        inizio = zip_buono.getinfo("tabelle/utenti_utente").header_offset
        dati[inizio + 100] ^= 0xFF
        (cartella / "rotta.zip").write_bytes(dati)
        with zipfile.ZipFile(cartella / "altra.zip", "w") as altra:
            for nome in zip_buono.namelist():
                testo = zip_buono.read(nome)
                if nome == "manifesto.json":
                    manifesto = json.loads(testo)
                    manifesto["migrazioni"].append("base.9999_futura")
                    testo = json.dumps(manifesto)
                altra.writestr(nome, testo)


def test_keys_travel_sealed():
    chiuse = parola.chiudi(b"id:segreto", FRASE)
    assert b"segreto" not in chiuse and parola.apri(chiuse, FRASE) == b"id:segreto"
    with pytest.raises(parola.ParolaErrata):
        parola.apri(chiuse, FRASE + "!")
    with pytest.raises(ValueError, match="short"):
        parola.chiudi(b"x", "corta")


def test_settings_of_the_owner_cover_the_commands():
    """The commands need the owner's rights: settings must know them."""
    assert {"salva", "ripristina", "ricifra", "purga_registro"} <= settings.OWNER_COMMANDS
