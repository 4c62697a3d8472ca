"""What examining a file needs to know from the database, as plain values that travel to another process."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from collocamento.normativa.enumerazioni import Ambito, Causa, TipoConvenzione
from collocamento.normativa.tipi import IMPOSTAZIONI, Impostazioni
from collocamento.unipi.mappatura import Codici


COLLOCAMENTO = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Codice:
    """A row of TabellaCodici."""

    tabella: str
    codice: str
    ambito: str
    lettura: str
    dal: date | None
    al: date | None

    def vale(self, giorno: date) -> bool:
        return (self.dal is None or self.dal <= giorno) and (self.al is None or self.al >= giorno)


@dataclass(slots=True)
class Tavole:
    """Comuni, code tables and limits. `comuni` gives the province of each Belfiore code, empty where it is not known.

    `motore` is the fingerprint of the engine, its parameters and these tables: it changes when the figures may.
    `mappatura`, of the tables and of how a return becomes the engine's inputs: it changes when the inputs may.
    """

    comuni: dict[str, str]
    codici: tuple[Codice, ...]
    limite_xml: int
    impostazioni: Impostazioni = IMPOSTAZIONI
    motore: str = ""
    mappatura: str = ""
    _del_giorno: dict[date, "CodiciDelGiorno"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codici = repr(sorted(map(repr, self.codici)))
        self.mappatura = _impronta(_sorgente_mappatura(), codici)
        self.motore = _impronta(_sorgente_motore(), repr(self.impostazioni), self.mappatura)

    def provincia_di(self, belfiore: str) -> str | None:
        return self.comuni.get(belfiore) or None

    def al(self, giorno: date) -> "CodiciDelGiorno":
        """The code tables in force on `giorno`."""
        if giorno not in self._del_giorno:
            self._del_giorno[giorno] = CodiciDelGiorno.da(codice for codice in self.codici if codice.vale(giorno))
        return self._del_giorno[giorno]


@dataclass(frozen=True, slots=True)
class CodiciDelGiorno:
    """The tables of one day: what the engine computes from, and every code that is known."""

    motore: Codici
    noti: frozenset[tuple[str, str]]

    @classmethod
    def da(cls, codici: Iterable[Codice]) -> "CodiciDelGiorno":
        codici = list(codici)
        return cls(
            Codici(
                categorie_escluse={c.codice: Ambito(c.ambito) for c in codici if c.tabella == "categorie_escluse"},
                cause_sospensione={c.codice: Causa(c.lettura) for c in codici if _letto(c, "causale_sospensione")},
                tipi_convenzione={
                    c.codice: TipoConvenzione(c.lettura) for c in codici if _letto(c, "tipo_convenzione")
                },
            ),
            frozenset((c.tabella.replace("_", ""), c.codice) for c in codici),
        )

    def conosce(self, tabella: str, codice: str) -> bool:
        """Whether the code is in its table, computed from or not. Tables go by the form's own names too."""
        return (tabella.replace("_", ""), codice) in self.noti


def _letto(codice: Codice, tabella: str) -> bool:
    return codice.tabella == tabella and bool(codice.lettura)


def _impronta(*parti: str) -> str:
    return hashlib.sha256("".join(parti).encode()).hexdigest()


@cache
def _sorgente_motore() -> str:
    normativa = COLLOCAMENTO / "normativa"
    return _impronta(*(f.read_text() for f in sorted([*normativa.glob("**/*.py"), *normativa.glob("**/*.toml")])))


@cache
def _sorgente_mappatura() -> str:
    return _impronta((COLLOCAMENTO / "unipi" / "mappatura.py").read_text())
