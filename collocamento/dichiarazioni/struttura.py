"""The sections of a return in terms of the form's own tables: what is written in each, and what is not typed."""

from dataclasses import dataclass

from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.unipi import documento, tipi
from collocamento.unipi.elementi import Elemento, Struttura, forse, uno
from collocamento.unipi.prospetto import PROSPETTO
from collocamento.unipi.quadro1 import QUADRO1
from collocamento.unipi.quadro2 import QUADRO2
from collocamento.unipi.quadro2_persone import LAVORATORE_COMPUTABILE, POSTO_DI_LAVORO


@dataclass(frozen=True, slots=True)
class Personale:
    """The part of a sheet about staff."""

    dati: documento.DatiProvinciali
    dipendenti: documento.PersonaleDipendente
    non_dipendenti: documento.PersonaleNonDipendente
    note: str | None


@dataclass(frozen=True, slots=True)
class Concessioni:
    """The part of a sheet about what was granted, asked or compensated."""

    compensazioni: tuple[documento.Compensazione, ...]
    sospensione: documento.Sospensione | None
    gradualita: documento.GradualitaProvinciale | None
    esonero: documento.Esonero | None
    esonero_60_per_mille: documento.Esonero60PerMille | None
    convenzione: documento.Convenzione | None


@dataclass(frozen=True, slots=True)
class Invio:
    """Who sends, and the notes to the summary."""

    delegato: str | None
    tipo_delegato: str | None
    email_delegato: str
    note: str | None


def _parte(classe: type, struttura: Struttura) -> Struttura:
    """The elements of `struttura` that `classe` has a field for, in the order of the form."""
    scelti = tuple(voce for voce in struttura.contenuto if voce.campo in classe.__slots__)
    return Struttura(classe.__name__.lower(), classe, scelti)


def _invio() -> Struttura:
    attributi = {attributo.campo: attributo for attributo in PROSPETTO.attributi}
    campi: list[Elemento] = []
    for nome, funzione in (("delegato", forse), ("tipo_delegato", forse), ("email_delegato", uno)):
        attributo = attributi[nome]
        campi.append(funzione(attributo.nome, nome, attributo.tipo, attributo.etichetta))
    campi.append(forse("note", "note", tipi.NOTE, "Note al riepilogo"))
    return Struttura("invio", Invio, tuple(campi))


PERSONALE = _parte(Personale, QUADRO2)
CONCESSIONI = _parte(Concessioni, QUADRO2)
INVIO = _invio()
STRUTTURE: dict[str, Struttura] = {
    TipoSezione.QUADRO1: QUADRO1,
    TipoSezione.PERSONALE: PERSONALE,
    TipoSezione.LAVORATORE: LAVORATORE_COMPUTABILE,
    TipoSezione.POSTO: POSTO_DI_LAVORO,
    TipoSezione.CONCESSIONI: CONCESSIONI,
    TipoSezione.INVIO: INVIO,
}
# Fields that nobody types: the sheet's own province, the band that the engine works out.
NON_SCRITTI: dict[str, frozenset[str]] = {
    TipoSezione.QUADRO1: frozenset({"dati-categoria_azienda"}),
    TipoSezione.PERSONALE: frozenset({"dati-provincia"}),
}
