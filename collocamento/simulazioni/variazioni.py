"""What a scenario changes, as immutable values applied to the engine's inputs. Pure Python, no Django.

A scenario is a tuple of changes. They are applied by `fase`, not by the order in which they were written: first the
acts that end, then what comes in, then hours that change, then what goes out. So their order never matters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from collocamento.normativa import (
    Ambito,
    Categoria,
    CategoriaEsclusa,
    Causa,
    Compensazione,
    Convenzione,
    DatiProvincia,
    DatoNonValido,
    Datore,
    Esonero,
    Esonero60PerMille,
    FasciaIncentivo,
    RigaOraria,
    Sospensione,
    SospensioneNazionale,
    Stato,
    TipoConvenzione,
    Verso,
)
from collocamento.normativa.trasporto import lettore, scrivi


class VariazioneImpossibile(DatoNonValido):
    """A change that takes away what is not there; `variazione` is the one, `presenti` how many there are."""

    def __init__(self, variazione: Variazione, presenti: int):
        super().__init__(f"{variazione}: ce ne sono {presenti}.")
        self.variazione, self.presenti = variazione, presenti


class Gruppo(StrEnum):
    """Kinds of workers by what they do to base and quota."""

    ORDINARI = "ordinari"
    DISABILI = "disabili"
    ART18 = "art18"
    ESCLUSI = "esclusi"
    ESCLUSI_ART3 = "esclusi_art3"
    TELELAVORO = "telelavoro"


class Istituto(StrEnum):
    """Acts of an employer, by the field of the provincial sheet that holds them."""

    ESONERI = "esoneri"
    ESONERI_60 = "esoneri_60_per_mille"
    SOSPENSIONI = "sospensioni"
    CONVENZIONI = "convenzioni"
    COMPENSAZIONI = "compensazioni"


# The fields of a provincial sheet: full-time heads and rows of hours.
PIENO = {Gruppo.DISABILI: "disabili_ft", Gruppo.ART18: "art18", Gruppo.TELELAVORO: "telelavoro_ft"}
RIDOTTO = {Gruppo.ORDINARI: "part_time", Gruppo.DISABILI: "disabili_pt", Gruppo.TELELAVORO: "telelavoro_pt"}
AMBITI = {Gruppo.ESCLUSI: Ambito.ENTRAMBI, Gruppo.ESCLUSI_ART3: Ambito.DISABILI}
CESSA, ENTRA, CAMBIA, ESCE = range(4)


class Ingressi:
    """The engine's inputs while changes are being applied: the employer and its sheets by province."""

    def __init__(self, datore: Datore, fogli: Iterable[DatiProvincia]):
        self.datore = datore
        self.fogli = {foglio.codice: foglio for foglio in fogli}

    def foglio(self, provincia: str) -> DatiProvincia:
        """The sheet of a province, an empty one where there is none yet."""
        return self.fogli.get(provincia) or DatiProvincia(provincia)

    def cambia(self, provincia: str, **campi: Any) -> None:
        self.fogli[provincia] = replace(self.foglio(provincia), **campi)

    def aggiungi(self, provincia: str, campo: str, valore: Any) -> None:
        """Add a number to a number, or a row to rows."""
        finora = getattr(self.foglio(provincia), campo)
        self.cambia(provincia, **{campo: (*finora, valore) if isinstance(finora, tuple) else finora + valore})


class Variazione(ABC):
    """A change. `tipo` is its name in JSON."""

    tipo: ClassVar[str]

    @property
    def fase(self) -> int:
        return ENTRA

    @abstractmethod
    def applica(self, ingressi: Ingressi) -> None:
        """Work the change on `ingressi`, or raise VariazioneImpossibile."""


@dataclass(frozen=True, slots=True)
class Personale(Variazione):
    """So many workers of a kind more or fewer; with `svolto` they are part timers of those minutes a week."""

    provincia: str
    gruppo: Gruppo
    differenza: int
    contratto: int = 0
    svolto: int = 0

    tipo: ClassVar[str] = "personale"

    @property
    def fase(self) -> int:
        return ENTRA if self.differenza > 0 else ESCE

    def applica(self, ingressi: Ingressi) -> None:
        if self.svolto:
            _sposta_orario(self, ingressi, self.differenza, self.contratto, self.svolto)
        elif self.gruppo in AMBITI:
            _sposta_esclusi(self, ingressi, AMBITI[self.gruppo])
        elif self.gruppo in PIENO:
            _sposta(self, ingressi, PIENO[self.gruppo], self.differenza)
        _sposta(self, ingressi, "n_totale", self.differenza)


@dataclass(frozen=True, slots=True)
class Orario(Variazione):
    """So many workers who pass from `da` to `a` minutes a week; as many as the contract's is full time."""

    provincia: str
    gruppo: Gruppo
    numero: int
    contratto: int
    da: int
    a: int

    tipo: ClassVar[str] = "orario"

    @property
    def fase(self) -> int:
        return CAMBIA

    def applica(self, ingressi: Ingressi) -> None:
        for minuti, numero in ((self.a, self.numero), (self.da, -self.numero)):
            if minuti < self.contratto:
                _sposta_orario(self, ingressi, numero, self.contratto, minuti)
            elif self.gruppo in PIENO:
                _sposta(self, ingressi, PIENO[self.gruppo], numero)


@dataclass(frozen=True, slots=True)
class Assunzione(Variazione):
    """Hires who cover the quota: disabled workers, at `svolto` minutes of `contratto`, or art. 18 ones.

    `fascia` and `retribuzione` (gross euro a month, each) are for the incentive, `percentuale` for class C.
    """

    provincia: str
    numero: int
    categoria: Categoria = Categoria.DISABILI
    contratto: int = 2400
    svolto: int = 2400
    percentuale: int | None = None
    fascia: FasciaIncentivo | None = None
    retribuzione: int | None = None

    tipo: ClassVar[str] = "assunzione"

    def applica(self, ingressi: Ingressi) -> None:
        ingressi.aggiungi(self.provincia, "n_totale", self.numero)
        if self.categoria == Categoria.ART18:
            ingressi.aggiungi(self.provincia, "art18", self.numero)
        elif self.svolto >= self.contratto:
            ingressi.aggiungi(self.provincia, "disabili_ft", self.numero)
        else:
            riga = RigaOraria(self.numero, self.contratto, self.svolto, self.percentuale)
            ingressi.aggiungi(self.provincia, "disabili_pt", riga)


@dataclass(frozen=True, slots=True)
class ConvenzioneDiProgramma(Variazione):
    """A convention of art. 11 with so many hires planned."""

    provincia: str
    previsti: int
    scadenza: date | None = None

    tipo: ClassVar[str] = "art11"

    def applica(self, ingressi: Ingressi) -> None:
        convenzione = Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, self.previsti, scadenza=self.scadenza)
        ingressi.aggiungi(self.provincia, "convenzioni", convenzione)


@dataclass(frozen=True, slots=True)
class ConvenzioneConTerzi(Variazione):
    """Full-time people hired by others (art. 12-bis; art. 14 D.Lgs. 276/2003) who cover so many units."""

    provincia: str
    istituto: TipoConvenzione
    unita: int

    tipo: ClassVar[str] = "con_terzi"

    def applica(self, ingressi: Ingressi) -> None:
        ingressi.aggiungi(self.provincia, "conv_12bis_14_ft", self.unita)
        convenzione = Convenzione(Stato.CONCESSO, self.istituto, self.unita)
        ingressi.aggiungi(self.provincia, "convenzioni", convenzione)


@dataclass(frozen=True, slots=True)
class EsoneroParziale(Variazione):
    """An exemption granted for so many positions."""

    provincia: str
    numero: int
    fino_al: date | None = None

    tipo: ClassVar[str] = "esonero"

    def applica(self, ingressi: Ingressi) -> None:
        ingressi.aggiungi(self.provincia, "esoneri", Esonero(Stato.CONCESSO, self.numero, fino_al=self.fino_al))


@dataclass(frozen=True, slots=True)
class Autocertificazione(Variazione):
    """A self-certified exemption: workers insured at 60 per mille or more, positions exempted."""

    provincia: str
    addetti: int
    esonerati: int

    tipo: ClassVar[str] = "esonero_60"

    def applica(self, ingressi: Ingressi) -> None:
        esonero = Esonero60PerMille(self.addetti, self.esonerati)
        ingressi.aggiungi(self.provincia, "esoneri_60_per_mille", esonero)


@dataclass(frozen=True, slots=True)
class SpostamentoFraProvince(Variazione):
    """A territorial compensation: `da` takes so many more, `a` so many fewer."""

    da: str
    a: str
    numero: int
    categoria: Categoria = Categoria.DISABILI

    tipo: ClassVar[str] = "compensazione"

    def applica(self, ingressi: Ingressi) -> None:
        in_piu = Compensazione(Verso.ECCEDENZA, self.categoria, self.numero, self.a)
        in_meno = Compensazione(Verso.RIDUZIONE, self.categoria, self.numero, self.da)
        ingressi.aggiungi(self.da, "compensazioni", in_piu)
        ingressi.aggiungi(self.a, "compensazioni", in_meno)


@dataclass(frozen=True, slots=True)
class SospensioneDellObbligo(Variazione):
    """A suspension: of a share of the activity in a province or, for a collective dismissal, of the whole duty."""

    provincia: str
    causa: Causa
    percentuale: int | None = None
    fine: date | None = None

    tipo: ClassVar[str] = "sospensione"

    def applica(self, ingressi: Ingressi) -> None:
        if self.causa == Causa.LICENZIAMENTO_COLLETTIVO:
            ingressi.datore = replace(ingressi.datore, sospensione_nazionale=_piu_lunga(self.fine, ingressi.datore))
        else:
            sospensione = Sospensione(Stato.CONCESSO, self.causa, percentuale=self.percentuale, fine=self.fine)
            ingressi.aggiungi(self.provincia, "sospensioni", sospensione)


@dataclass(frozen=True, slots=True)
class Cessazione(Variazione):
    """The acts of a kind that a province has at the start no longer hold."""

    provincia: str
    istituto: Istituto

    tipo: ClassVar[str] = "cessazione"

    @property
    def fase(self) -> int:
        return CESSA

    def applica(self, ingressi: Ingressi) -> None:
        ingressi.cambia(self.provincia, **{self.istituto: ()})
        if self.istituto == Istituto.COMPENSAZIONI:
            _senza_compensazioni_con(self.provincia, ingressi)
        if self.istituto == Istituto.CONVENZIONI:
            ingressi.cambia(self.provincia, conv_12bis_14_ft=0, conv_12bis_14_pt=())
        if self.istituto == Istituto.SOSPENSIONI:
            ingressi.datore = replace(ingressi.datore, sospensione_nazionale=None)


TIPI: Mapping[str, type[Variazione]] = {
    classe.tipo: classe
    for classe in (
        Personale,
        Orario,
        Assunzione,
        ConvenzioneDiProgramma,
        ConvenzioneConTerzi,
        EsoneroParziale,
        Autocertificazione,
        SpostamentoFraProvince,
        SospensioneDellObbligo,
        Cessazione,
    )
}


def applica(
    variazioni: Iterable[Variazione], datore: Datore, fogli: Iterable[DatiProvincia]
) -> tuple[Datore, tuple[DatiProvincia, ...]]:
    """The inputs as the changes leave them. Raises VariazioneImpossibile, DatoNonValido."""
    ingressi = Ingressi(datore, fogli)
    for variazione in sorted(variazioni, key=lambda variazione: variazione.fase):
        variazione.applica(ingressi)
    return ingressi.datore, tuple(ingressi.fogli.values())


def province_citate(variazioni: Iterable[Variazione]) -> set[str]:
    """The codes of the provinces that changes speak of."""
    valori = (getattr(v, nome, None) for v in variazioni for nome in ("provincia", "da", "a"))
    return {valore for valore in valori if isinstance(valore, str)}


def come_lista(variazioni: Iterable[Variazione]) -> list[dict[str, Any]]:
    """The changes as JSON, read back by `da_lista`."""
    return [{"tipo": variazione.tipo, **scrivi(variazione)} for variazione in variazioni]


def da_lista(dati: Iterable[Mapping[str, Any]]) -> tuple[Variazione, ...]:
    """The changes that `come_lista` wrote. Raises KeyError for a kind unknown."""
    return tuple(_leggi(voce) for voce in dati)


def _leggi(voce: Mapping[str, Any]) -> Variazione:
    leggi: Callable[[Mapping[str, Any]], Variazione] = lettore(TIPI[voce["tipo"]])
    return leggi({nome: valore for nome, valore in voce.items() if nome != "tipo"})


def _sposta(variazione: Any, ingressi: Ingressi, campo: str, differenza: int) -> None:
    presenti = getattr(ingressi.foglio(variazione.provincia), campo)
    if presenti + differenza < 0:
        raise VariazioneImpossibile(variazione, presenti)
    ingressi.aggiungi(variazione.provincia, campo, differenza)


def _sposta_esclusi(variazione: Personale, ingressi: Ingressi, ambito: Ambito) -> None:
    """More heads in an excluded category, or fewer from those of the same scope, whatever their code."""
    if variazione.differenza > 0:
        ingressi.aggiungi(variazione.provincia, "categorie_escluse", CategoriaEsclusa(variazione.differenza, ambito))
        return
    resta, righe = -variazione.differenza, []
    categorie = ingressi.foglio(variazione.provincia).categorie_escluse
    for categoria in categorie:
        tolti = min(resta, categoria.numero) if categoria.ambito == ambito else 0
        resta -= tolti
        righe.append(replace(categoria, numero=categoria.numero - tolti))
    if resta:
        raise VariazioneImpossibile(variazione, -variazione.differenza - resta)
    ingressi.cambia(variazione.provincia, categorie_escluse=tuple(riga for riga in righe if riga.numero))


def _sposta_orario(variazione: Any, ingressi: Ingressi, numero: int, contratto: int, svolto: int) -> None:
    """More part timers of those hours, or fewer from the rows that have the same."""
    campo = RIDOTTO[variazione.gruppo]
    if numero > 0:
        ingressi.aggiungi(variazione.provincia, campo, RigaOraria(numero, contratto, svolto))
        return
    resta, righe = -numero, []
    for riga in getattr(ingressi.foglio(variazione.provincia), campo):
        tolti = min(resta, riga.numero) if (riga.contratto, riga.svolto) == (contratto, svolto) else 0
        resta -= tolti
        righe.append(replace(riga, numero=riga.numero - tolti))
    if resta:
        raise VariazioneImpossibile(variazione, -numero - resta)
    ingressi.cambia(variazione.provincia, **{campo: tuple(riga for riga in righe if riga.numero)})


def _senza_compensazioni_con(provincia: str, ingressi: Ingressi) -> None:
    """A compensation has a row in each of two provinces: without one the other would stand unbalanced."""
    for altra, foglio in ingressi.fogli.items():
        restano = tuple(riga for riga in foglio.compensazioni if riga.altra_provincia != provincia)
        ingressi.fogli[altra] = replace(foglio, compensazioni=restano)


def _piu_lunga(fine: date | None, datore: Datore) -> SospensioneNazionale:
    """Two suspensions of the whole duty last as the longer one; without an end it has none."""
    attuale = datore.sospensione_nazionale
    if attuale is None:
        return SospensioneNazionale(fine)
    return SospensioneNazionale(None if fine is None or attuale.fine is None else max(fine, attuale.fine))
