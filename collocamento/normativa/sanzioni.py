"""Fines and the exemption contribution, in euro (art. 15; art. 5 c. 3 and 3-bis).

Every function raises ParametroNonVerificato when the amount in force on the date is not verified.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from collocamento.normativa.calendario import Calendario
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import ConteggioRitardo, Tipologia
from collocamento.normativa.parametri import parametro, storia
from collocamento.normativa.scadenze import giorni_ritardo
from collocamento.normativa.tipi import IMPOSTAZIONI, DatoNonValido, Impostazioni


class Importo(NamedTuple):
    """A sum in euro with the steps that lead to it; the last one reaches it."""

    euro: Decimal
    passi: tuple[Passo, ...]


def sanzione_prospetto(
    scadenza: date,
    inviato: date,
    *,
    tipologia: Tipologia = Tipologia.PRIVATO,
    impostazioni: Impostazioni = IMPOSTAZIONI,
) -> Importo:
    """Fine for a late return: a fixed sum and one per day (art. 15 c. 1), private employers and EPE only."""
    ritardo = giorni_ritardo(scadenza, inviato)
    if ritardo == 0 or tipologia == Tipologia.PUBBLICO:
        passo = Passo("sanzione_prospetto_non_dovuta", Decimal(0), {"giorni": ritardo, "tipologia": str(tipologia)})
        return Importo(Decimal(0), (passo,))
    violazione = scadenza + timedelta(days=1)
    giorni = ritardo if impostazioni.ritardo == ConteggioRitardo.TUTTI else ritardo - 1
    fissa = parametro("sanzioni", "prospetto_fissa", violazione).importo
    giornaliera = parametro("sanzioni", "prospetto_giornaliera", violazione).importo
    euro = fissa + giorni * giornaliera
    parametri = {"fissa": fissa, "giorni": giorni, "giornaliera": giornaliera}
    return Importo(euro, (Passo("sanzione_prospetto", euro, parametri),))


def sanzione_scopertura(posti: int, giorni_lavorativi: int, data: date) -> Importo:
    """Fine for disabled posts left open so many working days, at the amount of `data` (art. 15 c. 4).

    The comma speaks of art. 1 people and the art. 3 quota: an art. 18 shortfall has no such fine.
    """
    return _a_giornata("sanzione_scopertura", "sanzioni", "scopertura_giornaliera", posti, giorni_lavorativi, data)


def sanzione_scopertura_periodo(posti: int, dal: date, al: date, calendario: Calendario) -> Importo:
    """Fine for posts left open from `dal` to `al`, each working day at the amount in force that day."""
    confini = [valore.dal for valore in storia("sanzioni", "scopertura_giornaliera") if dal < valore.dal <= al]
    euro, passi = Decimal(0), []
    for inizio, fine in zip([dal, *confini], [*(c - timedelta(days=1) for c in confini), al], strict=True):
        parte = sanzione_scopertura(posti, calendario.giorni_lavorativi(inizio, fine), inizio)
        euro += parte.euro
        passi.extend(parte.passi)
    if len(passi) > 1:
        passi.append(Passo("somma_importi", euro, {"addendi": [passo.valore for passo in passi]}))
    return Importo(euro, tuple(passi))


def sanzione_dopo_diffida(sanzione: Importo) -> Importo:
    """A quarter of the fine, when the employer complies with the notice (art. 15 c. 4-bis); not rounded."""
    euro = sanzione.euro / 4
    return Importo(euro, (*sanzione.passi, Passo("sanzione_diffida", euro, {"sanzione": sanzione.euro})))


def contributo_esonerativo(posti: int, giorni_lavorativi: int, data: date) -> Importo:
    """Contribution for exempt positions over so many working days, at the amount of `data`."""
    argomenti = ("contributo_esonerativo", "contributi", "esonerativo_giornaliero")
    return _a_giornata(*argomenti, posti, giorni_lavorativi, data)


def _a_giornata(messaggio: str, argomento: str, nome: str, posti: int, giorni: int, data: date) -> Importo:
    if posti < 0 or giorni < 0:
        raise DatoNonValido("posti, giorni: il numero non può essere negativo.")
    giornaliera = parametro(argomento, nome, data).importo
    euro = posti * giorni * giornaliera
    return Importo(euro, (Passo(messaggio, euro, {"posti": posti, "giorni": giorni, "giornaliera": giornaliera}),))
