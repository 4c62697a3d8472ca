"""Nothing of a file is lost on the way to the document."""

from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from lxml import etree

from collocamento.unipi.elementi import Struttura
from collocamento.unipi.lettura import leggi
from collocamento.unipi.prospetto import PROSPETTO
from tests.unipi.completo import completo
from tests.unipi.mutazioni import scrivi


def _strutture(struttura: Struttura):
    yield struttura
    for elemento in struttura.elementi():
        if elemento.struttura:
            yield from _strutture(elemento.struttura)


@pytest.mark.parametrize("struttura", list(_strutture(PROSPETTO)), ids=lambda struttura: struttura.nome)
def test_every_field_has_its_element_and_every_element_its_field(struttura):
    campi = {campo.name for campo in fields(struttura.classe)}
    letti = {elemento.campo for elemento in struttura.elementi()} | {a.campo for a in struttura.attributi}
    assert campi == letti


@pytest.mark.parametrize("scelta", [0, 1])
def test_a_return_with_every_element_is_read_whole(scelta):
    documento = leggi(completo(scelta=scelta, ripetizioni=3))
    assenti = [nome for nome, valore in _foglie(documento) if valore is None or valore == ()]
    dati = "quadro1.dati."
    assert assenti == ([] if scelta == 0 else [f"{dati}data_prima_assunzione", f"{dati}data_seconda_assunzione"])
    assert documento.quadro1.dati.nessuna_assunzione_aggiuntiva is (scelta == 1)
    assert len(documento.quadri2) == 3
    assert len(documento.quadri2[0].dipendenti.disabili.part_time) == 3


def _foglie(oggetto, nome=""):
    if is_dataclass(oggetto):
        for campo in fields(oggetto):
            yield from _foglie(getattr(oggetto, campo.name), f"{nome}.{campo.name}".lstrip("."))
    elif isinstance(oggetto, tuple) and oggetto:
        for elemento in oggetto:
            yield from _foglie(elemento, nome)
    else:
        yield nome, oggetto


_ALTRI = {
    "12": "13", "-3": "4", "2": "3", "05": "06", "60": "61", "38:30": "20:00", "2025-12-31": "2024-12-31",
    "E463": "F205", "19121": "20100", "62.01.00": "10.01.00", "042": "043", "07": "08", "0001": "0002",
    "01": "02", "011": "010",
    "4.1.1.2.0.0": "4.1.1.2.0.1", "A.01.00": "A.02.00", "B": "C", "S": "N", "M": "F", "D": "C", "NU": "NO", "E": "R",
    "A": "B", "prova@example.org": "altra@example.org", "0187000001": "0187000002", "Testo di prova": "Altro testo",
    "RSSMRA80A01E463X": "61007610118", "DE123456789": "DE987654321",
}  # fmt: skip


def test_every_value_of_the_file_shows_in_the_document():
    """Changing any one value of the file changes the document: no element is read and forgotten."""
    contenuto = completo()
    prima = leggi(contenuto)
    radice = etree.fromstring(contenuto)
    provati = 0
    for nodo in radice.iter():
        if len(nodo) or nodo.tag.endswith("nessunaassunzioneaggiuntiva"):
            continue
        buono = nodo.text
        stato = nodo.tag.endswith("}stato")
        nodo.text = "F" if stato else _ALTRI[buono]
        assert leggi(scrivi(radice)) != prima, nodo.tag
        nodo.text = buono
        provati += 1
    assert provati > 300


def test_values_have_their_types(modello):
    documento = leggi(modello)
    foglio = documento.quadri2[0]
    assert documento.data_riferimento == date(2025, 12, 31)
    assert documento.data_invio.isoformat() == "2026-01-19T14:46:41+01:00"
    assert documento.quadro1.dati.capogruppo is False
    assert foglio.provincia == "010"
    assert foglio.dipendenti.disabili.tempo_pieno == 7
    assert foglio.dipendenti.disabili.part_time[0].minuti_svolti == 24 * 60
    assert foglio.lavoratori[0].persona.percentuale_disabilita == 66
    assert foglio.lavoratori[0].rapporto.fine is None


def test_absent_and_empty_are_not_the_same(modello):
    senza = leggi(modello.replace(b"<telefono>0187000104</telefono>", b""))
    vuoto = leggi(modello.replace(b"<telefono>0187000104</telefono>", b"<telefono/>"))
    assert senza.quadro1.azienda.sede_legale.telefono is None
    assert vuoto.quadro1.azienda.sede_legale.telefono == ""


def test_the_answer_on_further_hires_left_empty_takes_the_only_text_admitted():
    for scelta, atteso in ((0, False), (1, True)):
        radice = etree.fromstring(completo(scelta=scelta))
        nodo = radice.find(".//{*}nessunaassunzioneaggiuntiva")
        nodo.text = None
        assert leggi(scrivi(radice)).quadro1.dati.nessuna_assunzione_aggiuntiva is atteso
