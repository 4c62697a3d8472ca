"""Reading one UniPi file: from the bytes delivered to a Documento, or to a Rifiuto that says why not."""

from threading import Lock

from lxml import etree

from collocamento.unipi import formati
from collocamento.unipi.composizione import componi
from collocamento.unipi.documento import Documento
from collocamento.unipi.errori import errore_di_schema, errore_di_schema_senza_luogo, errore_di_sintassi
from collocamento.unipi.limiti import LIMITI
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.schema import schema


_GRANDE = 2 * 1024**2  # bytes: beyond, errors are told without their line
_ELEMENTI = 1_500_000  # tags: more than any return of 20 MB holds, and what a tree can take in memory

# One validation at a time: the log of errors belongs to the schema, not to the call.
_una_alla_volta = Lock()


def leggi(contenuto: bytes, *, nome: str = "", limite: int = LIMITI.xml_bytes) -> Documento:
    """Read and check one file.

    `nome` only helps to recognise an archive by its extension; `limite` is in bytes. Nothing outside `contenuto` is
    ever opened: no DTD, no entity, no schema named by the file. Raises Rifiuto.
    """
    return componi(albero_valido(contenuto, nome=nome, limite=limite))


def albero_valido(contenuto: bytes, *, nome: str = "", limite: int = LIMITI.xml_bytes) -> etree._Element:
    """The root of the file's tree, checked against the schema. Raises Rifiuto."""
    _controlla_prima_di_leggere(contenuto, nome, limite)
    if len(contenuto) > _GRANDE:
        return _albero_grande(contenuto)
    radice = _albero(contenuto)
    _convalida(radice)
    return radice


def _albero(contenuto: bytes) -> etree._Element:
    try:
        radice = etree.fromstring(contenuto, _parser())
    except etree.XMLSyntaxError as errore:
        raise errore_di_sintassi(errore) from None
    if radice.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return radice


def _albero_grande(contenuto: bytes) -> etree._Element:
    """Check while parsing: libxml2 then keeps no path of each error, which for many errors would take minutes."""
    if contenuto.count(b"<") > _ELEMENTI or contenuto.count(b"=") > _ELEMENTI:
        raise Rifiuto(Motivo.TROPPO_GRANDE, "Il file ha troppi elementi per essere un prospetto.")
    try:
        return etree.fromstring(contenuto, _parser(schema()))
    except etree.XMLSyntaxError as errore:
        _albero(contenuto)  # whether it is XML at all comes first
        raise errore_di_schema_senza_luogo(errore) from None


def _parser(regole: etree.XMLSchema | None = None) -> etree.XMLParser:
    """Comments and instructions are dropped so that they never split a value in two."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        schema=regole,
    )


def _controlla_prima_di_leggere(contenuto: bytes, nome: str, limite: int) -> None:
    if len(contenuto) > limite:
        raise formati.troppo_grande(limite)
    if formati.vuoto(contenuto):
        raise Rifiuto(Motivo.VUOTO, "Il file è vuoto.")
    if archivio := formati.archivio(contenuto[:512], nome):
        raise formati.archivio_annidato(archivio)
    if formati.ha_doctype(contenuto):
        raise _doctype()


def _doctype() -> Rifiuto:
    return Rifiuto(
        Motivo.DOCTYPE,
        "Il file contiene una dichiarazione DOCTYPE, che per sicurezza non è ammessa (può definire entità esterne).",
        1,
    )


def _convalida(radice: etree._Element) -> None:
    regole = schema()
    with _una_alla_volta:
        try:
            if regole.validate(radice):
                return
            primo_errore = regole.error_log[0]
        except etree.XMLSchemaValidateError:
            raise Rifiuto(Motivo.NON_VALIDO, "Il file non è conforme al formato UniPi.") from None
    raise errore_di_schema(primo_errore, radice)
