"""What the engine is told: an employer and one sheet per province, as immutable values.

Hours are whole minutes a week, so that every share is an exact fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from collocamento.normativa.enumerazioni import (
    Ambito,
    ArrotondamentoEsonero,
    ArrotondamentoPartTime,
    ArrotondamentoSospensione,
    Categoria,
    Causa,
    ConteggioRitardo,
    MassimaleArt18,
    Ripartizione,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
)


class DatoNonValido(ValueError):
    """A datum that cannot be true (a negative number, a week of zero hours); the message names the field."""


def _non_negativi(oggetto: object, *campi: str) -> None:
    for campo in campi:
        valore = getattr(oggetto, campo)
        if valore is not None and valore < 0:
            raise DatoNonValido(f"{campo}: il numero non può essere negativo ({valore}).")


@dataclass(frozen=True, slots=True)
class RigaOraria:
    """Workers who share the same hours: how many, contract and worked minutes a week.

    `percentuale_disabilita` and `conta_intero` (fifth war-pension category) matter only for disabled part timers
    of employers of class C (DPR 333/2000 art. 3).
    """

    numero: int
    contratto: int
    svolto: int
    percentuale_disabilita: int | None = None
    conta_intero: bool = False

    def __post_init__(self) -> None:
        _non_negativi(self, "numero", "svolto", "percentuale_disabilita")
        if self.contratto <= 0:
            raise DatoNonValido("contratto: l'orario settimanale contrattuale deve essere maggiore di zero.")

    @property
    def frazione(self) -> Fraction:
        """Share of a full-time worker, one at most."""
        return Fraction(min(self.svolto, self.contratto), self.contratto)

    @property
    def intero_in_classe_c(self) -> bool:
        """Whether each worker counts one in class C whatever the hours."""
        return self.conta_intero or (self.percentuale_disabilita or 0) > 50


Righe = tuple[RigaOraria, ...]


@dataclass(frozen=True, slots=True)
class CategoriaEsclusa:
    """Heads of an excluded category, with the base they leave (art. 3 c. 3-4, 4 c. 1, 5 c. 2)."""

    numero: int
    ambito: Ambito
    codice: str = ""

    def __post_init__(self) -> None:
        _non_negativi(self, "numero")


@dataclass(frozen=True, slots=True)
class Esonero:
    """Partial exemption on authorisation (art. 5 c. 3-4): only a granted one, not expired, counts."""

    stato: Stato
    numero: int
    percentuale: int | None = None
    fino_al: date | None = None

    def __post_init__(self) -> None:
        _non_negativi(self, "numero", "percentuale")

    def vale(self, data: date) -> bool:
        """Whether it deducts positions on `data`."""
        return self.stato == Stato.CONCESSO and (self.fino_al is None or self.fino_al >= data)


@dataclass(frozen=True, slots=True)
class Esonero60PerMille:
    """Self-certified exemption for workers insured at 60 per mille or more (art. 5 c. 3-bis)."""

    addetti: int
    esonerati: int
    data_autocertificazione: date | None = None

    def __post_init__(self) -> None:
        _non_negativi(self, "addetti", "esonerati")


@dataclass(frozen=True, slots=True)
class Sospensione:
    """Suspension of the duty in a province, by heads suspended or by percentage of activity."""

    stato: Stato
    causa: Causa | None = None
    lavoratori: int | None = None
    percentuale: int | Fraction | None = None
    fine: date | None = None

    def __post_init__(self) -> None:
        _non_negativi(self, "lavoratori", "percentuale")

    def in_corso(self, data: date) -> bool:
        """Whether it is granted and has not ended before `data`."""
        return self.stato == Stato.CONCESSO and (self.fine is None or self.fine >= data)


@dataclass(frozen=True, slots=True)
class SospensioneNazionale:
    """Suspension of the whole duty for a collective dismissal (quadro 1)."""

    fine: date | None = None

    def in_corso(self, data: date) -> bool:
        """Whether it has not ended before `data`."""
        return self.fine is None or self.fine >= data


@dataclass(frozen=True, slots=True)
class Convenzione:
    """Convention with the office: kind (None when unknown), hires planned, signature and expiry."""

    stato: Stato
    tipo: TipoConvenzione | None
    previsti: int
    stipula: date | None = None
    scadenza: date | None = None

    def __post_init__(self) -> None:
        _non_negativi(self, "previsti")

    def vale(self, data: date) -> bool:
        """Whether it is granted and in force on `data`."""
        if self.stato != Stato.CONCESSO or (self.stipula is not None and self.stipula > data):
            return False
        return self.scadenza is None or self.scadenza >= data


@dataclass(frozen=True, slots=True)
class Compensazione:
    """Territorial compensation row of a province (art. 5 c. 8); a group tax code moves the national figure too."""

    verso: Verso
    categoria: Categoria
    numero: int
    altra_provincia: str = ""
    cf_gruppo: str = ""

    def __post_init__(self) -> None:
        _non_negativi(self, "numero")

    @property
    def con_segno(self) -> int:
        """Workers the province takes more (positive) or fewer (negative)."""
        return self.numero if self.verso == Verso.ECCEDENZA else -self.numero


@dataclass(frozen=True, slots=True)
class Gradualita:
    """Units of the disabled quota due in a province by an act of the office, for who became private by steps.

    The statutory formula is not verified: the office's number is taken as it is.
    """

    unita: int
    fino_al: date | None = None

    def __post_init__(self) -> None:
        _non_negativi(self, "unita")

    def vale(self, data: date) -> bool:
        """Whether it has not ended before `data`."""
        return self.fino_al is None or self.fino_al >= data


@dataclass(frozen=True, slots=True)
class DatiProvincia:
    """One provincial sheet (quadro 2).

    `n_totale` counts heads of employees, disabled and part timers included; agency workers and those of conventions
    12-bis/14 are not in it. The `_ft` fields are full timers, the `_pt` fields their part-time rows.
    """

    codice: str
    n_totale: int = 0
    disabili_ft: int = 0
    disabili_pt: Righe = ()
    centralinisti_ft: int = 0
    centralinisti_pt: Righe = ()
    massofisioterapisti_ft: int = 0
    massofisioterapisti_pt: Righe = ()
    somministrati_ft: int = 0
    somministrati_pt: Righe = ()
    conv_12bis_14_ft: int = 0
    conv_12bis_14_pt: Righe = ()
    telelavoro_ft: int = 0
    telelavoro_pt: Righe = ()
    part_time: Righe = ()
    intermittenti: Righe = ()
    categorie_escluse: tuple[CategoriaEsclusa, ...] = ()
    art18: int = 0
    art18_al_17_01_2000: int = 0
    esoneri: tuple[Esonero, ...] = ()
    esoneri_60_per_mille: tuple[Esonero60PerMille, ...] = ()
    sospensioni: tuple[Sospensione, ...] = ()
    convenzioni: tuple[Convenzione, ...] = ()
    compensazioni: tuple[Compensazione, ...] = ()
    gradualita: tuple[Gradualita, ...] = ()

    def __post_init__(self) -> None:
        _non_negativi(
            self,
            "n_totale",
            "disabili_ft",
            "centralinisti_ft",
            "massofisioterapisti_ft",
            "somministrati_ft",
            "conv_12bis_14_ft",
            "telelavoro_ft",
            "art18",
            "art18_al_17_01_2000",
        )


@dataclass(frozen=True, slots=True)
class Datore:
    """The employer: kind, province of the registered office, national suspension if any.

    `limite_esonero_80`: security services and private transport may be exempted up to 80% instead of 60%.
    """

    tipologia: Tipologia
    provincia_sede: str
    sospensione_nazionale: SospensioneNazionale | None = None
    limite_esonero_80: bool = False


@dataclass(frozen=True, slots=True)
class Impostazioni:
    """Readings of the law left open by the texts; the defaults are those of the UniPi practice."""

    part_time: ArrotondamentoPartTime = ArrotondamentoPartTime.SEPARATO
    massimale_art18: MassimaleArt18 = MassimaleArt18.UN_PERCENTO_TESTE
    esonero: ArrotondamentoEsonero = ArrotondamentoEsonero.ART4C2
    ritardo: ConteggioRitardo = ConteggioRitardo.TUTTI
    sospensione: ArrotondamentoSospensione = ArrotondamentoSospensione.ART4C2
    ripartizione: Ripartizione = Ripartizione.UNIPI


IMPOSTAZIONI = Impostazioni()
