"""An employer with a received return, and a draft of the next one begun from it."""

from collections.abc import Callable

import pytest

from collocamento.azioni.consegne import importa
from collocamento.dichiarazioni.azioni.avvio import comincia
from collocamento.dichiarazioni.enums import Partenza, TipoSezione
from collocamento.dichiarazioni.lettura import leggi_testi, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Sezione
from collocamento.models import Consegna, Datore
from collocamento.unipi.testi import Testi
from socialabs.base.contesto import Contesto
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import ComuneFactory, EnteTitolareFactory


def importato(**files: bytes) -> Datore:
    """The employer of the base document, its return of 2025 in."""
    ComuneFactory()
    EnteTitolareFactory()
    files = files or {"primo": documento("1")}
    consegna = Consegna.objects.create(nome="p.zip", sha256=f"{len(files):064d}")
    importa(consegna, pacchetto(**files), ctx=Contesto.sistema("prova"))
    return Datore.objects.get(organizzazione__codice_fiscale=CODICE_FISCALE)


@pytest.fixture
def datore(db: None) -> Datore:
    return importato()


@pytest.fixture
def azienda(datore: Datore, ctx_di: Callable) -> Contesto:
    return ctx_di("ref_azienda", organizzazione=datore.organizzazione)


@pytest.fixture
def bozza(datore: Datore, azienda: Contesto) -> Dichiarazione:
    return comincia(datore=datore, anno=2026, da=Partenza.PROSPETTO, ctx=azienda)


def sezione(
    dichiarazione: Dichiarazione, tipo: str = TipoSezione.QUADRO1, foglio: int = 0, ordine: int = 1
) -> Sezione:
    """A section as it stands, read through the wall."""
    with sezioni_aperte(Contesto.sistema("prova")):
        return Sezione.objects.select_related("dichiarazione").get(
            dichiarazione=dichiarazione, tipo=tipo, foglio=foglio, ordine=ordine
        )


def scritto(dichiarazione: Dichiarazione, tipo: str = TipoSezione.QUADRO1, foglio: int = 0, ordine: int = 1) -> Testi:
    return leggi_testi(sezione(dichiarazione, tipo, foglio, ordine))
