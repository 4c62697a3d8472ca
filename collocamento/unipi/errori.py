"""libxml2's errors as Italian sentences that name the field, its place and what is expected.

The value found is repeated only where it cannot be personal data.
"""

import re

from lxml import etree

from collocamento.unipi.elementi import Attributo, Elemento
from collocamento.unipi.luogo import Luogo
from collocamento.unipi.prospetto import PROSPETTO, RADICE, SPAZIO, VERSIONE
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.tipi import Tipo


_INTERROTTO = "Il file è interrotto o ha un elemento non chiuso."
_CODIFICA = "I caratteri del file non corrispondono alla codifica dichiarata."
_SINTASSI = {
    "ERR_DOCUMENT_EMPTY": "Il file non contiene XML.",
    "ERR_DOCUMENT_START": "Il file non contiene XML.",
    "ERR_DOCUMENT_END": "Il file continua dopo la fine del prospetto.",
    "ERR_TAG_NAME_MISMATCH": "Un elemento è chiuso con un nome diverso da quello con cui è aperto.",
    "ERR_TAG_NOT_FINISHED": _INTERROTTO,
    "ERR_GT_REQUIRED": _INTERROTTO,
    "ERR_LTSLASH_REQUIRED": _INTERROTTO,
    "ERR_ATTRIBUTE_NOT_FINISHED": _INTERROTTO,
    "ERR_ATTRIBUTE_REDEFINED": "Un attributo è scritto due volte nello stesso elemento.",
    "ERR_RESERVED_XML_NAME": "La dichiarazione XML non è all'inizio del file.",
    "ERR_UNDECLARED_ENTITY": "Il file usa un'entità non definita: scrivere il carattere stesso, e &amp; per la «&».",
    "ERR_ENTITYREF_SEMICOL_MISSING": "C'è una «&» che non fa parte di un'entità.",
    "ERR_NAME_REQUIRED": "C'è una «&» o un «<» che non apre né un'entità né un elemento.",
    "ERR_UNSUPPORTED_ENCODING": "La codifica dei caratteri dichiarata nel file non è conosciuta.",
    "ERR_UNKNOWN_ENCODING": "La codifica dei caratteri dichiarata nel file non è conosciuta.",
    "ERR_INVALID_ENCODING": _CODIFICA,
    "ERR_INVALID_CHAR": "Il file contiene un carattere non ammesso in XML.",
}
_LIMITI = {"ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP", "ERR_NAME_TOO_LONG"}

_NOMI = re.compile(r"\{[^}]*\}([\w.-]+)")
_ATTRIBUTO = re.compile(r"attribute '([^']*)'")
_ATTRIBUTO_ESTRANEO = {"SCHEMAV_CVC_COMPLEX_TYPE_3_2_1", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2", "SCHEMAV_CVC_TYPE_3_1_1"}


def errore_di_sintassi(errore: etree.XMLSyntaxError) -> Rifiuto:
    """The refusal of a file that the parser could not read to the end."""
    tipo = etree.ErrorTypes._getName(errore.code) or ""
    if tipo in _LIMITI:
        return Rifiuto(
            Motivo.TROPPO_GRANDE,
            "Il file supera i limiti di lettura: elementi troppo annidati o un testo troppo lungo.",
            errore.lineno,
        )
    motivo = _SINTASSI.get(tipo, "Il file non è scritto in XML corretto.")
    return Rifiuto(Motivo.NON_BEN_FORMATO, motivo, errore.lineno)


def errore_di_schema(errore: etree._LogEntry, radice: etree._Element) -> Rifiuto:
    """The refusal of a file that is XML but not UniPi: the first error found, told in Italian."""
    trovati = radice.xpath(errore.path) if errore.path else []
    nodo = trovati[0] if trovati else radice
    luogo = Luogo.di(nodo)
    frase = f"{luogo.dove}{_frase(errore, nodo, luogo)}"
    return Rifiuto(Motivo.NON_VALIDO, frase[0].upper() + frase[1:], nodo.sourceline or errore.line)


def errore_di_schema_senza_luogo(errore: etree.XMLSyntaxError) -> Rifiuto:
    """The refusal of a big file: the first error's element alone, since its place costs too much to find."""
    nomi = _NOMI.findall(errore.error_log[0].message)
    dove = f" nell'elemento «{_breve(nomi[0])}»" if nomi else ""
    return Rifiuto(
        Motivo.NON_VALIDO,
        f"Il file non è conforme al formato UniPi: il primo errore è{dove} (file troppo grande per dire la riga).",
    )


def _frase(errore: etree._LogEntry, nodo: etree._Element, luogo: Luogo) -> str:
    tipo = errore.type_name
    if tipo == "SCHEMAV_CVC_ELT_1":
        return _radice_estranea(nodo)
    if trovato := _ATTRIBUTO.search(errore.message):
        return _attributo(tipo, trovato[1], nodo)
    if tipo == "SCHEMAV_ELEMENT_CONTENT":
        return _contenuto(errore.message, nodo, luogo)
    if tipo in ("SCHEMAV_CVC_COMPLEX_TYPE_2_3", "SCHEMAV_CVC_COMPLEX_TYPE_2_1"):
        return f"{luogo.campo} contiene del testo dove sono ammessi solo elementi."
    if tipo == "SCHEMAV_CVC_TYPE_3_1_2":
        return f"{luogo.campo} contiene altri elementi, dove è ammesso solo un valore."
    return _valore(nodo, luogo)


def _radice_estranea(nodo: etree._Element) -> str:
    nome = etree.QName(nodo)
    if nome.localname == RADICE:
        return f"l'elemento «{RADICE}» non è nello spazio dei nomi di UniPi ({SPAZIO})."
    return f"il file comincia con l'elemento «{_breve(nome.localname)}», non con «{RADICE}»: non è un prospetto UniPi."


def _attributo(tipo: str, nome: str, nodo: etree._Element) -> str:
    previsto: Attributo | None = next((a for a in PROSPETTO.attributi if a.nome == nome), None)
    if tipo in _ATTRIBUTO_ESTRANEO or previsto is None:
        return f"l'attributo «{_breve(nome)}» non è previsto."
    campo = f"«{previsto.etichetta}» (attributo {previsto.nome})"
    if tipo == "SCHEMAV_CVC_COMPLEX_TYPE_4":
        return f"manca {campo}."
    if previsto.fisso:
        return f"{campo} non è ammessa: il portale legge solo la versione {VERSIONE}."
    trovato = _tra_virgolette(nodo.get(nome), previsto.tipo)
    return f"il valore di {campo} non è valido{trovato}: deve essere {previsto.tipo.atteso}."


def _contenuto(messaggio: str, nodo: etree._Element, luogo: Luogo) -> str:
    _inizio, attesi, elenco = messaggio.partition("Expected is")
    nomi = _NOMI.findall(elenco) if attesi else []
    if "Missing child" in messaggio:
        return f"in {luogo.campo} manca {luogo.etichette(nomi, dentro=True)}."
    if not nomi:
        return f"{luogo.campo} non è previsto in questo punto."
    return f"{luogo.campo} non è previsto in questo punto: qui deve esserci {luogo.etichette(nomi, dentro=False)}."


def _valore(nodo: etree._Element, luogo: Luogo) -> str:
    elemento: Elemento | None = luogo.elemento
    if elemento is None or (elemento.tipo is None and elemento.fisso is None):
        return f"{luogo.campo} non è conforme al formato."
    if elemento.tipo is None:
        return f"{luogo.campo} non è coerente con le date di assunzione: deve essere N se c'è una data, altrimenti S."
    trovato = "" if luogo.personale else _tra_virgolette(nodo.text, elemento.tipo)
    return f"il valore di {luogo.campo} non è valido{trovato}: deve essere {elemento.tipo.atteso}."


def _tra_virgolette(valore: str | None, tipo: Tipo) -> str:
    """The value found, where the type cannot hold personal data and the value looks like a code, not like a name."""
    if not valore:
        return " (è vuoto)"
    sembra_un_codice = len(valore) <= 10 and sum(map(str.isalpha, valore)) <= 3 and valore.isprintable()
    return f" («{valore}»)" if tipo.mostrabile and sembra_un_codice else ""


def _breve(nome: str) -> str:
    return nome if len(nome) <= 60 else nome[:60] + "…"
