"""From a return to what the quota engine is told.

The engine computes from what the employer states in quadro 1 and 2; quadro 3, the employer's own sums, stays out.
A code that the tables don't know deducts nothing and is reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from collocamento.normativa.enumerazioni import Ambito, Categoria, Causa, Stato, TipoConvenzione, Tipologia, Verso
from collocamento.normativa.tipi import (
    CategoriaEsclusa,
    Compensazione,
    Convenzione,
    DatiProvincia,
    Datore,
    Esonero,
    Esonero60PerMille,
    RigaOraria,
    Sospensione,
    SospensioneNazionale,
)
from collocamento.unipi.documento import Documento, OrarioRidotto, Quadro2


@dataclass(frozen=True, slots=True)
class Codici:
    """The code tables in force on the reference date, as far as the calculation needs them."""

    categorie_escluse: Mapping[str, Ambito] = field(default_factory=dict)
    cause_sospensione: Mapping[str, Causa] = field(default_factory=dict)
    tipi_convenzione: Mapping[str, TipoConvenzione] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnomaliaDati:
    """Something in the return that the calculation leaves out, and where.

    `codice` is unknown_code (with `tabella` and `valore`), invalid_hours, missing_number, duplicate_province or
    unknown_seat. No personal data.
    """

    codice: str
    provincia: str = ""
    tabella: str = ""
    valore: str = ""


@dataclass(frozen=True, slots=True)
class Mappatura:
    """What the engine is told of one return, and what could not be told."""

    datore: Datore
    province: list[DatiProvincia]
    anomalie: list[AnomaliaDati]


def a_normativa(documento: Documento, *, provincia_di: Callable[[str], str | None], codici: Codici) -> Mappatura:
    """The engine's inputs for `documento`.

    `provincia_di` gives the ISTAT code of the province of a comune's Belfiore code; if it doesn't know the comune of
    the registered office, the first sheet's province stands in and the anomaly unknown_seat says so.
    """
    anomalie: list[AnomaliaDati] = []
    province: dict[str, DatiProvincia] = {}
    for quadro in documento.quadri2:
        foglio = _Foglio(quadro, codici, anomalie).dati()
        if foglio.codice in province:
            anomalie.append(AnomaliaDati("duplicate_province", foglio.codice))
            foglio = _unisci(province[foglio.codice], foglio)
        province[foglio.codice] = foglio
    return Mappatura(_datore(documento, provincia_di, anomalie), list(province.values()), anomalie)


def _datore(documento: Documento, provincia_di: Callable, anomalie: list[AnomaliaDati]) -> Datore:
    comune = documento.quadro1.azienda.sede_legale.comune
    sede = provincia_di(comune)
    if sede is None:
        anomalie.append(AnomaliaDati("unknown_seat", tabella="comuni", valore=comune))
        sede = documento.quadri2[0].provincia if documento.quadri2 else ""
    mobilita = documento.quadro1.sospensione_mobilita
    return Datore(
        tipologia=Tipologia(documento.dichiarante.tipologia),
        provincia_sede=sede,
        sospensione_nazionale=SospensioneNazionale(mobilita.fine) if mobilita and mobilita.in_corso else None,
    )


class _Foglio:
    """One provincial sheet on its way to the engine."""

    def __init__(self, quadro: Quadro2, codici: Codici, anomalie: list[AnomaliaDati]):
        self.quadro = quadro
        self.codici = codici
        self.anomalie = anomalie
        self.oltre_meta = _part_time_oltre_meta(quadro)

    def dati(self) -> DatiProvincia:
        """The sheet in the engine's words."""
        dipendenti, altri = self.quadro.dipendenti, self.quadro.non_dipendenti
        return DatiProvincia(
            codice=self.quadro.provincia,
            n_totale=dipendenti.lavoratori,
            disabili_ft=dipendenti.disabili.tempo_pieno,
            disabili_pt=self._disabili(dipendenti.disabili.part_time),
            centralinisti_ft=dipendenti.centralinisti.tempo_pieno,
            centralinisti_pt=self._disabili(dipendenti.centralinisti.part_time),
            massofisioterapisti_ft=dipendenti.massofisioterapisti.tempo_pieno,
            massofisioterapisti_pt=self._disabili(dipendenti.massofisioterapisti.part_time),
            somministrati_ft=altri.somministrati.tempo_pieno,
            somministrati_pt=self._disabili(altri.somministrati.part_time),
            conv_12bis_14_ft=altri.convenzioni_12bis_14.tempo_pieno,
            conv_12bis_14_pt=self._disabili(altri.convenzioni_12bis_14.part_time),
            telelavoro_ft=dipendenti.telelavoro.tempo_pieno,
            telelavoro_pt=self._righe(dipendenti.telelavoro.part_time),
            part_time=self._righe(dipendenti.part_time),
            intermittenti=self._righe(dipendenti.intermittenti),
            categorie_escluse=tuple(self._categorie_escluse()),
            art18=dipendenti.categorie_protette,
            art18_al_17_01_2000=dipendenti.categorie_protette_al_17012000 or 0,
            esoneri=tuple(self._esoneri()),
            esoneri_60_per_mille=tuple(self._esoneri_60_per_mille()),
            sospensioni=tuple(self._sospensioni()),
            convenzioni=tuple(self._convenzioni()),
            compensazioni=tuple(self._compensazioni()),
        )

    def _segnala(self, codice: str, tabella: str = "", valore: str = "") -> None:
        self.anomalie.append(AnomaliaDati(codice, self.quadro.provincia, tabella, valore))

    def _righe(self, orari: Iterable[OrarioRidotto]) -> tuple[RigaOraria, ...]:
        """Rows of hours; a week of zero hours by contract has no share to speak of."""
        righe = []
        for orario in orari:
            if orario.minuti_contratto:
                righe.append(RigaOraria(orario.lavoratori, orario.minuti_contratto, orario.minuti_svolti))
            else:
                self._segnala("invalid_hours")
        return tuple(righe)

    def _disabili(self, orari: Iterable[OrarioRidotto]) -> tuple[RigaOraria, ...]:
        """Rows of disabled part timers, those who count one in class C whatever their hours set apart.

        DPR 333/2000 art. 3 c. 5: disability above 50%. The percentages are in the list of workers, matched by hours;
        which kind of worker each row speaks of does not matter, because all the kinds are added together.
        """
        righe: list[RigaOraria] = []
        for riga in self._righe(orari):
            orario = riga.contratto, riga.svolto
            interi = min(riga.numero, self.oltre_meta[orario]) if orario in self.oltre_meta else 0
            if interi:
                self.oltre_meta[orario] -= interi
                righe.append(replace(riga, numero=interi, conta_intero=True))
            if riga.numero > interi or not interi:
                righe.append(replace(riga, numero=riga.numero - interi))
        return tuple(righe)

    def _categorie_escluse(self) -> Iterator[CategoriaEsclusa]:
        for esclusa in self.quadro.dipendenti.categorie_escluse:
            ambito = self.codici.categorie_escluse.get(esclusa.codice)
            if ambito is None:
                self._segnala("unknown_code", "categorieescluse", esclusa.codice)
            else:
                yield CategoriaEsclusa(esclusa.lavoratori, Ambito(ambito), esclusa.codice)

    def _esoneri(self) -> Iterator[Esonero]:
        esonero = self.quadro.esonero
        if esonero is None:
            return
        if esonero.lavoratori is None:
            self._segnala("missing_number", "esoneri")
        yield Esonero(Stato(esonero.stato), esonero.lavoratori or 0, esonero.percentuale, esonero.fino_al)

    def _esoneri_60_per_mille(self) -> Iterator[Esonero60PerMille]:
        esonero = self.quadro.esonero_60_per_mille
        if esonero is not None:
            yield Esonero60PerMille(
                esonero.lavoratori_60_per_mille, esonero.lavoratori_esonerati, esonero.data_autocertificazione
            )

    def _sospensioni(self) -> Iterator[Sospensione]:
        """A suspension for an unknown cause is in progress all the same, but takes nothing off the quota."""
        sospensione = self.quadro.sospensione
        if sospensione is None:
            return
        causa = self.codici.cause_sospensione.get(sospensione.causale)
        if causa is None:
            self._segnala("unknown_code", "causale_sospensione", sospensione.causale)
        lavoratori = sospensione.lavoratori if causa else None
        yield Sospensione(Stato(sospensione.stato), Causa(causa) if causa else None, lavoratori, fine=sospensione.fine)

    def _convenzioni(self) -> Iterator[Convenzione]:
        convenzione = self.quadro.convenzione
        if convenzione is None:
            return
        tipo = self.codici.tipi_convenzione.get(convenzione.tipo)
        if tipo is None:
            self._segnala("unknown_code", "tipoconvenzione", convenzione.tipo)
        yield Convenzione(
            Stato(convenzione.stato),
            TipoConvenzione(tipo) if tipo else None,
            convenzione.lavoratori_previsti,
            convenzione.data_stipula,
        )

    def _compensazioni(self) -> Iterator[Compensazione]:
        for riga in self.quadro.compensazioni:
            yield Compensazione(
                Verso(riga.categoria),
                Categoria(riga.categoria_soggetto),
                riga.numero,
                riga.provincia,
                riga.codice_fiscale_gruppo or "",
            )


def _part_time_oltre_meta(quadro: Quadro2) -> dict[tuple[int, int], int]:
    """How many disabled workers of the list are above 50%, by hours; only hours up to half time matter."""
    conteggi: dict[tuple[int, int], int] = defaultdict(int)
    for lavoratore in quadro.lavoratori:
        rapporto = lavoratore.rapporto
        percentuale = lavoratore.persona.percentuale_disabilita or 0
        if percentuale > 50 and rapporto.minuti_part_time * 2 <= rapporto.minuti_settimanali:
            if rapporto.categoria_soggetto == Categoria.DISABILI:
                conteggi[rapporto.minuti_settimanali, rapporto.minuti_part_time] += 1
    return dict(conteggi)


def _unisci(primo: DatiProvincia, secondo: DatiProvincia) -> DatiProvincia:
    """Two sheets of one province as one: numbers and rows are added."""
    campi = [campo.name for campo in fields(DatiProvincia) if campo.name != "codice"]
    return replace(primo, **{campo: getattr(primo, campo) + getattr(secondo, campo) for campo in campi})
