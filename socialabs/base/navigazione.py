"""Navigation as data: apps register entries, the layout shows those of the active role."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Voce:
    """An entry of the main menu. `ruoli` None: every signed-in user. `sezioni`: URL namespaces that light it up.

    `se`: a further condition on the context, for what a role alone does not tell.
    """

    etichetta: str
    url: str
    ruoli: frozenset[str] | None = None
    icona: str = ""
    ordine: int = 100
    sezioni: tuple[str, ...] = ()
    se: Callable[[Contesto], bool] | None = None


@dataclass(frozen=True, slots=True)
class PaginaPubblica:
    """A page that anyone may open, named at the foot of all."""

    etichetta: str
    url: str


_voci: list[Voce] = []
_pubbliche: list[PaginaPubblica] = []


def registra(voce: Voce) -> None:
    _voci.append(voce)


def registra_pubblica(pagina: PaginaPubblica) -> None:
    _pubbliche.append(pagina)


def pubbliche() -> Iterable[PaginaPubblica]:
    return tuple(_pubbliche)


def voci() -> Iterable[Voce]:
    return sorted(_voci, key=lambda voce: voce.ordine)


def menu(ctx: Contesto, vista: str) -> list[dict]:
    """The entries that `ctx` may open; `vista` is the name of the view being shown, with its namespace."""
    return [
        {
            "etichetta": voce.etichetta,
            "url": reverse(voce.url),
            "icona": voce.icona,
            "attiva": vista == voce.url or any(vista.startswith(sezione) for sezione in voce.sezioni),
        }
        for voce in voci()
        if (voce.ruoli is None or ctx.ruolo in voce.ruoli) and (voce.se is None or voce.se(ctx))
    ]
