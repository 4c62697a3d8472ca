"""What the portal knows of the employer on a day, as the requirements and the texts need it."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from collocamento.normativa import Classe, Tipologia
from collocamento.posizione.calcolo import posizione


@dataclass(frozen=True, slots=True)
class Situazione:
    """National figures on `giorno`, from staff as it was on `organico_al`; `tipologia`, `classe`: the engine's."""

    giorno: date
    organico_al: date
    tipologia: Tipologia
    classe: Classe | None
    dipendenti: int
    base: int
    quota: int
    in_forza: int
    scopertura: int

    def as_dict(self) -> dict[str, Any]:
        return {"al": f"{self.giorno:%d/%m/%Y}", "base": self.base, "quota": self.quota, "in_forza": self.in_forza}


def situazione_di(datore: uuid.UUID, giorno: date) -> Situazione | None:
    """None when nothing tells the employer's staff."""
    trovata = posizione(datore, giorno)
    if trovata is None:
        return None
    cifre = trovata.risultato.nazionale
    return Situazione(
        giorno=giorno,
        organico_al=trovata.ingressi.situazione,
        tipologia=trovata.ingressi.datore.tipologia,
        classe=cifre.classe,
        dipendenti=cifre.lavoratori,
        base=cifre.base_art3,
        quota=cifre.quota_disabili,
        in_forza=cifre.disabili_in_forza,
        scopertura=cifre.scopertura_disabili,
    )


def province_di(datore: uuid.UUID, giorno: date) -> frozenset[str]:
    """The provinces where the employer is known to have staff."""
    trovata = posizione(datore, giorno)
    return frozenset(trovata.risultato.province) if trovata else frozenset()
