"""Deadlines: yearly return, request for hiring, amendments (art. 9; D.Lgs. 165/2001 art. 39-quater)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from collocamento.normativa.calendario import Calendario
from collocamento.normativa.enumerazioni import Tipologia
from collocamento.normativa.parametri import parametro


class TermineRichiesta(NamedTuple):
    """Last day for the request, first day exposed to the fine, first working one (the one really fined)."""

    entro: date
    primo_giorno: date
    primo_giorno_lavorativo: date


class Situazione(NamedTuple):
    """What a return says of the duty, to compare two years."""

    quota_disabili: int
    quota_art18: int
    base_art3: int


def scadenza_prospetto(anno: int, proroghe: Mapping[int, date] | None = None) -> date:
    """Due date of the return sent in `anno`: 31 January unless the ministry has moved it (`proroghe`)."""
    spostata = (proroghe or {}).get(anno)
    if spostata is not None:
        return spostata
    inizio = date(anno, 1, 1)
    mese = parametro("termini", "mese_prospetto", inizio).intero
    return date(anno, mese, parametro("termini", "giorno_prospetto", inizio).intero)


def giorni_ritardo(scadenza: date, inviato: date) -> int:
    """Calendar days of delay of a return, none when it is in time."""
    return max(0, (inviato - scadenza).days)


def deve_inviare(
    precedente: Situazione,
    attuale: Situazione,
    *,
    disabili_cambiati: bool,
    tipologia: Tipologia = Tipologia.PRIVATO,
) -> bool:
    """Whether the yearly return must be sent (art. 9 c. 6): something changed, or the employer is public.

    Cautious reading: any change of the base counts as a change in the computation of the quota.
    """
    if tipologia == Tipologia.PUBBLICO:
        return True
    return disabili_cambiati or precedente != attuale


def termine_richiesta(nasce: date, calendario: Calendario | None = None) -> TermineRichiesta:
    """When the request for hiring is due, from the day the duty arises.

    A last day that falls on a holiday is not moved: no text read says so.
    """
    entro = nasce + timedelta(days=parametro("termini", "richiesta_avviamento", nasce).intero)
    dopo = entro + timedelta(days=1)
    return TermineRichiesta(entro, dopo, (calendario or Calendario()).prossimo_lavorativo(dopo))


def termine_rettifica(inviato: date, giorni: int, calendario: Calendario | None = None) -> date:
    """Last day to amend a return: so many days from sending (set by the service), moved to a working day."""
    return (calendario or Calendario()).prossimo_lavorativo(inviato + timedelta(days=giorni))


def termine_39_quater(inviato: date) -> date:
    """Last day for a public employer with a shortfall to tell times and ways of coverage."""
    return inviato + timedelta(days=parametro("termini", "comunicazione_39_quater", inviato).intero)


def termine_decisione(presentata: date, sospesi: int = 0) -> date:
    """Last day to decide on a request, the days on which the term stood still (`sospesi`) added."""
    return presentata + timedelta(days=parametro("termini", "decisione", presentata).intero + sospesi)


def termine_preavviso(comunicato: date) -> date:
    """Last day to answer the notice of refusal (L. 241/1990 art. 10-bis)."""
    return comunicato + timedelta(days=parametro("termini", "preavviso_rigetto", comunicato).intero)


def termine_variazione_60_per_mille(variazione: date) -> date:
    """Last day to certify anew after a change of the workers insured at 60 per mille."""
    return variazione + timedelta(days=parametro("termini", "variazione_60_per_mille", variazione).intero)
