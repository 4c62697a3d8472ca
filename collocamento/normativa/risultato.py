"""What the engine answers: national and provincial figures, each with the steps that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from collocamento.normativa.derivazione import Passo, Segnalazione
from collocamento.normativa.enumerazioni import Classe


Derivazione = Mapping[str, tuple[Passo, ...]]

_COMUNI = {
    "lavoratori": "heads",
    "base_art3": "base_art3",
    "base_art18": "base_art18",
    "quota_disabili": "quota_disabled",
    "quota_art18": "quota_art18",
    "disabili_in_forza": "disabled_in_force",
    "art18_in_forza": "art18_in_force",
    "esonerati": "exempt",
}
_FINALI = {"scopertura_disabili": "shortfall_disabled", "scopertura_art18": "shortfall_art18"}
NOMI_NAZIONALI = {
    **_COMUNI,
    "classe": "class",
    "eccedenza_art18": "art18_excess_unlimited",
    "eccedenza_art18_usata": "art18_excess_used",
    **_FINALI,
}
NOMI_PROVINCIALI = {
    **_COMUNI,
    "compensazione_disabili": "compensation_disabled",
    "compensazione_art18": "compensation_art18",
    "saldo_disabili": "shortfall_disabled_signed",
    **_FINALI,
}


@dataclass(frozen=True, slots=True)
class CifreProvincia:
    """Figures of one province; `saldo_disabili` is signed and before compensation (negative = excess).

    `*_dovuta_ora` is what is due on the reference date, after suspensions and conventions of art. 11.
    `passi` holds, for each figure's name, the steps that lead to it; the last one has its value.
    """

    lavoratori: int
    base_art3: int
    base_art18: int
    quota_disabili: int
    quota_art18: int
    disabili_in_forza: int
    art18_in_forza: int
    esonerati: int
    compensazione_disabili: int
    compensazione_art18: int
    saldo_disabili: int
    scopertura_disabili: int
    scopertura_art18: int
    quota_dovuta_ora: int
    scopertura_dovuta_ora: int
    scopertura_art18_dovuta_ora: int
    sospensione_in_corso: bool
    passi: Derivazione

    def figure(self) -> dict[str, Any]:
        """The figures under the names of the exchange format (`heads`, `base_art3`, ...)."""
        return {nome: getattr(self, campo) for campo, nome in NOMI_PROVINCIALI.items()}


@dataclass(frozen=True, slots=True)
class CifreNazionali:
    """Figures of the whole employer.

    `eccedenza_art18` is the unlimited art. 18 excess of the form, `eccedenza_art18_usata` what really offsets;
    `compensazione_*` are the group rows alone. The rest is as in `CifreProvincia`.
    """

    lavoratori: int
    base_art3: int
    base_art18: int
    classe: Classe | None
    quota_disabili: int
    quota_art18: int
    disabili_in_forza: int
    art18_in_forza: int
    esonerati: int
    eccedenza_art18: int
    eccedenza_art18_usata: int
    compensazione_disabili: int
    compensazione_art18: int
    saldo_disabili: int
    scopertura_disabili: int
    scopertura_art18: int
    quota_dovuta_ora: int
    scopertura_dovuta_ora: int
    scopertura_art18_dovuta_ora: int
    sospensione_in_corso: bool
    passi: Derivazione

    def figure(self) -> dict[str, Any]:
        """The figures under the names of the exchange format (`heads`, `base_art3`, `class`, ...)."""
        return {nome: getattr(self, campo) for campo, nome in NOMI_NAZIONALI.items()}


@dataclass(frozen=True, slots=True)
class Risultato:
    """The answer for one employer on one date.

    `anomalie` are faults of the declaration, `avvisi` readings and limits worth knowing: neither stops the count.
    """

    data: date
    nazionale: CifreNazionali
    province: Mapping[str, CifreProvincia]
    anomalie: tuple[Segnalazione, ...]
    avvisi: tuple[Segnalazione, ...]

    @property
    def prospetto_dovuto(self) -> bool:
        """Whether the employer owes anything, for disabled or art. 18 workers, and so a return (art. 9 c. 6)."""
        return self.nazionale.classe is not None or self.nazionale.quota_art18 > 0

    def figure(self) -> dict[str, Any]:
        """National and provincial figures under the names of the exchange format."""
        return {
            "national": self.nazionale.figure(),
            "provinces": {codice: cifre.figure() for codice, cifre in self.province.items()},
        }

    def sospensioni_in_corso(self) -> dict[str, bool]:
        """For each province, whether a suspension runs on the reference date."""
        return {codice: cifre.sospensione_in_corso for codice, cifre in self.province.items()}
