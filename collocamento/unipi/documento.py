"""A return (prospetto informativo) as typed values: everything that a UniPi file says, and nothing computed.

Hours are whole minutes a week, days are `date`, the moment of sending is aware in Italian time, S and N are booleans.
None is "not written in the file"; an empty text is an element written empty.
"""

from dataclasses import dataclass
from datetime import date, datetime


# Quadro 1: the whole company


@dataclass(frozen=True, slots=True)
class DatiProspetto:
    data_riferimento: date
    capogruppo: bool
    codice_fiscale_capogruppo: str | None
    capogruppo_estera: bool | None
    lavoratori_nazionali: int
    categoria_azienda: str | None
    data_prima_assunzione: date | None
    data_seconda_assunzione: date | None
    nessuna_assunzione_aggiuntiva: bool | None


@dataclass(frozen=True, slots=True)
class Dichiarante:
    tipologia: str
    codice_fiscale: str
    denominazione: str
    settore: str
    ccnl: str


@dataclass(frozen=True, slots=True)
class SedeLegale:
    comune: str
    cap: str
    indirizzo: str
    telefono: str | None
    fax: str | None
    email: str | None
    pec: str


@dataclass(frozen=True, slots=True)
class ReferenteAziendale:
    codice_fiscale: str
    cognome: str
    nome: str
    indirizzo: str
    comune: str
    cap: str
    telefono: str | None
    fax: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class DatiAziendali:
    dichiarante: Dichiarante
    sede_legale: SedeLegale
    referente: ReferenteAziendale


@dataclass(frozen=True, slots=True)
class Gradualita:
    """A public body turned private meets its quota step by step. Stored, never computed."""

    data_atto: date
    estremi_atto: str
    assunzioni_non_disabili: int
    data_trasformazione: date
    percentuale: int | None


@dataclass(frozen=True, slots=True)
class SospensioneMobilita:
    in_corso: bool | None
    fine: date | None


@dataclass(frozen=True, slots=True)
class SelezionePubblica:
    """Balance of hires by public selection in one region; signed."""

    regione: str
    saldo_disabili: int
    saldo_art18: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Quadro1:
    dati: DatiProspetto
    azienda: DatiAziendali
    gradualita: Gradualita | None
    sospensione_mobilita: SospensioneMobilita | None
    selezioni_pubbliche: tuple[SelezionePubblica, ...]


# Quadro 2: one sheet per province


@dataclass(frozen=True, slots=True)
class SedeProvinciale:
    comune: str
    cap: str
    indirizzo: str
    telefono: str | None
    fax: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class ReferenteProvinciale:
    cognome: str
    nome: str


@dataclass(frozen=True, slots=True)
class DatiProvinciali:
    provincia: str
    sede: SedeProvinciale
    referente: ReferenteProvinciale
    posti_centralinisti: int | None
    posti_massofisioterapisti: int | None


@dataclass(frozen=True, slots=True)
class OrarioRidotto:
    """`lavoratori` people with the same weekly minutes: by the full-time contract, and really worked."""

    lavoratori: int
    minuti_contratto: int
    minuti_svolti: int


@dataclass(frozen=True, slots=True)
class PienoEParziale:
    """Workers of one kind: full-timers as a number, part-timers by hours."""

    tempo_pieno: int
    part_time: tuple[OrarioRidotto, ...]


@dataclass(frozen=True, slots=True)
class CategoriaEsclusa:
    codice: str
    lavoratori: int


@dataclass(frozen=True, slots=True)
class PersonaleDipendente:
    lavoratori: int
    disabili: PienoEParziale
    centralinisti: PienoEParziale
    massofisioterapisti: PienoEParziale
    telelavoro: PienoEParziale
    categorie_escluse: tuple[CategoriaEsclusa, ...]
    part_time: tuple[OrarioRidotto, ...]
    intermittenti: tuple[OrarioRidotto, ...]
    categorie_protette: int
    categorie_protette_al_17012000: int | None


@dataclass(frozen=True, slots=True)
class PersonaleNonDipendente:
    somministrati: PienoEParziale
    convenzioni_12bis_14: PienoEParziale


@dataclass(frozen=True, slots=True)
class Lavoratore:
    codice_fiscale: str
    cognome: str
    nome: str
    sesso: str
    data_nascita: date
    comune_nascita: str
    percentuale_disabilita: int | None


@dataclass(frozen=True, slots=True)
class RapportoLavoro:
    inizio: date
    tipo_contratto: str | None
    fine: date | None
    qualifica: str
    tipo_assunzione: str
    minuti_settimanali: int
    minuti_part_time: int
    categoria_soggetto: str
    categoria_assunzione: str


@dataclass(frozen=True, slots=True)
class LavoratoreComputabile:
    """A worker who counts towards the quota, by name."""

    persona: Lavoratore
    rapporto: RapportoLavoro


@dataclass(frozen=True, slots=True)
class PostoDiLavoro:
    """A vacancy offered to people of the lists."""

    qualifica: str
    mansione: str
    posti: int
    categoria_soggetto: str
    comune: str
    capacita: str
    barriere: bool
    turni_notturni: bool
    mezzi_pubblici: bool
    categoria_assunzione: str | None


@dataclass(frozen=True, slots=True)
class Compensazione:
    """`numero` people taken in excess (E) here or fewer (R), against another province or a company of the group."""

    provincia: str
    categoria: str
    numero: int
    categoria_soggetto: str
    codice_fiscale_gruppo: str | None


@dataclass(frozen=True, slots=True)
class Sospensione:
    stato: str
    causale: str
    fine: date | None
    lavoratori: int


@dataclass(frozen=True, slots=True)
class GradualitaProvinciale:
    assunzioni: int


@dataclass(frozen=True, slots=True)
class Esonero:
    stato: str
    data_atto: date | None
    estremi_atto: str | None
    fino_al: date | None
    percentuale: int | None
    lavoratori: int | None


@dataclass(frozen=True, slots=True)
class Esonero60PerMille:
    data_autocertificazione: date
    lavoratori_60_per_mille: int
    lavoratori_esonerati: int
    percentuale: int | None


@dataclass(frozen=True, slots=True)
class Convenzione:
    stato: str
    data_atto: date | None
    estremi_atto: str | None
    tipo: str
    lavoratori_previsti: int
    data_stipula: date | None
    data_concessione: date | None


@dataclass(frozen=True, slots=True)
class Quadro2:
    dati: DatiProvinciali
    dipendenti: PersonaleDipendente
    non_dipendenti: PersonaleNonDipendente
    lavoratori: tuple[LavoratoreComputabile, ...]
    posti: tuple[PostoDiLavoro, ...]
    compensazioni: tuple[Compensazione, ...]
    sospensione: Sospensione | None
    gradualita: GradualitaProvinciale | None
    esonero: Esonero | None
    esonero_60_per_mille: Esonero60PerMille | None
    convenzione: Convenzione | None
    note: str | None

    @property
    def provincia(self) -> str:
        return self.dati.provincia


# Quadro 3: the figures that the employer declares


@dataclass(frozen=True, slots=True)
class RiepilogoNazionale:
    base_art3: int
    base_art18: int
    quota_disabili: int
    quota_art18: int
    esoneri: int
    disabili: int
    categorie_protette: int
    esuberi_art18: int
    scoperture_disabili: int
    scoperture_art18: int
    sospensioni_in_corso: bool


@dataclass(frozen=True, slots=True)
class RiepilogoProvinciale:
    provincia: str
    base_art3: int
    base_art18: int
    categoria_compensazione_disabili: str | None
    compensazione_disabili: int | None
    categoria_compensazione_art18: str | None
    compensazione_art18: int | None
    disabili: int
    categorie_protette: int
    quota_disabili: int
    quota_art18: int
    esonerati: int
    scoperture_disabili: int
    scoperture_art18: int
    sospensioni_in_corso: bool


@dataclass(frozen=True, slots=True)
class Quadro3:
    nazionale: RiepilogoNazionale
    province: tuple[RiepilogoProvinciale, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Documento:
    """One UniPi file: a prospetto (01), a rettifica (02) or an annullamento (03)."""

    quadro1: Quadro1
    quadri2: tuple[Quadro2, ...]
    quadro3: Quadro3 | None
    tipo_comunicazione: str
    codice_comunicazione: str
    codice_precedente: str | None
    data_invio: datetime
    delegato: str | None
    tipo_delegato: str | None
    email_delegato: str
    protocollo: str
    versione: str

    @property
    def dichiarante(self) -> Dichiarante:
        return self.quadro1.azienda.dichiarante

    @property
    def codice_fiscale(self) -> str:
        return self.quadro1.azienda.dichiarante.codice_fiscale

    @property
    def data_riferimento(self) -> date:
        return self.quadro1.dati.data_riferimento
