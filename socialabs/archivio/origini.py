"""Where files come from: each app says who may download those of its own."""

from collections.abc import Callable

from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto


Regola = Callable[[Contesto, FilePrivato], bool]
_regole: dict[str, Regola] = {}


def registra(origine: str, puo_scaricare: Regola) -> None:
    """Declare who may download the files whose `origine` is this ("collocamento.consegna")."""
    _regole[origine] = puo_scaricare


def puo_scaricare(ctx: Contesto, file: FilePrivato) -> bool:
    """The rule of the file's origin; with none, only who deposited it."""
    if ctx.e_sistema:
        return True
    if ctx.utente is None:
        return False
    regola = _regole.get(file.origine)
    return regola(ctx, file) if regola else file.proprietario_id == ctx.utente.pk
