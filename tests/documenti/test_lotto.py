"""Hundreds at once: in order, with what is left out said, in one file to print, and whole after a worker is killed."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from socialabs.archivio.azioni import apri
from socialabs.archivio.models import FilePrivato
from socialabs.base.giorni import adesso
from socialabs.documenti import lavori
from socialabs.documenti.azioni.documenti import chiedi_emissione
from socialabs.documenti.models import Contatore, Documento
from socialabs.lavori.avanzamento import Avanzamento
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.errori import LavoroAnnullato
from socialabs.lavori.models import Lavoro
from socialabs.lavori.tasks import riprendi_fermi
from tests.documenti.conftest import serve_pango
from tests.documenti.test_pagine import esegui
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory
from tests.lavori.test_processi import indirizzo_del_database


RADICE = Path(__file__).resolve().parents[2]


def contenuto(file_id):
    with apri(FilePrivato.objects.get(pk=file_id)) as aperto:
        return aperto.read()


@serve_pango
def test_a_batch_gives_one_pdf_and_a_zip_private_and_expiring(frutti, ente, archivio, ctx_di, client_di, monkeypatch):
    monkeypatch.setattr(lavori, "BLOCCO", 2)
    client = client_di("op_cm")
    aziende = [OrganizzazioneFactory(denominazione=f"Frutteto {n}") for n in range(5)]
    senza = OrganizzazioneFactory(denominazione="Campo senza alberi")
    chiedi_emissione(frutti, [*(a.pk for a in aziende), senza.pk], ctx=client.ctx)
    lavoro = esegui()
    assert lavoro.stato == StatoLavoro.COMPLETATO, lavoro.errore
    assert lavoro.esito == "5 documenti emessi. 1 oggetto lasciato fuori."
    documenti = list(Documento.objects.order_by("numero"))
    assert [d.riferimento_id for d in documenti] == [a.pk for a in aziende]
    with zipfile.ZipFile(BytesIO(contenuto(lavoro.risultato["zip"]))) as raccolta:
        assert raccolta.namelist() == [d.file.nome for d in documenti]
    with pikepdf.open(BytesIO(contenuto(lavoro.risultato["unito"]))) as unito:
        assert len(unito.pages) == 5
        assert unito.check_pdf_syntax() == []
        with unito.open_metadata() as dati:
            assert dati.get("pdfuaid:part") is None and dati.get("pdfaid:part") is None
        assert "/StructTreeRoot" not in unito.Root and "/MarkInfo" not in unito.Root
        with unito.open_outline() as indice:
            assert [str(voce.title) for voce in indice.root] == [str(d) for d in documenti]
    pagina = client.get(lavoro.url_risultato).text
    assert "Non ha raccolto frutti." in pagina and str(documenti[-1]) in pagina
    for nome in ("unito", "zip"):
        file = FilePrivato.objects.get(pk=lavoro.risultato[nome])
        assert file.scade_il > adesso() + timedelta(days=6)
        assert b"".join(client.get(file.get_absolute_url()))
        assert client_di("op_cm").get(file.get_absolute_url()).status_code == 404
    assert client_di("op_cm").get(lavoro.url_risultato).status_code == 404


def test_a_batch_stopped_midway_keeps_what_it_issued(frutti, ente, archivio, ctx_di, monkeypatch, emette):
    monkeypatch.setattr(lavori, "BLOCCO", 2)
    monkeypatch.setattr(lavori, "Officina", lambda quanti: OfficinaFinta())
    dette = []

    def aggiorna(self, fatto, totale=None, messaggio=""):
        dette.append(fatto)
        if fatto == 4:
            raise LavoroAnnullato

    monkeypatch.setattr(Avanzamento, "aggiorna", aggiorna)
    aziende = [OrganizzazioneFactory().pk for _ in range(7)]
    chiedi_emissione(frutti, aziende, ctx=ctx_di("op_cm"))
    assert esegui().stato == StatoLavoro.ANNULLATO
    assert dette == [0, 2, 4]
    assert list(Documento.objects.order_by("numero").values_list("numero", flat=True)) == [1, 2, 3, 4]


@contextmanager
def worker(registro, archivio):
    ambiente = os.environ | {
        "DJANGO_SETTINGS_MODULE": "socialabs.settings",
        "DATABASE_URL": indirizzo_del_database(),
        "ARCHIVIO_DIR": str(archivio),
    }
    processo = subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "-A", "tests.documenti.operaio", "worker", "--concurrency=1"),
            *("--without-mingle", "--without-gossip", "--loglevel=WARNING"),
        ],
        cwd=RADICE,
        env=ambiente,
        stdout=registro,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield processo
    finally:
        uccidi(processo)


def uccidi(processo):
    if processo.poll() is None:
        os.killpg(processo.pid, signal.SIGKILL)
    processo.wait(5)


def attendi(condizione, registro, secondi=120):
    limite = time.monotonic() + secondi
    while not condizione():
        assert time.monotonic() < limite, Path(registro.name).read_text()
        time.sleep(0.05)


@serve_pango
@pytest.mark.processi
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_midway_leaves_neither_doubles_nor_holes(frutti, archivio, ctx_di, tmp_path):
    EnteTitolareFactory()
    aziende = [OrganizzazioneFactory(denominazione=f"Frutteto {n}").pk for n in range(40)]
    lavoro = chiedi_emissione(frutti, aziende, ctx=ctx_di("op_cm"))

    def stato():
        return Lavoro.objects.get(pk=lavoro.pk)

    with open(tmp_path / "worker.log", "wb") as registro:
        with worker(registro, archivio) as primo:
            attendi(lambda: Documento.objects.count() >= 10, registro)
            uccidi(primo)
        meta = list(Documento.objects.order_by("numero").values_list("numero", flat=True))
        assert meta == list(range(1, len(meta) + 1)) and 10 <= len(meta) < 40
        assert stato().stato == StatoLavoro.IN_CORSO
        Lavoro.objects.filter(pk=lavoro.pk).update(battito=adesso() - timedelta(minutes=3))
        riprendi_fermi()
        with worker(registro, archivio):
            attendi(lambda: not stato().aperto, registro)
    assert (stato().stato, stato().tentativi) == (StatoLavoro.COMPLETATO, 2), stato().errore
    documenti = Documento.objects.order_by("numero")
    assert [d.numero for d in documenti] == list(range(1, 41))
    assert [d.riferimento_id for d in documenti] == aziende
    assert Contatore.objects.get().ultimo == 40
    assert stato().risultato["emessi"] == 40
    for documento in documenti[::20]:
        with apri(documento.file) as aperto:
            assert aperto.read(5) == b"%PDF-"
