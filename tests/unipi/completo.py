"""A return that uses every element of the format, as bytes: what the demo corpus leaves out is here."""

from lxml import etree
from lxml.builder import ElementMaker

from collocamento.unipi.elementi import Elemento, Scelta, Struttura
from collocamento.unipi.prospetto import PROSPETTO, RADICE, SPAZIO, VERSIONE


_E = ElementMaker(namespace=SPAZIO, nsmap={None: SPAZIO})
_ESEMPI = {
    "CodiceFiscale": "RSSMRA80A01E463X",
    "CodiceFiscaleInternazionale": "DE123456789",
    "Numerico": "12",
    "NumericoPositivoNegativo": "-3",
    "NumericoBreve": "2",
    "DueCifre": "05",
    "Percentuale": "60",
    "Orario": "38:30",
    "Data": "2025-12-31",
    "Istante": "2026-01-20T10:30:00",
    "Comune": "E463",
    "Cap": "19121",
    "Settore": "62.01.00",
    "CCNL": "042",
    "Regione": "07",
    "CategoriaEsclusa": "0001",
    "TipoComunicazione": "01",
    "TipoDelegato": "001",
    "QualificaProfessionale": "4.1.1.2.0.0",
    "TipoContratto": "A.01.00",
    "Provincia": "011",
    "Carattere": "B",
    "TipoCodiceComunicazione": "0112600000009999",
    "Protocollo": "00009999",
    "EMail": "prova@example.org",
    "Telefono": "0187000001",
}


def completo(*, scelta: int = 0, ripetizioni: int = 2) -> bytes:
    """Every optional element present, every repeatable one `ripetizioni` times; `scelta` picks the alternative."""
    radice = _riempi(RADICE, PROSPETTO, scelta, ripetizioni)
    for attributo in PROSPETTO.attributi:
        radice.set(attributo.nome, attributo.fisso or _esempio(attributo.tipo))
    assert radice.get("versione") == VERSIONE
    return etree.tostring(radice, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _riempi(nome: str, struttura: Struttura, scelta: int, ripetizioni: int) -> etree._Element:
    nodo = _E(nome)
    for voce in struttura.contenuto:
        elementi = voce.sequenze[scelta] if isinstance(voce, Scelta) else (voce,)
        for elemento in elementi:
            for _volta in range(1 if elemento.massimo == 1 else ripetizioni):
                nodo.append(_elemento(elemento, scelta, ripetizioni))
    return nodo


def _elemento(elemento: Elemento, scelta: int, ripetizioni: int) -> etree._Element:
    if elemento.struttura:
        return _riempi(elemento.nome, elemento.struttura, scelta, ripetizioni)
    return _E(elemento.nome, elemento.fisso or _esempio(elemento.tipo))


def _esempio(tipo) -> str:
    return next(iter(tipo.valori), None) or _ESEMPI.get(tipo.nome, "Testo di prova")
