"""A return in sections and back, on every return that the demonstration has received: nothing is lost."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from collocamento.dichiarazioni.parti import Estremi, per_l_anno, ricomponi, scomponi
from collocamento.dichiarazioni.struttura import NON_SCRITTI, STRUTTURE
from collocamento.dichiarazioni.testi import normalizza, problemi
from collocamento.unipi import tipi
from collocamento.unipi.documento import Documento
from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Rifiuto
from collocamento.unipi.scrittura import scrivi
from tests.unipi.completo import completo


DEMO = Path(settings.BASE_DIR) / "demo"


def _validi(nome: str) -> list[Documento]:
    letti = []
    with ZipFile(DEMO / nome) as archivio:
        for voce in archivio.namelist():
            try:
                letti.append(leggi(archivio.read(voce), nome=voce))
            except Rifiuto:
                continue
    return letti


def _estremi(documento: Documento) -> Estremi:
    return Estremi(
        documento.tipo_comunicazione,
        documento.data_invio,
        documento.codice_comunicazione,
        documento.codice_precedente,
        documento.protocollo,
    )


def _torna(documento: Documento) -> bool:
    bozza = scomponi(documento)
    tornato, intero = ricomponi(bozza, _estremi(documento))
    assert all(not problemi(STRUTTURE[p.tipo], p.testi, NON_SCRITTI.get(p.tipo, ())) for p in bozza.parti())
    return intero and tornato == replace(documento, quadro3=None)


@pytest.mark.parametrize("pacchetto", ["prospetti_demo.zip", "prospetti_2024.zip"])
def test_import_sections_export_import_loses_nothing(pacchetto: str) -> None:
    documenti = _validi(pacchetto)
    assert len(documenti) > 200
    assert all(map(_torna, documenti))
    uno, *_altri = documenti
    esportato, _intero = ricomponi(scomponi(uno), _estremi(uno))
    assert leggi(scrivi(replace(esportato, quadro3=uno.quadro3))) == uno


@pytest.mark.parametrize("scelta", [0, 1])
def test_every_element_of_the_format_passes_through_the_sections(scelta: int) -> None:
    assert _torna(leggi(completo(scelta=scelta)))


def test_the_next_year_begins_from_the_last_one_without_its_compensations() -> None:
    documento = next(d for d in _validi("prospetti_demo.zip") if any(q.compensazioni for q in d.quadri2))
    nuovo = per_l_anno(documento, 2026)
    assert nuovo.data_riferimento.isoformat() == "2026-12-31"
    assert not any(quadro.compensazioni for quadro in nuovo.quadri2)


@pytest.mark.parametrize(
    ("tipo", "scritto", "atteso"),
    [
        (tipi.ORARIO, "38", "38:00"),
        (tipi.ORARIO, "8:30", "08:30"),
        (tipi.ORARIO, "38.30", "38:30"),
        (tipi.ORARIO, "38,5", "38,5"),
        (tipi.DUE_CIFRE, "5", "05"),
        (tipi.DATA, "31/12/2026", "2026-12-31"),
        (tipi.DATA, "31/02/2026", "31/02/2026"),
        (tipi.CODICE_FISCALE, " rssmra80a01e463x ", "RSSMRA80A01E463X"),
        (tipi.NUMERO, "1.250", "1250"),
        (tipi.COMUNE, "e463", "E463"),
        (tipi.COMUNE, "La Spezia", "La Spezia"),
    ],
)
def test_what_people_type_becomes_what_the_format_wants_where_it_is_plain(tipo, scritto: str, atteso: str) -> None:
    assert normalizza(tipo, scritto) == atteso
