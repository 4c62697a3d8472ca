"""Where in a return an element stands, in words: "Quadro 2, provincia 011, lavoratore computabile n. 3, "."""

from dataclasses import dataclass

from lxml import etree

from collocamento.unipi.elementi import Elemento, Struttura
from collocamento.unipi.prospetto import PROSPETTO, SPAZIO


@dataclass(frozen=True, slots=True)
class Luogo:
    """`dove` leads to the element, `campo` names it; `personale` tells that its value must not be repeated."""

    dove: str
    campo: str
    elemento: Elemento | None
    contenitore: Struttura | None
    personale: bool

    @classmethod
    def di(cls, nodo: etree._Element) -> "Luogo":
        """The place of `nodo` in its document, as far as the tables know it."""
        passi: list[str] = []
        struttura: Struttura | None = PROSPETTO
        contenitore: Struttura | None = None
        elemento: Elemento | None = None
        personale = False
        antenati = [*reversed(list(nodo.iterancestors())), nodo][1:]  # the root is understood
        for antenato in antenati:
            contenitore = struttura
            elemento = _voce(contenitore, antenato)
            struttura = elemento.struttura if elemento else None
            personale = personale or (contenitore is not None and contenitore.personale)
            passi.append(_passo(elemento, antenato))
        dove = "".join(f"{passo}, " for passo in passi[:-1])
        return cls(dove, _campo(elemento, nodo), elemento, contenitore, personale)

    def etichette(self, nomi: list[str], *, dentro: bool) -> str:
        """The labels of elements expected inside this one, or beside it."""
        struttura = self.contenitore
        if dentro:
            struttura = self.elemento.struttura if self.elemento else PROSPETTO
        note = {elemento.nome: elemento.etichetta for elemento in struttura.elementi()} if struttura else {}
        return " o ".join(f"«{note.get(nome, nome)}» ({nome})" for nome in nomi)


def _voce(struttura: Struttura | None, nodo: etree._Element) -> Elemento | None:
    if struttura is None:
        return None
    return next((e for e in struttura.elementi() if nodo.tag == f"{{{SPAZIO}}}{e.nome}"), None)


def _campo(elemento: Elemento | None, nodo: etree._Element) -> str:
    nome = etree.QName(nodo).localname[:60]
    return f"«{elemento.etichetta}» ({nome})" if elemento else f"«{nome}»"


def _passo(elemento: Elemento | None, nodo: etree._Element) -> str:
    if elemento is None:
        return f"«{etree.QName(nodo).localname[:60]}»"
    if elemento.campo == "quadri2":
        return f"quadro 2, {_provincia(nodo)}"
    parole = elemento.etichetta[0].lower() + elemento.etichetta[1:]
    return f"{parole} n. {_ordine(nodo)}" if elemento.massimo is None else parole


def _provincia(quadro2: etree._Element) -> str:
    codice = quadro2.findtext(f"{{{SPAZIO}}}datiprovinciali/{{{SPAZIO}}}provincia") or ""
    return f"provincia {codice}" if len(codice) == 3 and codice.isalnum() else f"foglio n. {_ordine(quadro2)}"


def _ordine(nodo: etree._Element) -> int:
    return 1 + sum(1 for _ in nodo.itersiblings(nodo.tag, preceding=True))
