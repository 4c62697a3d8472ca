from tavolo.models.aula import Conflitto, Intervento, Presenza, Trattazione, Votazione, Voto
from tavolo.models.convocazione import Convocazione
from tavolo.models.decisioni import Collegamento, Decisione, Impegno
from tavolo.models.persone import EnteMembro, Gruppo, Mandato, Partecipante, Seggio
from tavolo.models.regole import Regolamento
from tavolo.models.seduta import Contatore, DocumentoPunto, Punto, Seduta
from tavolo.models.verbale import BranoVerbale, Osservazione, Rettifica, Verbale


__all__ = [
    "Collegamento",
    "Conflitto",
    "Contatore",
    "Convocazione",
    "Decisione",
    "DocumentoPunto",
    "EnteMembro",
    "Gruppo",
    "Impegno",
    "Intervento",
    "Mandato",
    "Osservazione",
    "Partecipante",
    "Presenza",
    "Punto",
    "Regolamento",
    "Rettifica",
    "Seduta",
    "Seggio",
    "BranoVerbale",
    "Trattazione",
    "Verbale",
    "Votazione",
    "Voto",
]
