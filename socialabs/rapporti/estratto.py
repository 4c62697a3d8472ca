"""The answer of a report as it may be shown: plain values, small counts already hidden, nothing left to compute.

Page, workbook, CSV, PDF and snapshot are all written from this and from nothing else, so that none can show what
another hides; a snapshot keeps it as JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Number
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from socialabs.base.esportazioni import Colonna, Formato
from socialabs.rapporti.contenuto import Motivo, Tabella, TipoGrafico
from socialabs.rapporti.soppressione import Ragione


# Of the JSON, so that snapshots of years ago can be told apart when this changes.
FORMATO = 1


@dataclass(frozen=True, slots=True)
class Nascosta:
    """A hidden figure, written as people read it."""

    ragione: Ragione
    soglia: int

    def __str__(self) -> str:
        return f"<{self.soglia}" if self.ragione == Ragione.SOGLIA else _("ris.")


@dataclass(frozen=True, slots=True)
class Voce:
    """A row of a chart; a value is None where it is hidden."""

    etichetta: str
    testo: str
    valori: Sequence[int | float | None]


@dataclass(frozen=True, slots=True)
class Figura:
    titolo: str
    tipo: TipoGrafico
    serie: Sequence[tuple[str, Motivo]]
    voci: Sequence[Voce]


@dataclass(frozen=True, slots=True)
class Tavola:
    """A table of lists of values, and its chart."""

    tabella: Tabella
    figura: Figura | None = None


@dataclass(frozen=True, slots=True)
class Estratto:
    """`parametri` in words; `interrogazione` the same as a query string; `soglia` None where nobody is counted."""

    rapporto: str
    titolo: str
    domanda: str
    parametri: Sequence[tuple[str, str]]
    interrogazione: str
    risposta: str
    cifre: Sequence[Mapping[str, str]]
    tavole: Sequence[Tavola]
    note: Sequence[str]
    soglia: int | None
    nascoste: int
    estratto_il: datetime
    codice: str

    def in_json(self) -> str:
        """Canonical: the same figures give the same text, hence the same digest."""
        dati = {
            "formato": FORMATO,
            "rapporto": self.rapporto,
            "titolo": self.titolo,
            "domanda": self.domanda,
            "parametri": [list(p) for p in self.parametri],
            "interrogazione": self.interrogazione,
            "risposta": self.risposta,
            "cifre": [dict(c) for c in self.cifre],
            "tavole": [_tavola_in_dati(t) for t in self.tavole],
            "note": list(self.note),
            "soglia": self.soglia,
            "nascoste": self.nascoste,
            "estratto_il": self.estratto_il.isoformat(),
            "codice": self.codice,
        }
        return json.dumps(dati, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def da_json(testo: str) -> Estratto:
    """The inverse of `in_json`. Raises ValueError for a format that this code does not know."""
    dati = json.loads(testo)
    if dati.pop("formato") != FORMATO:
        raise ValueError("unknown format of frozen figures")
    dati["parametri"] = [tuple(p) for p in dati["parametri"]]
    dati["tavole"] = [_tavola_da_dati(t, dati["soglia"]) for t in dati["tavole"]]
    dati["estratto_il"] = datetime.fromisoformat(dati["estratto_il"])
    return Estratto(**dati)


def semplice(valore: Any) -> Any:
    """A value of a row as one that JSON keeps: numbers as numbers, dates as dates, all else as text."""
    if valore is None or isinstance(valore, bool | int | float | date | Nascosta):
        return valore
    if isinstance(valore, Number):
        return int(valore) if valore == int(valore) else float(valore)
    return str(valore)


# --- to and from JSON ---------------------------------------------------------------------------------------------
def _tavola_in_dati(tavola: Tavola) -> dict[str, Any]:
    tabella, figura = tavola.tabella, tavola.figura
    return {
        "chiave": tabella.chiave,
        "titolo": tabella.titolo,
        "nota": tabella.nota,
        "colonne": [
            {
                "chiave": c.chiave,
                "titolo": str(c.titolo),
                "formato": c.formato.value,
                "nota": str(c.nota),
                "persone": c.persone,
            }
            for c in tabella.colonne
        ],
        "righe": [[_in_dato(v) for v in riga] for riga in tabella.righe],
        "totale": None if tabella.totale is None else [_in_dato(v) for v in tabella.totale],
        "figura": None if figura is None else _figura_in_dati(figura),
    }


def _figura_in_dati(figura: Figura) -> dict[str, Any]:
    return {
        "titolo": figura.titolo,
        "tipo": figura.tipo.value,
        "serie": [[titolo, motivo.value] for titolo, motivo in figura.serie],
        "voci": [[v.etichetta, v.testo, list(v.valori)] for v in figura.voci],
    }


def _in_dato(valore: Any) -> Any:
    if isinstance(valore, Nascosta):
        return {"ris": valore.ragione.value}
    if isinstance(valore, datetime):
        return {"ora": valore.isoformat()}
    if isinstance(valore, date):
        return {"data": valore.isoformat()}
    return valore


def _tavola_da_dati(dati: dict[str, Any], soglia: int | None) -> Tavola:
    colonne = [
        Colonna(c["chiave"], c["titolo"], itemgetter(n), Formato(c["formato"]), c["nota"], c["persone"])
        for n, c in enumerate(dati["colonne"])
    ]
    righe = [[_da_dato(v, soglia) for v in riga] for riga in dati["righe"]]
    totale = None if dati["totale"] is None else [_da_dato(v, soglia) for v in dati["totale"]]
    tabella = Tabella(dati["chiave"], dati["titolo"], colonne, righe, totale=totale, nota=dati["nota"])
    return Tavola(tabella, _figura_da_dati(dati["figura"]) if dati["figura"] else None)


def _figura_da_dati(dati: dict[str, Any]) -> Figura:
    serie = [(titolo, Motivo(motivo)) for titolo, motivo in dati["serie"]]
    return Figura(dati["titolo"], TipoGrafico(dati["tipo"]), serie, [Voce(*voce) for voce in dati["voci"]])


def _da_dato(valore: Any, soglia: int | None) -> Any:
    if not isinstance(valore, dict):
        return valore
    if "ris" in valore:
        return Nascosta(Ragione(valore["ris"]), soglia or 0)
    return datetime.fromisoformat(valore["ora"]) if "ora" in valore else date.fromisoformat(valore["data"])
