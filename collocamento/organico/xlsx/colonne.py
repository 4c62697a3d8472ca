"""The columns of the workbook, declared once for the template, the import and the export."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.organico.enums import ATTIVITA, CONTRATTI, MODALITA, NON_VEDENTI, ORIGINI, TIPI_DISABILITA


class Genere(StrEnum):
    """What a cell of the column may hold."""

    TESTO = "testo"
    INTERO = "intero"
    ORE = "ore"
    DATA = "data"
    SI_NO = "si_no"
    SCELTA = "scelta"
    PROVINCIA = "provincia"


@dataclass(frozen=True, slots=True)
class Colonna:
    """A column: `campo` is a name of `dati.in_piano`, `massimo` the longest text or the greatest number."""

    campo: str
    titolo: Promise
    genere: Genere
    aiuto: Promise
    scelte: Mapping[StrEnum, Promise] | None = None
    massimo: int = 0


def _scelta(campo: str, titolo: Promise, scelte: Mapping[StrEnum, Promise], aiuto: Promise) -> Colonna:
    return Colonna(campo, titolo, Genere.SCELTA, aiuto, scelte)


COLONNE: tuple[Colonna, ...] = (
    Colonna(
        "matricola",
        _("Matricola"),
        Genere.TESTO,
        _("Obbligatoria: la matricola o un'etichetta che l'azienda riconosce. Lega la riga a chi è già in organico."),
        massimo=40,
    ),
    Colonna("cognome", _("Cognome"), Genere.TESTO, _("Serve solo per chi copre una quota."), massimo=60),
    Colonna("nome", _("Nome"), Genere.TESTO, _("Serve solo per chi copre una quota."), massimo=60),
    Colonna("codice_fiscale", _("Codice fiscale"), Genere.TESTO, _("Serve solo per chi copre una quota."), massimo=16),
    Colonna(
        "provincia",
        _("Provincia"),
        Genere.PROVINCIA,
        _("Obbligatoria: la sigla della provincia in cui lavora, come SP."),
    ),
    Colonna(
        "numero",
        _("Quanti lavoratori"),
        Genere.INTERO,
        _("1 se è una persona; di più se la riga vale per più lavoratori uguali, senza nome e senza tutela."),
        massimo=100_000,
    ),
    _scelta("contratto", _("Contratto"), CONTRATTI, _("Se manca: a tempo indeterminato.")),
    Colonna("inizio", _("Assunto il"), Genere.DATA, _("Obbligatoria per i contratti a termine.")),
    Colonna(
        "fine", _("Fine del contratto"), Genere.DATA, _("Come scritta nel contratto. Obbligatoria per il termine.")
    ),
    Colonna("cessato_il", _("Ultimo giorno di lavoro"), Genere.DATA, _("Solo per chi non lavora più.")),
    _scelta("attivita", _("Attività"), ATTIVITA, _("Se manca: ordinaria.")),
    _scelta("modalita", _("Modo di lavorare"), MODALITA, _("Se manca: in sede.")),
    Colonna(
        "minuti_contratto",
        _("Ore settimanali del contratto"),
        Genere.ORE,
        _("L'orario pieno del contratto collettivo, in ore e minuti (37:30). Se manca: 40."),
    ),
    Colonna(
        "minuti_svolti",
        _("Ore settimanali svolte"),
        Genere.ORE,
        _("L'orario del lavoratore; per il lavoro a chiamata la media del semestre. Se manca: l'orario pieno."),
    ),
    Colonna(
        "orario_equivalente",
        _("Lavoro pari all'orario pieno"),
        Genere.SI_NO,
        _("Per una persona con disabilità a domicilio o in telelavoro (L. 68/1999 art. 4 c. 3)."),
    ),
    Colonna("sostituisce", _("Sostituisce un assente"), Genere.SI_NO, _("Solo per i contratti a termine.")),
    Colonna("assunto_per_lavoro_all_estero", _("Assunto per lavorare all'estero"), Genere.SI_NO, _("Se manca: no.")),
    Colonna(
        "giornate",
        _("Giornate lavorate nell'anno"),
        Genere.INTERO,
        _("Solo per gli stagionali: le giornate davvero lavorate nell'anno solare."),
        massimo=366,
    ),
    Colonna(
        "missione_mesi",
        _("Mesi di missione"),
        Genere.INTERO,
        _("Solo per una persona con disabilità in somministrazione."),
        massimo=600,
    ),
    Colonna("art18", _("Categoria protetta (art. 18)"), Genere.SI_NO, _("Orfani, coniugi superstiti, profughi.")),
    Colonna(
        "art18_al_17_01_2000",
        _("In forza al 17/01/2000"),
        Genere.SI_NO,
        _("Solo per le categorie protette: se c'era già il 17 gennaio 2000."),
    ),
    Colonna(
        "con_disabilita",
        _("Persona con disabilità"),
        Genere.SI_NO,
        _("Le colonne che seguono valgono solo per chi ha sì."),
    ),
    Colonna("percentuale", _("Percentuale di disabilità"), Genere.INTERO, _("Come nel verbale."), massimo=100),
    _scelta("tipo_disabilita", _("Tipo di disabilità"), TIPI_DISABILITA, _("Se manca: fisica o sensoriale.")),
    Colonna("grado_inail", _("Grado INAIL"), Genere.INTERO, _("Per infortuni e malattie professionali."), massimo=100),
    Colonna("categoria_guerra", _("Categoria di guerra"), Genere.INTERO, _("Da 1 a 8."), massimo=8),
    _scelta("origine", _("Quando è sorta"), ORIGINI, _("Se manca: prima dell'assunzione.")),
    Colonna(
        "assunto_dagli_elenchi",
        _("Assunto dagli elenchi"),
        Genere.SI_NO,
        _("Se l'assunzione è passata dal collocamento mirato."),
    ),
    Colonna(
        "colpa_del_datore",
        _("Inadempienza del datore accertata"),
        Genere.SI_NO,
        _("Se un giudice ha accertato che l'infortunio o la malattia viene da un'inadempienza del datore."),
    ),
    _scelta("non_vedente", _("Non vedente"), NON_VEDENTI, _("Solo per i non vedenti delle leggi speciali.")),
)
PER_CAMPO = {colonna.campo: colonna for colonna in COLONNE}
