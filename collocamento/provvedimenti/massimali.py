"""Ceilings on a day and what an act would change: the engine asked with the act, and without it."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from collocamento.normativa import (
    Categoria,
    CifreProvincia,
    DatiProvincia,
    Datore,
    Passo,
    Risultato,
    Tipologia,
    autocertificabili,
    calcola,
    compensabile,
    esonero_concedibile,
    posizioni_richiedibili,
)
from collocamento.normativa.esoneri import PERCENTO_MASSIMO, PERCENTO_MASSIMO_VIGILANZA_TRASPORTO
from collocamento.posizione.apporti import Apporto, applica, apporti
from collocamento.posizione.ingressi import ingressi
from collocamento.provvedimenti.enums import Genere, Stato
from collocamento.provvedimenti.fonte import TIPO, apporti_di
from collocamento.provvedimenti.models import Provvedimento
from collocamento.provvedimenti.querysets import ProvvedimentoQuerySet
from socialabs.base.giorni import oggi


@dataclass(frozen=True, slots=True)
class Quadro:
    """What the engine says of an employer on a day, with the sheets it was told."""

    giorno: date
    datore: Datore
    fogli: tuple[DatiProvincia, ...]
    risultato: Risultato

    def provincia(self, codice: str) -> CifreProvincia | None:
        return self.risultato.province.get(codice)


@dataclass(frozen=True, slots=True)
class Tetto:
    """The most positions an act may have on `giorno`, with the steps.

    `dalla_percentuale`: those that the percentage asked amounts to, where one is asked.
    """

    giorno: date
    massimo: int
    passi: tuple[Passo, ...]
    dalla_percentuale: int | None = None


@dataclass(frozen=True, slots=True)
class Effetto:
    """People due now in the whole country and in the act's province, without the act and with it."""

    giorno: date
    prima: int
    dopo: int
    prima_qui: int | None
    dopo_qui: int | None


def quadro(
    datore: uuid.UUID, giorno: date, *, senza: Collection[uuid.UUID] = (), con: Iterable[Apporto] = ()
) -> Quadro | None:
    """The position of a day without some acts, whose place stays governed by the portal, and with others.

    None when nothing tells the staff.
    """
    noto = ingressi([datore], giorno).get(datore)
    if noto is None:
        return None
    tolti = {(TIPO, pk) for pk in senza}
    atti = [
        replace(apporto, valori=()) if apporto.riferimento in tolti else apporto
        for apporto in apporti([datore], giorno).get(datore, ())
    ]
    suo, fogli = applica(noto.datore, noto.fogli, [*atti, *con])
    return Quadro(giorno, suo, fogli, calcola(suo, fogli, data=giorno))


def giorno_di_riferimento(atto: Provvedimento) -> date:
    """The day whose position an act is judged by: today, or its first day when that is to come."""
    return max(oggi(), atto.dal)


def tetto(atto: Provvedimento) -> Tetto | None:
    """The ceiling of an act as things stand; None for a kind that has none, or when nothing tells the staff."""
    if atto.genere not in _TETTI:
        return None
    giorno = giorno_di_riferimento(atto)
    dati = quadro(atto.datore_id, giorno, senza=[atto.pk, *sostituiti(atto).values_list("pk", flat=True)])
    return _TETTI[atto.genere](atto, dati) if dati else None


def sostituiti(atto: Provvedimento) -> ProvvedimentoQuerySet:
    """The recorded acts that this one, once recorded, ends: same place, begun before, still running on its first day.

    Acts that the office decided are never ended by an employer's declaration.
    """
    in_vigore = Provvedimento.objects.in_vigore(atto.dal).filter(stato=Stato.REGISTRATO, dal__lt=atto.dal)
    stesso = {
        nome: getattr(atto, nome) for nome in ("datore_id", "genere", "provincia", "altra_provincia", "categoria")
    }
    return in_vigore.filter(**stesso).exclude(pk=atto.pk)


def effetto(atto: Provvedimento) -> Effetto | None:
    """What the act changes on the day it is judged by; None when nothing tells the staff, or it changes nothing."""
    giorno = giorno_di_riferimento(atto)
    fuori = [atto.pk, *sostituiti(atto).values_list("pk", flat=True)]
    suoi = apporti_di(atto)
    prima = quadro(atto.datore_id, giorno, senza=fuori)
    if prima is None or not suoi:
        return None
    dopo = quadro(atto.datore_id, giorno, senza=fuori, con=suoi)
    qui = [q.provincia(atto.provincia) if atto.provincia else None for q in (prima, dopo)]
    return Effetto(
        giorno,
        prima.risultato.nazionale.scopertura_dovuta_ora,
        dopo.risultato.nazionale.scopertura_dovuta_ora,
        *(cifre.scopertura_dovuta_ora if cifre else None for cifre in qui),
    )


def percento_massimo(atto: Provvedimento) -> int:
    """Percentage of the quota that may be exempted, by the sector that the request declares."""
    return PERCENTO_MASSIMO_VIGILANZA_TRASPORTO if atto.settore_80 else PERCENTO_MASSIMO


def _tetto_esonero(atto: Provvedimento, dati: Quadro) -> Tetto:
    """In the whole country: authorisations of the other provinces and self-certified positions are taken off."""
    nazionale = dati.risultato.nazionale
    altre = sum(
        esonero.numero
        for foglio in dati.fogli
        if foglio.codice != atto.provincia
        for esonero in foglio.esoneri
        if esonero.vale(dati.giorno)
    )
    massimale = esonero_concedibile(
        nazionale.classe,
        nazionale.quota_disabili,
        percento=percento_massimo(atto),
        autocertificate=_autocertificate(dati.fogli),
        altre=altre,
    )
    chieste = posizioni_richiedibili(nazionale.quota_disabili, atto.percentuale)
    return Tetto(dati.giorno, massimale.numero, massimale.passi, chieste)


def _tetto_60(atto: Provvedimento, dati: Quadro) -> Tetto:
    altri = [foglio for foglio in dati.fogli if foglio.codice != atto.provincia]
    addetti = sum(esonero.addetti for foglio in altri for esonero in foglio.esoneri_60_per_mille)
    base = dati.risultato.nazionale.base_art3
    massimale = autocertificabili(base, atto.lavoratori + addetti, altre=_autocertificate(altri))
    return Tetto(dati.giorno, massimale.numero, massimale.passi)


def _tetto_compensazione(atto: Provvedimento, dati: Quadro) -> Tetto | None:
    da, a = dati.provincia(atto.provincia), dati.provincia(atto.altra_provincia)
    if da is None or a is None:
        return Tetto(dati.giorno, 0, ())
    proposta = compensabile(
        Tipologia(dati.datore.tipologia),
        Categoria(atto.categoria),
        da,
        a,
        nomi=(atto.provincia, atto.altra_provincia),
    )
    return Tetto(dati.giorno, proposta.numero, proposta.passi)


def _autocertificate(fogli: Iterable[DatiProvincia]) -> int:
    return sum(esonero.esonerati for foglio in fogli for esonero in foglio.esoneri_60_per_mille)


_TETTI = {
    Genere.ESONERO: _tetto_esonero,
    Genere.ESONERO_60: _tetto_60,
    Genere.COMPENSAZIONE: _tetto_compensazione,
}
