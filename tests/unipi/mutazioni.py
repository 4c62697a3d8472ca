"""Systematic damage to a valid return: each case is (name, tree), the tree to be used before the next is asked for."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree


SPAZIO = "http://servizi.lavoro.gov.it/UNIPI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

VALORI = (
    *("", " ", "0", "1", "9", "05", "999999", "1000000", "-1", "+1", "1.5", "1e3", " 1", "1 ", "١", "100", "199"),
    *("200", "1 5", "2 5", "S", "N", "X", "s", "NU", "NO", "D", "C", "A", "B", "E", "F", "R", "M", "AB", "ABC", "A1C"),
    *("000", "0000", "E463", "e463", "E46", "EE463", "19121", "1912", "191211", "62.01.00", "62.1.0", "08:00", "8:00"),
    *("99:99", "08:00:00", "1.1.1.1.1.1", "1.1.1.1.1.11", "1.1.1.1.1", "A.01.00", "a.01.00", "01", "1", "001"),
    *("2025-12-31", "2025-02-30", "2025-12-31Z", "2025-12-31+01:00", " 2025-12-31 ", "31/12/2025", "0000-01-01"),
    *("2026-01-31T10:00:00", "2026-01-31T24:00:00", "2026-01-31T10:00:00.5Z", "2026-01-31T10:00", "2026-01-31"),
    *("61007610118", "6100761011", "NGRPTR61E20E463E", "ngrptr61e20e463e", "NGRPTRSMELNEQSPE", "DE1", "D1", "DE123AB"),
    *("a@b", "a@b.c", "a@", "@b", "a b@c", "à@b", "{~@c", "a..b@c", "0112600000003206", "PIDISABILI001600"),
    *("x" * n for n in (2, 3, 6, 7, 8, 15, 16, 17, 20, 21, 50, 51, 80, 81, 100, 101, 200, 201, 2000, 2001)),
    *("a@" + "b" * n for n in (78, 79)),
    *("DE" + "1" * n for n in (97, 98)),
)


def scrivi(radice: etree._Element) -> bytes:
    return etree.tostring(radice, xml_declaration=True, encoding="UTF-8")


def strutturali(contenuto: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Each kind of element dropped, doubled, moved, renamed, filled with what does not belong there."""
    originale = etree.fromstring(contenuto)
    for percorso in _uno_per_tipo(originale):
        for nome, muta in _STRUTTURALI.items():
            radice = deepcopy(originale)
            nodo = radice.xpath(percorso)[0]
            if muta(nodo) is not False:
                yield f"{nome} {_locale(nodo)} {percorso}", etree.fromstring(scrivi(radice))


def valori(contenuto: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Each kind of leaf with each value of the list in place of its own."""
    radice = etree.fromstring(contenuto)
    for percorso in _uno_per_tipo(radice):
        nodo = radice.xpath(percorso)[0]
        if len(nodo):
            continue
        buono = nodo.text
        for valore in VALORI:
            nodo.text = valore
            yield f"value {valore[:20]!r} (length {len(valore)}) in {_locale(nodo)}", radice
        nodo.text = buono


def attributi(contenuto: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Each root attribute removed, renamed, and given each value of the list."""
    radice = etree.fromstring(contenuto)
    for nome, buono in dict(radice.attrib).items():
        del radice.attrib[nome]
        yield f"attribute {nome} removed", radice
        radice.set(nome.upper(), buono)
        yield f"attribute {nome} renamed", radice
        del radice.attrib[nome.upper()]
        for valore in VALORI:
            radice.set(nome, valore)
            yield f"attribute {nome} = {valore[:20]!r} (length {len(valore)})", radice
        radice.set(nome, buono)


def _uno_per_tipo(radice: etree._Element) -> list[str]:
    """The path of the first element of each kind, a kind being the names from the root down."""
    albero = radice.getroottree()
    primi: dict[tuple[str, ...], str] = {}
    for nodo in radice.iter():
        if nodo is not radice:
            nomi = tuple(_locale(antenato) for antenato in [*nodo.iterancestors(), nodo])
            primi.setdefault((*sorted(nomi[:-1]), nomi[-1]), albero.getpath(nodo))
    return list(primi.values())


def _locale(nodo: etree._Element) -> str:
    return etree.QName(nodo).localname


def _togli(nodo):
    nodo.getparent().remove(nodo)


def _raddoppia(nodo):
    nodo.addnext(deepcopy(nodo))


def _in_fondo(nodo):
    if nodo.getnext() is None:
        return False
    nodo.getparent().append(nodo)


def _in_testa(nodo):
    if nodo.getprevious() is None:
        return False
    nodo.getparent().insert(0, nodo)


def _scambia(nodo):
    if nodo.getnext() is None:
        return False
    nodo.getnext().addnext(nodo)


def _rinomina(nodo):
    nodo.tag = f"{{{SPAZIO}}}sconosciuto"


def _senza_spazio(nodo):
    nodo.tag = _locale(nodo)


def _maiuscolo(nodo):
    nodo.tag = f"{{{SPAZIO}}}{_locale(nodo).upper()}"


def _attributo(nodo):
    nodo.set("sconosciuto", "1")


def _xsi_nil(nodo):
    nodo.set(f"{{{XSI}}}nil", "true")


def _xsi_non_nil(nodo):
    nodo.set(f"{{{XSI}}}nil", "false")


def _figlio(nodo):
    etree.SubElement(nodo, f"{{{SPAZIO}}}sconosciuto").text = "1"


def _testo(nodo):
    nodo.text = (nodo.text or "") + "testo"


def _svuota(nodo):
    nodo[:] = []
    nodo.text = None


def _commento(nodo):
    nodo.insert(0, etree.Comment(" nulla "))


def _blocco(nodo):
    if len(nodo):
        return False
    nodo.text = etree.CDATA(nodo.text or "")


_STRUTTURALI = {
    "drop": _togli,
    "double": _raddoppia,
    "move last": _in_fondo,
    "move first": _in_testa,
    "swap with next": _scambia,
    "rename": _rinomina,
    "no namespace": _senza_spazio,
    "upper case": _maiuscolo,
    "unknown attribute": _attributo,
    "xsi:nil": _xsi_nil,
    "xsi:nil false": _xsi_non_nil,
    "unknown child": _figlio,
    "stray text": _testo,
    "empty": _svuota,
    "comment inside": _commento,
    "CDATA": _blocco,
}
