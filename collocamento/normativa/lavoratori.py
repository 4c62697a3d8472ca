"""A worker as the law looks at one: contract, task, disability, hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from collocamento.normativa.tipi import DatoNonValido, RigaOraria


class Contratto(StrEnum):
    """Kind of employment relationship."""

    INDETERMINATO = "indeterminato"
    TERMINE = "termine"
    STAGIONALE = "stagionale"
    APPRENDISTATO = "apprendistato"
    INTERMITTENTE = "intermittente"
    DIRIGENTE = "dirigente"
    SOCIO_LAVORATORE = "socio_lavoratore"
    DOMICILIO = "domicilio"
    INSERIMENTO = "inserimento"
    LSU = "lsu"
    EMERSIONE = "emersione"
    SOMMINISTRATO_UTILIZZATORE = "somministrato_utilizzatore"
    SOMMINISTRATO_AGENZIA = "somministrato_agenzia"


class Attivita(StrEnum):
    """Task that the law treats apart; ORDINARIA is any other."""

    ORDINARIA = "ordinaria"
    SPORT_PROFESSIONISTICO = "sport_professionistico"
    TRASPORTO_VIAGGIANTE = "trasporto_viaggiante"
    AUTOTRASPORTO_VIAGGIANTE = "autotrasporto_viaggiante"
    CANTIERE_EDILE = "cantiere_edile"
    IMPIANTI_A_FUNE = "impianti_a_fune"
    MINIERA_SOTTERRANEO = "miniera_sotterraneo"
    NON_TECNICO_AMMINISTRATIVO = "non_tecnico_amministrativo"
    POLIZIA_DIFESA_OPERATIVO = "polizia_difesa_operativo"
    CAMBIO_APPALTO = "cambio_appalto"


class Modalita(StrEnum):
    """Where the work is done."""

    SEDE = "sede"
    TELELAVORO_CONCILIAZIONE = "telelavoro_conciliazione"
    LAVORO_AGILE = "lavoro_agile"


class Origine(StrEnum):
    """When and how the disability came."""

    PRIMA_DELL_ASSUNZIONE = "prima"
    MALATTIA_IN_SERVIZIO = "malattia"
    INFORTUNIO_IN_SERVIZIO = "infortunio"


class TipoDisabilita(StrEnum):
    """Kind of disability, where the threshold depends on it."""

    FISICA = "fisica"
    INTELLETTIVA_PSICHICA = "intellettiva_psichica"


class NonVedente(StrEnum):
    """Blind workers of the special laws, who count one each inside the quota (art. 3 c. 7)."""

    CENTRALINISTA = "centralinista"
    MASSOFISIOTERAPISTA = "massofisioterapista"


@dataclass(frozen=True, slots=True)
class Disabilita:
    """Assessed disability; `categoria_guerra` is the war-pension category (1 to 8), `grado_inail` a percentage."""

    percentuale: int | None = None
    tipo: TipoDisabilita = TipoDisabilita.FISICA
    grado_inail: int | None = None
    categoria_guerra: int | None = None
    origine: Origine = Origine.PRIMA_DELL_ASSUNZIONE
    assunto_dagli_elenchi: bool = False
    colpa_del_datore: bool = False
    non_vedente: NonVedente | None = None


@dataclass(frozen=True, slots=True)
class Lavoratore:
    """One worker of a province; hours are minutes a week (semester average for on-call work).

    `giornate` are the days really worked in the year by a seasonal worker; `missione_mesi` the months of an agency
    mission; `orario_equivalente` says that a homeworker's or teleworker's work equals full hours (art. 4 c. 3).
    Raises DatoNonValido when a fixed term has no dates.
    """

    contratto: Contratto = Contratto.INDETERMINATO
    inizio: date | None = None
    fine: date | None = None
    attivita: Attivita = Attivita.ORDINARIA
    modalita: Modalita = Modalita.SEDE
    disabilita: Disabilita | None = None
    art18: bool = False
    art18_al_17_01_2000: bool = False
    minuti_contratto: int = 2400
    minuti_svolti: int = 2400
    assunto_per_lavoro_all_estero: bool = False
    sostituisce: bool = False
    giornate: int | None = None
    missione_mesi: int = 0
    orario_equivalente: bool = False

    def __post_init__(self) -> None:
        if self.contratto == Contratto.TERMINE and (self.inizio is None or self.fine is None):
            raise DatoNonValido("inizio, fine: un contratto a termine ha una data di inizio e una di fine.")

    @property
    def riga(self) -> RigaOraria:
        """The worker's hours as a row of one."""
        disabilita = self.disabilita or Disabilita()
        return RigaOraria(
            1,
            self.minuti_contratto,
            self.minuti_svolti,
            disabilita.percentuale,
            conta_intero=disabilita.categoria_guerra == 5,
        )

    @property
    def tempo_pieno(self) -> bool:
        """Whether the worker does full hours."""
        return self.minuti_svolti >= self.minuti_contratto
