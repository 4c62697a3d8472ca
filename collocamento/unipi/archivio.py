"""Opening what an operator delivers: a zip, a folder, or a single XML, one file at a time and in constant memory."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from collocamento.unipi import formati
from collocamento.unipi.archivio_cartella import file_di_cartella
from collocamento.unipi.archivio_zip import file_di_zip
from collocamento.unipi.limiti import LIMITI, Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from collocamento.unipi.sorgenti import Elenco, Sorgente


# Characters of a name that are kept, leaving room for a number in the 500 of FileConsegnato.nome.
_NOME_MASSIMO = 480


class Voce(NamedTuple):
    """One file of the delivery: its name there, and its bytes or the reason why it is not taken."""

    nome: str
    contenuto: bytes | Rifiuto


@dataclass(frozen=True, slots=True)
class Consegna:
    """An open delivery. `totale` files will come out of `voci`, which can be walked once."""

    totale: int
    voci: Iterator[Voce]


@contextmanager
def apri(consegnato: Path | BinaryIO, *, nome: str = "", limiti: Limiti = LIMITI) -> Iterator[Consegna]:
    """Open a zip, a folder or an XML file, by path or as a seekable binary file named `nome`.

    A file that cannot be taken comes out as a Rifiuto and the others follow. Raises Rifiuto only when nothing of the
    delivery can be read: not a zip (another kind of archive), damaged, too many entries.
    """
    with ExitStack() as aperti:
        if isinstance(consegnato, Path) and consegnato.is_dir():
            elenco = file_di_cartella(consegnato, limiti)
        else:
            elenco = _elenco(*_file(consegnato, nome, aperti), limiti)
        yield Consegna(elenco.totale, _leggi(elenco.sorgenti, limiti))


def _file(consegnato: Path | BinaryIO, nome: str, aperti: ExitStack) -> tuple[BinaryIO, str]:
    if not isinstance(consegnato, Path):
        return consegnato, nome or "prospetto.xml"
    try:
        return aperti.enter_context(consegnato.open("rb")), nome or consegnato.name
    except OSError as errore:
        raise Rifiuto(Motivo.NON_LEGGIBILE, f"Il file consegnato non si può aprire: {errore.strerror}.") from None


def _elenco(file: BinaryIO, nome: str, limiti: Limiti) -> Elenco:
    inizio = file.read(512)
    lunghezza = file.seek(0, 2)
    file.seek(0)
    tipo = formati.archivio(inizio, nome)
    if tipo is None:
        return Elenco(1, iter([Sorgente(nome, lambda: nullcontext(file), lunghezza)]))
    if tipo != "zip":
        raise Rifiuto(
            Motivo.ARCHIVIO_ANNIDATO,
            f"La consegna è un archivio «{tipo}», che il portale non apre: consegnare uno zip, una cartella o un XML.",
        )
    return file_di_zip(file, limiti)


def _leggi(sorgenti: Iterator[Sorgente], limiti: Limiti) -> Iterator[Voce]:
    """Each file in turn, until the whole delivery has unpacked as much as it may. No two have the same name."""
    letti = 0
    copie: dict[int, int] = {}
    for sorgente in sorgenti:
        rimasti = limiti.unpacked_bytes - letti
        contenuto = sorgente.leggi(limiti, rimasti)
        letti += len(contenuto) if isinstance(contenuto, bytes) else 0
        yield Voce(_unico(_breve(sorgente.nome), copie), contenuto)


def _breve(nome: str) -> str:
    """The end of a very long path, which is what tells files apart."""
    return nome if len(nome) <= _NOME_MASSIMO else f"…{nome[-_NOME_MASSIMO:]}"


def _unico(nome: str, copie: dict[int, int]) -> str:
    """The name, or the name with a number where the delivery holds it more than once.

    Hashes are remembered rather than names, for their memory: two that met would only earn a needless number.
    """
    chiave = hash(nome)
    copie[chiave] = copia = copie.get(chiave, 0) + 1
    return nome if copia == 1 else _unico(f"{nome} ({copia})", copie)
