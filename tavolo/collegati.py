"""What items, decisions and actions concern: records of whatever app, as far as the reader may see them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Trovato
from socialabs.base.ricerca import cerca as cerca_ovunque
from socialabs.base.riferimenti import Chiave, Riferimento, risolvi_molti
from tavolo.models import Collegamento, Decisione, Impegno, Punto
from tavolo.permessi import puo_scrivere


A = Punto | Decisione | Impegno


@dataclass(frozen=True, slots=True)
class Collegato:
    """A link and what it leads to: None for who keeps the links, when it is gone or out of reach."""

    collegamento: Collegamento
    riferimento: Riferimento | None


def collegati_a(ctx: Contesto, a: A) -> list[Collegato]:
    return _leggi(ctx, Collegamento.objects.filter(**{a._meta.model_name: a}))


def collegati_per_punto(ctx: Contesto, punti: QuerySet[Punto]) -> dict[uuid.UUID, list[Collegato]]:
    """Of many items: as many queries as there are kinds of records."""
    per_punto: dict[uuid.UUID, list[Collegato]] = defaultdict(list)
    for collegato in _leggi(ctx, Collegamento.objects.filter(punto__in=punti)):
        per_punto[collegato.collegamento.punto_id].append(collegato)
    return dict(per_punto)


def _leggi(ctx: Contesto, collegamenti: QuerySet[Collegamento]) -> list[Collegato]:
    righe = list(collegamenti)
    trovati = risolvi_molti(ctx, ((c.tipo, c.oggetto_id) for c in righe))
    collegati = [Collegato(c, trovati.get((c.tipo, c.oggetto_id))) for c in righe]
    return collegati if puo_scrivere(ctx) else [c for c in collegati if c.riferimento is not None]


def collegabili(ctx: Contesto, a: A, testo: str) -> list[tuple[str, list[Trovato]]]:
    """What the search of the whole portal finds that may be linked to `a` and is not yet, by source."""
    esclusi: set[Chiave] = {(c.collegamento.tipo, c.collegamento.oggetto_id) for c in collegati_a(ctx, a)}
    esclusi.add((a._meta.label_lower, a.pk))
    esiti = [
        (nome, [t for t in trovati if t.oggetto is not None and t.oggetto not in esclusi])
        for nome, trovati in cerca_ovunque(ctx, testo)
    ]
    return [(nome, trovati) for nome, trovati in esiti if trovati]
