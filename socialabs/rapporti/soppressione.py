"""Small counts of people hidden so that nobody can work them out again. Pure Python: cells and relations, no tables.

A count of people from 1 to `soglia` - 1 is hidden ("<5"). Whoever knows the totals would find it by subtraction, so
further cells are hidden with it. The reader is taken to know every relation between the cells, the rule itself, and
therefore that a "<5" is 1 to 4 and that a count of people hidden beside it is `soglia` or more (zeros are shown).

What makes a cell safe is a witness: other figures that fit all that is published and every relation, in which that
cell has another value. `nascondi` looks for the cheapest witness of each small cell, hides whatever it moves, and so
gives two possible values at least to every hidden cell, the further ones included. No interval needs to be computed:
the proof is the witness itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count


SOGLIA_MINIMA = 3
# Moves a search may try before it gives up thrift: a fraction of a second. Ordinary tables need hundreds.
SFORZO = 50_000
PASSI = (1, -1, 2, -2, 3, -3)

# Cell -> coefficient: the products of values and coefficients sum to zero.
Relazione = Mapping[int, int]
# Cell -> what the witness adds to it.
Testimone = dict[int, int]
# Totals to hide, cells to hide, how much they count.
Costo = tuple[int, ...]


class Ragione(StrEnum):
    """Why a cell is hidden: it is small, or it would give a small one away."""

    SOGLIA = "soglia"
    COMPLEMENTO = "complemento"


@dataclass(frozen=True, slots=True)
class Casella:
    """A whole number of a report. `pubblica` False: printed nowhere, yet the reader may reckon with it.

    `totale` makes it the last choice among the cells that may be hidden to protect another.
    """

    valore: int
    persone: bool = False
    totale: bool = False
    pubblica: bool = True


def nascondi(caselle: Sequence[Casella], relazioni: Sequence[Relazione], soglia: int) -> dict[int, Ragione]:
    """Which cells are hidden and why. The same figures always give the same answer.

    A relation that the values do not fulfil is left out: nobody can reckon with what is not so. Raises ValueError for
    a threshold under which a hidden count would have one possible value only.
    """
    if soglia < SOGLIA_MINIMA:
        raise ValueError(f"the threshold must be {SOGLIA_MINIMA} or more")
    return _Ricerca(caselle, relazioni, soglia).esito()


class _Ricerca:
    def __init__(self, caselle: Sequence[Casella], relazioni: Sequence[Relazione], soglia: int):
        self.caselle, self.soglia = caselle, soglia
        self.relazioni = [
            {i: c for i, c in relazione.items() if c}
            for relazione in relazioni
            if sum(c * caselle[i].valore for i, c in relazione.items()) == 0
        ]
        self.di: dict[int, list[int]] = {}
        for numero, relazione in enumerate(self.relazioni):
            for i in relazione:
                self.di.setdefault(i, []).append(numero)
        self.nascoste = {i: Ragione.SOGLIA for i, c in enumerate(caselle) if self._piccola(c)}
        self.sicure: set[int] = set()

    def _piccola(self, casella: Casella) -> bool:
        return casella.persone and casella.pubblica and 0 < casella.valore < self.soglia

    def esito(self) -> dict[int, Ragione]:
        # The smallest first: their witnesses serve the others.
        for i in sorted(self.nascoste, key=lambda i: (self.caselle[i].valore, i)):
            if i not in self.sicure:
                self._proteggi(i)
        return self.nascoste

    def _proteggi(self, i: int) -> None:
        testimone = self._cerca(i)
        if testimone is None:
            collegate = self._collegate(i)
            self._nascondi(collegate)
            testimone = self._cerca(i)
            if testimone is None:
                # The group's figures doubled fit any relation; a doubled "<5" may not fit its mark, so it loses it.
                pubbliche = [j for j in collegate if self.caselle[j].pubblica]
                self.nascoste.update(dict.fromkeys(pubbliche, Ragione.COMPLEMENTO))
                testimone = {j: self.caselle[j].valore for j in collegate}
        self._nascondi(testimone)
        self.sicure |= testimone.keys()

    def _nascondi(self, caselle: Iterable[int]) -> None:
        for i in caselle:
            if self.caselle[i].pubblica:
                self.nascoste.setdefault(i, Ragione.COMPLEMENTO)

    def _collegate(self, i: int) -> list[int]:
        """The cells other than zero that relations join to `i`, however far."""
        trovate, attesa = {i}, [i]
        while attesa:
            for numero in self.di.get(attesa.pop(), ()):
                nuove = {j for j in self.relazioni[numero] if self.caselle[j].valore} - trovate
                trovate |= nuove
                attesa += sorted(nuove)
        return sorted(trovate)

    # --- the witness ------------------------------------------------------------------------------------------------
    def _cerca(self, i: int) -> Testimone | None:
        """The cheapest change of figures that moves `i` and keeps every relation; None when none is found in time.

        Best first: of the relations put out of balance the shortest is balanced, by moving one cell not moved yet;
        among changes that cost the same, the nearest to balance goes on.
        """
        ordine = count()
        attesa: list[tuple] = []

        def aggiungi(costo: Costo, mosse: Testimone, resti: dict[int, int], j: int, delta: int) -> None:
            nuovo = tuple(map(sum, zip(costo, self._costo(j), strict=True)))
            heappush(attesa, (nuovo, self._quanti_resti(resti, j, delta), next(ordine), mosse, resti, j, delta))

        for passo in PASSI:
            if self._ammessa(i, passo):
                aggiungi((0, 0, 0), {}, {}, i, passo)
        while attesa and next(ordine) < SFORZO:
            costo, _quanti, _numero, mosse, resti, j, delta = heappop(attesa)
            mosse, resti = {**mosse, j: delta}, self._resti(resti, j, delta)
            if not resti:
                return mosse
            numero = min(resti, key=lambda n: (len(self.relazioni[n]), n))
            for altra, rimedio in self._rimedi(numero, resti[numero], mosse):
                aggiungi(costo, mosse, resti, altra, rimedio)
        return None

    def _resti(self, resti: dict[int, int], j: int, delta: int) -> dict[int, int]:
        """The relations out of balance, and by how much, once `j` moves too."""
        nuovi = dict(resti)
        for numero in self.di.get(j, ()):
            resto = nuovi.pop(numero, 0) + self.relazioni[numero][j] * delta
            if resto:
                nuovi[numero] = resto
        return nuovi

    def _quanti_resti(self, resti: dict[int, int], j: int, delta: int) -> int:
        quanti = len(resti)
        for numero in self.di.get(j, ()):
            prima = resti.get(numero, 0)
            quanti += bool(prima + self.relazioni[numero][j] * delta) - bool(prima)
        return quanti

    def _rimedi(self, numero: int, resto: int, mosse: Testimone) -> Iterator[tuple[int, int]]:
        for j, coefficiente in self.relazioni[numero].items():
            if j not in mosse and resto % coefficiente == 0:
                delta = -resto // coefficiente
                if self._ammessa(j, delta):
                    yield j, delta

    def _ammessa(self, i: int, delta: int) -> bool:
        """May the cell, once hidden, be thought to differ by `delta`?"""
        casella = self.caselle[i]
        nuovo = casella.valore + delta
        if not casella.persone:
            return casella.valore < 0 or nuovo >= 0
        if not casella.pubblica:
            return nuovo >= 0
        if casella.valore == 0:
            return False
        if self.nascoste.get(i) == Ragione.SOGLIA:
            return 0 < nuovo < self.soglia
        return nuovo >= self.soglia

    def _costo(self, i: int) -> Costo:
        """Nothing for what is hidden already."""
        casella = self.caselle[i]
        if i in self.nascoste or not casella.pubblica:
            return (0, 0, 0)
        return (int(casella.totale), 1, abs(casella.valore))
