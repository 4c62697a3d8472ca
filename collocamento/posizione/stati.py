"""Where an employer stands in a province: a pure function of its figures, of what it was, of what it asked for.

Each missing post has the day it was born: sixty days run from then (art. 9 c. 1), whatever happens to the others. Two
readings, where no text read says more: a hire covers the post missing for longest, and a duty that comes back after a
suspension or a convention is born again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from collocamento.normativa import CifreProvincia, DatiProvincia, termine_richiesta
from collocamento.posizione.enums import MAI_SCOPERTI, StatoEpisodio


S = StatoEpisodio
Giorni = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Fatti:
    """What the position of a day says of one province.

    `posti` of art. 3 and `posti_art18` are missing now; `copertura` is what covers a duty that would be short without
    it; `situazione` the day that the known staff describes.
    """

    posti: int
    posti_art18: int
    soggetta: bool
    situazione: date
    copertura: StatoEpisodio | None = None


class Domanda(NamedTuple):
    """People asked for on a day, by a return (art. 9 c. 3) or by a request on its own."""

    giorno: date
    disabili: int
    art18: int


@dataclass(frozen=True, slots=True)
class Precedente:
    """What was known until now: the state, the day each missing post was born, the staff's day."""

    stato: StatoEpisodio
    situazione: date
    nascite: Giorni = ()
    nascite_art18: Giorni = ()


@dataclass(frozen=True, slots=True)
class Esito:
    """The state on the day asked.

    `nascite`: the day each missing post was born, oldest first; `chieste`: beside each, the day it was asked for, None
    if it was not. `t0` is the birth of the oldest post not asked for (of the oldest one when all are), `entro` the
    last day to ask for it, `decorrenza` the day from which the state holds.
    """

    stato: StatoEpisodio
    situazione: date
    decorrenza: date
    nascite: Giorni = ()
    nascite_art18: Giorni = ()
    chieste: tuple[date | None, ...] = ()
    chieste_art18: tuple[date | None, ...] = ()
    t0: date | None = None
    entro: date | None = None

    @property
    def scoperti(self) -> int:
        """Posts of art. 3 missing and not asked for."""
        return self.chieste.count(None)

    @property
    def scoperti_art18(self) -> int:
        return self.chieste_art18.count(None)


def fatti(cifre: CifreProvincia, foglio: DatiProvincia | None, situazione: date) -> Fatti:
    """Those of a province, from the engine's answer and the sheet it was computed from."""
    return Fatti(
        posti=cifre.scopertura_dovuta_ora,
        posti_art18=cifre.scopertura_art18_dovuta_ora,
        soggetta=cifre.quota_disabili + cifre.compensazione_disabili > 0
        or cifre.quota_art18 + cifre.compensazione_art18 > 0,
        situazione=situazione,
        copertura=_copertura(cifre, foglio),
    )


def _copertura(cifre: CifreProvincia, foglio: DatiProvincia | None) -> StatoEpisodio | None:
    if cifre.scopertura_disabili > cifre.scopertura_dovuta_ora:
        ridotta = cifre.sospensione_in_corso and cifre.quota_dovuta_ora < cifre.quota_disabili
        return S.SOSPESA if ridotta else S.IN_CONVENZIONE
    saldo = cifre.saldo_disabili + cifre.compensazione_disabili
    in_convenzione = posti_12bis_14(foglio) if foglio else 0
    if in_convenzione and saldo + in_convenzione > 0:
        return S.IN_CONVENZIONE
    return S.ESONERATA_PARZ if cifre.esonerati and saldo + cifre.esonerati > 0 else None


def posti_12bis_14(foglio: DatiProvincia) -> int:
    """People placed under art. 12-bis or art. 14 D.Lgs. 276/2003, as heads."""
    return foglio.conv_12bis_14_ft + sum(riga.numero for riga in foglio.conv_12bis_14_pt)


def valuta(fatti: Fatti, precedente: Precedente | None, domande: Iterable[Domanda], giorno: date) -> Esito:
    """The state on `giorno`. Given its own answer as `precedente`, it gives the same again.

    `domande` made after `giorno` do not count.
    """
    nasce = _nasce(fatti, precedente, giorno)
    prima, prima_art18 = (precedente.nascite, precedente.nascite_art18) if precedente else ((), ())
    nascite, nascite_art18 = _nascite(fatti.posti, prima, nasce), _nascite(fatti.posti_art18, prima_art18, nasce)
    if not nascite and not nascite_art18:
        return Esito(_coperto(fatti, precedente), fatti.situazione, nasce)
    fatte = sorted(domanda for domanda in domande if domanda.giorno <= giorno)
    chieste = chieste_il(nascite, [(d.giorno, d.disabili) for d in fatte])
    chieste_art18 = chieste_il(nascite_art18, [(d.giorno, d.art18) for d in fatte])
    stato, t0, decorrenza = _con_posti((*nascite, *nascite_art18), (*chieste, *chieste_art18), giorno)
    return Esito(
        stato=stato,
        situazione=fatti.situazione,
        decorrenza=decorrenza,
        nascite=nascite,
        nascite_art18=nascite_art18,
        chieste=chieste,
        chieste_art18=chieste_art18,
        t0=t0,
        entro=termine_richiesta(t0).entro,
    )


def chieste_il(nascite: Sequence[date], domande: Iterable[tuple[date, int]]) -> tuple[date | None, ...]:
    """For each post the day it was asked for: a request takes the oldest ones born by then, up to its number."""
    quando: list[date | None] = [None] * len(nascite)
    for giorno, numero in domande:
        aperti = [i for i, nata in enumerate(nascite) if quando[i] is None and nata <= giorno]
        for indice in aperti[:numero]:
            quando[indice] = giorno
    return tuple(quando)


def _nasce(fatti: Fatti, precedente: Precedente | None, giorno: date) -> date:
    """A change told by newer staff is of that staff's day; any other, as an act that ends, of the day it is seen."""
    nuovo_organico = precedente is None or fatti.situazione > precedente.situazione
    return min(fatti.situazione, giorno) if nuovo_organico else giorno


def _nascite(posti: int, prima: Giorni, nasce: date) -> Giorni:
    rimasti = prima[max(0, len(prima) - posti) :]
    return tuple(sorted((*rimasti, *[nasce] * (posti - len(rimasti)))))


def _con_posti(
    nascite: Sequence[date], chieste: Sequence[date | None], giorno: date
) -> tuple[StatoEpisodio, date, date]:
    """State, t0 and the day from which the state holds, of a province where posts are missing."""
    scoperti = [nata for nata, quando in zip(nascite, chieste, strict=True) if quando is None]
    if not scoperti:
        return S.RICHIESTA_PRESENTATA, min(nascite), max(quando for quando in chieste if quando)
    t0 = min(scoperti)
    termine = termine_richiesta(t0)
    if giorno <= termine.entro:
        return S.SCOPERTA_NEI_TERMINI, t0, t0
    return S.SCOPERTA_OLTRE, t0, termine.primo_giorno


def _coperto(fatti: Fatti, precedente: Precedente | None) -> StatoEpisodio:
    if fatti.copertura:
        return fatti.copertura
    if not fatti.soggetta:
        return S.NON_SOGGETTA
    return S.SOGGETTA_OTTEMPERANTE if precedente is None or precedente.stato in MAI_SCOPERTI else S.OTTEMPERANTE
