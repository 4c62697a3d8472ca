import shutil
from dataclasses import replace

import pytest

from socialabs.base.identificativi import nuovo_id
from socialabs.base.pdf import pdf_disponibile
from socialabs.documenti import registro
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from tests.documenti.tipi import OfficinaFinta, dichiara
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory


serve_pango = pytest.mark.skipif(not pdf_disponibile(), reason="Pango is not installed on this machine")


@pytest.fixture
def archivio(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path / "archivio"
    yield settings.ARCHIVIO_DIR
    shutil.rmtree(settings.ARCHIVIO_DIR, ignore_errors=True)


@pytest.fixture
def tipi_di_prova(monkeypatch):
    monkeypatch.setattr(registro, "_tipi", dict(registro._tipi))


@pytest.fixture
def frutti(tipi_di_prova):
    return dichiara()


@pytest.fixture
def ente(db):
    return EnteTitolareFactory(responsabile="Ada Prova", pec="frutti@pec.example.org")


@pytest.fixture
def azienda(db):
    return OrganizzazioneFactory(denominazione="Frutteto S.r.l.")


@pytest.fixture
def emette(frutti, ente, archivio):
    """`emette(ctx, organizzazione)`: a document issued at once, with a stand-in for the drawing."""

    def uno(ctx, organizzazione, *, officina=None, tipo=frutti, **campi):
        emissione = replace(Emissione(tipo, ctx, nuovo_id()), **campi)
        esito = emetti(emissione, [organizzazione.pk], officina or OfficinaFinta())
        return Documento.objects.get(pk=esito.emessi[0])

    return uno
