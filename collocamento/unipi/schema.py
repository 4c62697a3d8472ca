"""The XML Schema of UniPi, generated from our tables so that libxml2 can validate at its own speed."""

from functools import cache

from lxml import etree
from lxml.builder import ElementMaker

from collocamento.unipi.elementi import Attributo, Elemento, Scelta, Struttura
from collocamento.unipi.prospetto import PROSPETTO, RADICE, SPAZIO
from collocamento.unipi.tipi import Tipo


_XS = ElementMaker(
    namespace="http://www.w3.org/2001/XMLSchema", nsmap={"xs": "http://www.w3.org/2001/XMLSchema", None: SPAZIO}
)


@cache
def schema() -> etree.XMLSchema:
    """The compiled schema, one per process."""
    return etree.XMLSchema(documento_schema())


def documento_schema() -> etree._Element:
    """The schema as an XML tree."""
    strutture, tipi = _raccogli(PROSPETTO)
    return _XS.schema(
        *map(_tipo_semplice, tipi.values()),
        *map(_tipo_complesso, strutture.values()),
        _XS.element(name=RADICE, type=PROSPETTO.nome),
        targetNamespace=SPAZIO,
        elementFormDefault="qualified",
    )


def _raccogli(radice: Struttura) -> tuple[dict[str, Struttura], dict[str, Tipo]]:
    """Every structure and type reachable from the root, by name."""
    strutture: dict[str, Struttura] = {}
    tipi = {attributo.tipo.nome: attributo.tipo for attributo in radice.attributi}
    da_visitare = [radice]
    while da_visitare:
        struttura = da_visitare.pop()
        strutture[struttura.nome] = struttura
        for elemento in struttura.elementi():
            if elemento.struttura:
                da_visitare.append(elemento.struttura)
            elif elemento.tipo:
                tipi[elemento.tipo.nome] = elemento.tipo
    return strutture, tipi


def _tipo_semplice(tipo: Tipo) -> etree._Element:
    vincoli = [_XS.pattern(value=modello) for modello in tipo.modelli]
    vincoli += [_XS.enumeration(value=valore) for valore in tipo.valori]
    if tipo.minimo is not None:
        vincoli.append(_XS.minLength(value=str(tipo.minimo)))
    if tipo.massimo is not None:
        vincoli.append(_XS.maxLength(value=str(tipo.massimo)))
    return _XS.simpleType(_XS.restriction(*vincoli, base=f"xs:{tipo.base}"), name=tipo.nome)


def _tipo_complesso(struttura: Struttura) -> etree._Element:
    return _XS.complexType(
        _XS.sequence(*map(_voce, struttura.contenuto)),
        *map(_attributo, struttura.attributi),
        name=struttura.nome,
    )


def _voce(voce: Elemento | Scelta) -> etree._Element:
    if isinstance(voce, Scelta):
        return _XS.choice(*(_XS.sequence(*map(_voce, sequenza)) for sequenza in voce.sequenze))
    proprieta = {
        "name": voce.nome,
        "minOccurs": str(voce.minimo),
        "maxOccurs": "unbounded" if voce.massimo is None else str(voce.massimo),
    }
    if voce.contenuto is not None:
        proprieta["type"] = voce.contenuto.nome
    if voce.fisso is not None:
        proprieta["fixed"] = voce.fisso
    return _XS.element(proprieta)


def _attributo(attributo: Attributo) -> etree._Element:
    proprieta = {
        "name": attributo.nome,
        "type": attributo.tipo.nome,
        "use": "required" if attributo.obbligatorio else "optional",
    }
    if attributo.fisso is not None:
        proprieta["fixed"] = attributo.fisso
    return _XS.attribute(proprieta)
