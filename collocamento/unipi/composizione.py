"""From a valid XML tree to a Documento, driven by the tables: every child is visited once."""

from dataclasses import fields

from lxml import etree

from collocamento.unipi.conversioni import ValoreNonRappresentabile
from collocamento.unipi.documento import Documento
from collocamento.unipi.elementi import Elemento, Struttura
from collocamento.unipi.prospetto import PROSPETTO, SPAZIO
from collocamento.unipi.rifiuti import Motivo, Rifiuto


class _Lettore:
    """Reads one structure into its dataclass.

    Two ways: the elements are all there, each once, and go to their fields by position; or each one tells by its name
    where it goes, by a rule (position of the field, conversion, on the text?, repeated?).
    """

    def __init__(self, struttura: Struttura):
        posizioni = {campo.name: posizione for posizione, campo in enumerate(fields(struttura.classe))}
        elementi = list(struttura.elementi())
        self.classe = struttura.classe
        self.vuoti = [None] * len(posizioni)
        self.regole = {f"{{{SPAZIO}}}{e.nome}": (posizioni[e.campo], *_conversione(e)) for e in elementi}
        self.ripetuti = [posizione for posizione, *_, ripetuto in self.regole.values() if ripetuto]
        self.attributi = [(a.nome, posizioni[a.campo], a.tipo.converti) for a in struttura.attributi]
        in_ordine = [posizioni[e.campo] for e in elementi] == list(range(len(posizioni)))
        solo_valori = all(e.tipo and e.massimo == 1 for e in elementi)
        self.tutti = len(elementi) if in_ordine and solo_valori else -1
        self.conversioni = [e.tipo.converti for e in elementi] if self.tutti > 0 else []

    def __call__(self, nodo: etree._Element):
        if len(nodo) == self.tutti:
            try:
                return self.classe(
                    *[converti(figlio.text) for figlio, converti in zip(nodo, self.conversioni, strict=True)]
                )
            except ValoreNonRappresentabile:
                pass  # the other way knows which element it was
        return self._per_nome(nodo)

    def _per_nome(self, nodo: etree._Element):
        valori = self.vuoti.copy()
        for posizione in self.ripetuti:
            valori[posizione] = []
        regole = self.regole
        figlio = nodo
        try:
            for figlio in nodo:
                posizione, converti, sul_testo, ripetuto = regole[figlio.tag]
                valore = converti(figlio.text if sul_testo else figlio)
                if ripetuto:
                    valori[posizione].append(valore)
                else:
                    valori[posizione] = valore
        except ValoreNonRappresentabile:
            raise _fuori_calendario(figlio.sourceline, etree.QName(figlio).localname) from None
        for posizione in self.ripetuti:
            valori[posizione] = tuple(valori[posizione])
        if self.attributi:
            self._leggi_attributi(nodo, valori)
        return self.classe(*valori)

    def _leggi_attributi(self, nodo: etree._Element, valori: list) -> None:
        for nome, posizione, converti in self.attributi:
            scritto = nodo.get(nome)
            if scritto is None:
                continue
            try:
                valori[posizione] = converti(scritto)
            except ValoreNonRappresentabile:
                raise _fuori_calendario(nodo.sourceline, nome) from None


def _conversione(elemento: Elemento) -> tuple:
    ripetuto = elemento.massimo is None
    if elemento.struttura:
        return _Lettore(elemento.struttura), False, ripetuto
    if elemento.tipo:
        return elemento.tipo.converti, True, ripetuto
    return _nessuna_assunzione, False, ripetuto


def _nessuna_assunzione(nodo: etree._Element) -> bool:
    """S or N; an element left empty takes the only text that its place admits: N after a date of hire, else S."""
    if nodo.text:
        return nodo.text == "S"
    precedente = nodo.getprevious()
    return not etree.QName(precedente).localname.endswith("assunzione")


def _fuori_calendario(riga: int | None, nome: str) -> Rifiuto:
    return Rifiuto(
        Motivo.VALORE_NON_RAPPRESENTABILE,
        f"La data in «{nome}» è fuori dal calendario: l'anno deve essere fra 1 e 9999.",
        riga,
    )


_leggi_prospetto = _Lettore(PROSPETTO)


def componi(radice: etree._Element) -> Documento:
    """The document that a schema-valid tree holds.

    Raises Rifiuto (value_not_representable) for a date that the schema admits and the calendar does not.
    """
    return _leggi_prospetto(radice)
