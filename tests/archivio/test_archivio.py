"""Private files: sealed on disk, read from any point, served to whom the origin says, and cleaned up."""

import hashlib
import io
import os
import time
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command

from socialabs.archivio import origini
from socialabs.archivio.azioni import apri, deposita, elimina
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.orfani import orfani
from socialabs.archivio.sigillo import PEZZO, TAG, FileAlterato
from socialabs.archivio.tasks import elimina_scaduti
from socialabs.base.cifratura import ChiaveMancante, nuova_chiave
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.models import Evento


SISTEMA = Contesto.sistema("prova")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archivio(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path / "archivio"
    return settings.ARCHIVIO_DIR


def metti(contenuto, ctx=SISTEMA, **campi):
    return deposita(contenuto, **{"nome": "a.bin", "tipo_mime": "application/octet-stream", "ctx": ctx} | campi)


@pytest.mark.parametrize("quanti", [0, 1, PEZZO - 1, PEZZO, PEZZO + 1, 3 * PEZZO, 3 * PEZZO + 17])
def test_round_trip_at_the_edges_of_chunks(quanti):
    contenuto = os.urandom(quanti)
    file = metti(contenuto)
    with apri(file) as lettore:
        assert lettore.read() == contenuto
    assert (file.dimensione, file.sha256) == (quanti, hashlib.sha256(contenuto).hexdigest())
    assert quanti < 64 or contenuto[:64] not in file.percorso.read_bytes()
    assert file.percorso.stat().st_mode & 0o077 == 0


def test_reads_from_any_point():
    contenuto = os.urandom(4 * PEZZO + 100)
    with apri(metti(contenuto)) as lettore:
        for inizio, quanti in [(PEZZO - 3, 6), (10, 5), (4 * PEZZO + 90, 50), (2 * PEZZO, PEZZO * 2), (9 * PEZZO, 4)]:
            lettore.seek(inizio)
            assert lettore.read(quanti) == contenuto[inizio : inizio + quanti]
        assert lettore.seek(-5, io.SEEK_END) == len(contenuto) - 5
        assert lettore.read() == contenuto[-5:]
        with pytest.raises(ValueError, match="negative"):
            lettore.seek(-1)


def test_zip_is_read_in_place_in_constant_memory(tmp_path):
    """A zip of 60 MB, deposited from a stream and read from its middle, never takes more than a few MB."""
    percorso, parte = tmp_path / "grande.zip", os.urandom(1024 * 1024)
    with zipfile.ZipFile(percorso, "w", zipfile.ZIP_STORED) as archivio:
        for numero in range(60):
            archivio.writestr(f"{numero}.bin", parte)
    tracemalloc.start()
    with open(percorso, "rb") as sorgente:
        file = metti(sorgente)
    with apri(file) as lettore, zipfile.ZipFile(lettore) as archivio:
        nomi = archivio.namelist()
        with archivio.open("47.bin") as voce:
            inizio = voce.read(1000)
    picco = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(nomi) == 60 and inizio == parte[:1000]
    assert picco < 4 * 1024 * 1024


@pytest.mark.parametrize("danno", ["bit", "cut", "cut_at_chunk", "append", "swap", "mark", "other_file"])
def test_altered_content_is_refused(danno):
    file, altro = metti(os.urandom(3 * PEZZO)), metti(os.urandom(3 * PEZZO))
    dati = bytearray(file.percorso.read_bytes())
    uno, due = slice(8, 8 + PEZZO + TAG), slice(8 + PEZZO + TAG, 8 + 2 * (PEZZO + TAG))
    if danno == "bit":
        dati[100] ^= 1
    elif danno == "cut":
        del dati[-10:]
    elif danno == "cut_at_chunk":
        del dati[-(PEZZO + TAG) :]
    elif danno == "append":
        dati += dati[-(PEZZO + TAG) :]
    elif danno == "swap":
        dati[uno], dati[due] = dati[due], dati[uno]
    elif danno == "mark":
        dati[0] ^= 1
    else:
        dati = altro.percorso.read_bytes()
    file.percorso.write_bytes(dati)
    with pytest.raises(FileAlterato), apri(file) as lettore:
        lettore.read()


def test_key_is_needed(settings):
    file = metti(b"segreto")
    settings.FIELD_ENCRYPTION_KEYS = f"altra:{nuova_chiave()}"
    with pytest.raises(ChiaveMancante):
        apri(file)


def test_failed_deposit_leaves_nothing(archivio):
    class Rotto(io.RawIOBase):
        def read(self, quanti=-1):
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        metti(Rotto())
    assert not FilePrivato.objects.exists()
    assert not [f for f in archivio.rglob("*") if f.is_file()]


def test_name_keeps_no_path():
    assert metti(b"", nome="../../etc/passwd").nome == "passwd"
    assert metti(b"", nome="C:\\cartella\\prospetti.zip").nome == "prospetti.zip"


def test_deleted_after_commit(django_capture_on_commit_callbacks):
    file = metti(b"x")
    percorso = file.percorso
    with django_capture_on_commit_callbacks() as dopo:
        elimina(file, ctx=SISTEMA)
    assert percorso.exists()
    dopo[0]()
    assert not percorso.exists()


def test_expired_files_go(django_capture_on_commit_callbacks):
    vecchio, nuovo = (metti(b"x", scade_il=adesso() + timedelta(hours=h)) for h in (-1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        elimina_scaduti()
    assert set(FilePrivato.objects.all()) == {nuovo}
    assert not vecchio.percorso.exists() and nuovo.percorso.exists()


def test_orphans_are_found_and_removed(archivio, capsys):
    file = metti(b"x")
    orfano = archivio / "ab" / ("0" * 30 + "ab")
    orfano.parent.mkdir(exist_ok=True)
    orfano.write_bytes(b"y")
    fa = time.time() - 25 * 3600
    for percorso in (orfano, file.percorso):
        os.utime(percorso, (fa, fa))
    fresco = orfano.with_suffix(".parte")
    fresco.write_bytes(b"z")
    assert list(orfani()) == [orfano]
    call_command("pulisci_archivio")
    assert orfano.exists()
    call_command("pulisci_archivio", "--esegui")
    assert not orfano.exists() and fresco.exists() and file.percorso.exists()
    assert "1" in capsys.readouterr().out


def test_download_is_the_owners_and_is_logged(client_di):
    client = client_di("op_cm")
    file = metti("èà".encode(), ctx=client.ctx, nome='città "1".html', tipo_mime="text/html")
    risposta = client.get(file.get_absolute_url())
    assert b"".join(risposta.streaming_content) == "èà".encode()
    assert risposta["Content-Disposition"].startswith("attachment;")
    assert risposta["X-Content-Type-Options"] == "nosniff" and risposta["Content-Length"] == "4"
    assert Evento.objects.filter(verbo="file.scaricato", oggetto_id=file.pk).count() == 1
    assert client_di("op_cm").get(file.get_absolute_url()).status_code == 404
    assert Evento.objects.filter(verbo="file.scaricato", oggetto_id=file.pk).count() == 1


def test_origin_decides(client_di, monkeypatch):
    monkeypatch.setattr(origini, "_regole", {})
    origini.registra("prova.lettera", lambda ctx, file: ctx.ruolo == "responsabile")
    autore = client_di("op_cm")
    file = metti(b"x", ctx=autore.ctx, origine="prova.lettera")
    assert autore.get(file.get_absolute_url()).status_code == 404
    risposta = client_di("responsabile").get(file.get_absolute_url())
    assert b"".join(risposta.streaming_content) == b"x"


def test_lost_content_is_a_404(client_di):
    client = client_di("op_cm")
    file = metti(b"x", ctx=client.ctx)
    file.percorso.unlink()
    assert client.get(file.get_absolute_url()).status_code == 404
