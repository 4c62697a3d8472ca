"""Writing one UniPi file: from a Documento to bytes that the schema admits and that read back as the same value."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from collocamento.unipi.documento import Documento
from collocamento.unipi.elementi import Elemento, Scelta, Struttura
from collocamento.unipi.lettura import leggi
from collocamento.unipi.prospetto import PROSPETTO, RADICE, SPAZIO
from collocamento.unipi.testi import testo


def scrivi(documento: Documento) -> bytes:
    """The file of `documento`, always the same bytes for the same values.

    Raises Rifiuto when a value does not fit the format, which names the place as for a file received.
    """
    radice = etree.Element(f"{{{SPAZIO}}}{RADICE}", nsmap={None: SPAZIO})
    for attributo in PROSPETTO.attributi:
        valore = getattr(documento, attributo.campo)
        if valore is not None:
            radice.set(attributo.nome, testo(attributo.tipo, valore))
    _riempi(radice, PROSPETTO, documento)
    contenuto = etree.tostring(radice, xml_declaration=True, encoding="UTF-8", standalone=True)
    leggi(contenuto)
    return contenuto


def _riempi(nodo: etree._Element, struttura: Struttura, oggetto: Any) -> None:
    for elemento in _in_ordine(struttura, oggetto):
        valore = getattr(oggetto, elemento.campo)
        for voce in valore if elemento.massimo is None else (valore,):
            if voce is None and not elemento.minimo:
                continue
            figlio = etree.SubElement(nodo, f"{{{SPAZIO}}}{elemento.nome}")
            if elemento.struttura:
                _riempi(figlio, elemento.struttura, voce)
            else:
                figlio.text = _testo(elemento, voce)


def _in_ordine(struttura: Struttura, oggetto: Any) -> Iterator[Elemento]:
    for voce in struttura.contenuto:
        if isinstance(voce, Scelta):
            yield from _scelta(voce.sequenze, oggetto)
        else:
            yield voce


def _scelta(sequenze: Sequence[tuple[Elemento, ...]], oggetto: Any) -> tuple[Elemento, ...]:
    """The first sequence whose compulsory values are all there, or the last one."""
    for sequenza in sequenze[:-1]:
        if all(getattr(oggetto, elemento.campo) is not None for elemento in sequenza if elemento.minimo):
            return sequenza
    return sequenze[-1]


def _testo(elemento: Elemento, valore: Any) -> str:
    """A compulsory percentage left blank is a blank: the format wants the element."""
    if elemento.tipo is None:
        return elemento.fisso or ""
    return " " if valore is None else testo(elemento.tipo, valore)
