"""A return in sections and back: pure, so that nothing of a return received is lost on its way through the form."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.struttura import CONCESSIONI, INVIO, PERSONALE, STRUTTURE, Invio
from collocamento.unipi.documento import Documento, Quadro1, Quadro2
from collocamento.unipi.prospetto import VERSIONE
from collocamento.unipi.quadro1 import QUADRO1
from collocamento.unipi.testi import Testi, da_testi, in_testi, vuoto


@dataclass(frozen=True, slots=True)
class Parte:
    """The texts of one section, and where it stands. `chiave` is its row, None before it has one."""

    tipo: str
    testi: Testi
    foglio: int = 0
    ordine: int = 1
    chiave: Any = None


@dataclass(slots=True)
class Foglio:
    """A provincial sheet."""

    numero: int
    personale: Parte
    concessioni: Parte
    lavoratori: list[Parte] = field(default_factory=list)
    posti: list[Parte] = field(default_factory=list)

    @property
    def provincia(self) -> str:
        return self.personale.testi.get("dati", {}).get("provincia", "")


@dataclass(slots=True)
class Bozza:
    """All that is written of a return."""

    quadro1: Parte
    invio: Parte
    fogli: list[Foglio]

    def parti(self) -> Iterator[Parte]:
        """Every section, in the order of the form."""
        yield self.quadro1
        for foglio in self.fogli:
            yield foglio.personale
            yield from foglio.lavoratori
            yield from foglio.posti
            yield foglio.concessioni
        yield self.invio


@dataclass(frozen=True, slots=True)
class Estremi:
    """What the ministry's service assigns; before it has, the format wants something in its place."""

    tipo: str
    data_invio: datetime
    codice: str = "0" * 16
    codice_precedente: str | None = None
    protocollo: str = "0" * 8


def scomponi(documento: Documento) -> Bozza:
    """The sections of a return."""
    fogli = []
    for numero, quadro in enumerate(documento.quadri2, 1):
        fogli.append(
            Foglio(
                numero,
                Parte(TipoSezione.PERSONALE, in_testi(PERSONALE, quadro), numero),
                Parte(TipoSezione.CONCESSIONI, in_testi(CONCESSIONI, quadro), numero),
                list(_voci(TipoSezione.LAVORATORE, quadro.lavoratori, numero)),
                list(_voci(TipoSezione.POSTO, quadro.posti, numero)),
            )
        )
    note = documento.quadro3.note if documento.quadro3 else None
    invio = Invio(documento.delegato, documento.tipo_delegato, documento.email_delegato, note)
    return Bozza(
        Parte(TipoSezione.QUADRO1, in_testi(QUADRO1, documento.quadro1)),
        Parte(TipoSezione.INVIO, in_testi(INVIO, invio)),
        fogli,
    )


def _voci(tipo: str, voci: tuple[Any, ...], numero: int) -> Iterator[Parte]:
    for ordine, voce in enumerate(voci, 1):
        yield Parte(tipo, in_testi(STRUTTURE[tipo], voce), numero, ordine)


def ricomponi(bozza: Bozza, estremi: Estremi) -> tuple[Documento, bool]:
    """The return that the sections make, without quadro 3, and whether nothing had to be left out or supposed."""
    quadro1, intero = da_testi(QUADRO1, bozza.quadro1.testi)
    invio, invio_intero = da_testi(INVIO, bozza.invio.testi)
    fogli = [_quadro2(foglio) for foglio in bozza.fogli]
    documento = Documento(
        quadro1=_coerente(quadro1),
        quadri2=tuple(quadro for quadro, _intero in fogli),
        quadro3=None,
        tipo_comunicazione=estremi.tipo,
        codice_comunicazione=estremi.codice,
        codice_precedente=estremi.codice_precedente,
        data_invio=estremi.data_invio,
        delegato=invio.delegato,
        tipo_delegato=invio.tipo_delegato,
        email_delegato=invio.email_delegato or "",
        protocollo=estremi.protocollo,
        versione=VERSIONE,
    )
    return documento, intero and invio_intero and all(bene for _quadro, bene in fogli)


def _coerente(quadro1: Quadro1) -> Quadro1:
    """The answer about further hires follows from the date of the first one."""
    dati = quadro1.dati
    nessuna = False if dati.data_prima_assunzione else (dati.nessuna_assunzione_aggiuntiva or None)
    return replace(quadro1, dati=replace(dati, nessuna_assunzione_aggiuntiva=nessuna))


def _quadro2(foglio: Foglio) -> tuple[Quadro2, bool]:
    personale, bene = da_testi(PERSONALE, foglio.personale.testi)
    concessioni, concessioni_bene = da_testi(CONCESSIONI, foglio.concessioni.testi)
    lavoratori, lavoratori_bene = _leggi_voci(foglio.lavoratori)
    posti, posti_bene = _leggi_voci(foglio.posti)
    valori = {nome: getattr(concessioni, nome) for nome in concessioni.__slots__}
    quadro = Quadro2(
        dati=personale.dati,
        dipendenti=personale.dipendenti,
        non_dipendenti=personale.non_dipendenti,
        lavoratori=lavoratori,
        posti=posti,
        note=personale.note,
        **valori,
    )
    return quadro, bene and concessioni_bene and lavoratori_bene and posti_bene


def _leggi_voci(parti: list[Parte]) -> tuple[tuple[Any, ...], bool]:
    letti = [da_testi(STRUTTURE[parte.tipo], parte.testi) for parte in parti if not vuoto(parte.testi)]
    return tuple(voce for voce, intera in letti if intera), all(intera for _voce, intera in letti)


def per_l_anno(documento: Documento, anno: int) -> Documento:
    """Last year's return as a beginning of this year's: the day moves, compensations are to be worked out anew."""
    dati = replace(documento.quadro1.dati, data_riferimento=date(anno, 12, 31))
    fogli = tuple(replace(quadro, compensazioni=()) for quadro in documento.quadri2)
    return replace(documento, quadro1=replace(documento.quadro1, dati=dati), quadri2=fogli)
