"""How a meeting of the demonstration is described, and the items that come back in many."""

from dataclasses import dataclass

from tavolo.enums import Modalita, ModoVoto, StatoSeduta, TipoDecisione, TipoPunto


@dataclass(frozen=True, slots=True)
class Azione:
    """What a body has to do within `entro` days of the meeting; `fatta`: done after so many."""

    cosa: str
    ente: str
    entro: int
    fatta: int = 0


@dataclass(frozen=True, slots=True)
class Proposta:
    """What is put to the vote and decided; `contrari`: against and abstaining, where votes are counted."""

    titolo: str
    testo: str
    tipo: TipoDecisione = TipoDecisione.ORDINARIA
    modo: ModoVoto = ModoVoto.UNANIME
    contrari: tuple[int, int] = (0, 0)
    entro: int = 0
    eseguita: int = 0
    sostituisce: str = ""


@dataclass(frozen=True, slots=True)
class Argomento:
    titolo: str
    testo: str = ""
    tipo: TipoPunto = TipoPunto.DISCUSSIONE
    proponente: str = ""
    proposta: Proposta | None = None
    azioni: tuple[Azione, ...] = ()


@dataclass(frozen=True, slots=True)
class Prevista:
    """A meeting, `giorni` from today. `assenti`: how many seats stay empty, a quarter unless said otherwise."""

    giorni: int
    stato: StatoSeduta
    titolo: str
    argomenti: tuple[Argomento, ...]
    gruppo: str = ""
    modalita: Modalita = Modalita.IN_PRESENZA
    assenti: int = 0
    seconda: bool = False
    deserta: bool = False
    approvato_dopo: bool = False


COMUNICAZIONI = Argomento(
    "Comunicazioni della Provincia", "La Provincia riferisce sull'attività dell'ufficio.", TipoPunto.INFORMAZIONE
)
INTERNO = Argomento(
    "Preparazione della prossima seduta", "La segreteria fissa i tempi per i documenti.", TipoPunto.INTERNO
)
