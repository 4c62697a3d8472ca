"""All that is worked out of one return, read just now or told by the inputs kept. Pure: no database here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from collocamento.importazione.confronto import Dichiarati, Differenza, differenze
from collocamento.importazione.tavole import Tavole
from collocamento.normativa.calcolo import calcola, calcola_con_esoneri_al_massimale
from collocamento.normativa.risultato import Risultato
from collocamento.normativa.tipi import DatiProvincia, Datore, Impostazioni


TROPPI_FUORI_MASSIMALE = "exemption_over_ceiling"
# Anomalies found in the return before the engine runs; all the others are the engine's own.
DEI_DATI = frozenset(
    {"unknown_code", "invalid_hours", "missing_number", "duplicate_province", "unknown_seat", "invalid_tax_code"}
)

Anomalie = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Conto:
    """What the engine was told and what it answered, ready to become rows; `anomalie`, the engine's first."""

    datore: Datore
    fogli: Sequence[DatiProvincia]
    risultato: Risultato
    con_esonero_al_massimale: dict[str, Any] | None
    differenze: list[Differenza]
    anomalie: list[Mapping[str, Any]]
    impostazioni: Impostazioni
    motore: str
    mappatura: str


def conta(
    datore: Datore,
    fogli: Sequence[DatiProvincia],
    giorno: date,
    *,
    dichiarati: Dichiarati,
    anomalie_dei_dati: Anomalie,
    tavole: Tavole,
) -> Conto:
    """Compute what the employer owes on `giorno`. Raises DatoNonValido as the engine does."""
    argomenti = {"data": giorno, "impostazioni": tavole.impostazioni}
    risultato = calcola(datore, fogli, **argomenti)
    anomalie = [anomalia.as_dict() for anomalia in risultato.anomalie]
    al_massimale = None
    if any(anomalia["code"] == TROPPI_FUORI_MASSIMALE for anomalia in anomalie):
        al_massimale = calcola_con_esoneri_al_massimale(datore, fogli, **argomenti)
    return Conto(
        datore,
        fogli,
        risultato,
        al_massimale.figure() if al_massimale else None,
        differenze(dichiarati, risultato),
        [*anomalie, *anomalie_dei_dati],
        tavole.impostazioni,
        tavole.motore,
        tavole.mappatura,
    )
