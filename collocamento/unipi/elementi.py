"""The words in which the UniPi tables are written: Elemento, Scelta, Attributo, Struttura."""

from collections.abc import Iterator
from dataclasses import dataclass

from collocamento.unipi.tipi import Tipo


@dataclass(frozen=True, slots=True)
class Elemento:
    """One element inside a structure.

    `nome` is the name in the file, `campo` the attribute of the Python document, `etichetta` the Italian label,
    `norma` the article of L. 68/1999 (or of the law named) that the figure comes from. `massimo` None is without
    limit. An element with neither `tipo` nor `struttura` can only hold the `fisso` text.
    """

    nome: str
    campo: str
    contenuto: "Tipo | Struttura | None"
    etichetta: str
    norma: str = ""
    minimo: int = 1
    massimo: int | None = 1
    fisso: str | None = None

    @property
    def tipo(self) -> Tipo | None:
        return self.contenuto if isinstance(self.contenuto, Tipo) else None

    @property
    def struttura(self) -> "Struttura | None":
        return self.contenuto if isinstance(self.contenuto, Struttura) else None


@dataclass(frozen=True, slots=True)
class Scelta:
    """Alternative sequences of elements: exactly one of them is written."""

    sequenze: tuple[tuple[Elemento, ...], ...]


@dataclass(frozen=True, slots=True)
class Attributo:
    """One attribute of the root element."""

    nome: str
    campo: str
    tipo: Tipo
    etichetta: str
    obbligatorio: bool = True
    fisso: str | None = None


@dataclass(frozen=True, slots=True)
class Struttura:
    """An element with elements inside, in this order, read into the dataclass `classe`.

    No value inside a `personale` structure is ever repeated in a message.
    """

    nome: str
    classe: type
    contenuto: tuple[Elemento | Scelta, ...]
    attributi: tuple[Attributo, ...] = ()
    personale: bool = False

    def elementi(self) -> Iterator[Elemento]:
        """Every element in order, those of alternative sequences included."""
        for voce in self.contenuto:
            if isinstance(voce, Elemento):
                yield voce
            else:
                for sequenza in voce.sequenze:
                    yield from sequenza


def uno(nome: str, campo: str, contenuto, etichetta: str, norma: str = "") -> Elemento:
    """A compulsory element."""
    return Elemento(nome, campo, contenuto, etichetta, norma)


def forse(nome: str, campo: str, contenuto, etichetta: str, norma: str = "") -> Elemento:
    """An optional element."""
    return Elemento(nome, campo, contenuto, etichetta, norma, minimo=0)


def tanti(nome: str, campo: str, contenuto, etichetta: str, norma: str = "", *, minimo: int = 0) -> Elemento:
    """An element repeated at will, at least `minimo` times."""
    return Elemento(nome, campo, contenuto, etichetta, norma, minimo=minimo, massimo=None)
