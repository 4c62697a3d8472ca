"""Navigation as data: apps register entries, the layout shows those of the active role."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto


# How many entries a line of the menu holds at 1280 px. Who has no more sees them all, one beside the other.
IN_UNA_RIGA = 8


@dataclass(frozen=True, slots=True)
class Gruppo:
    """Entries that a long menu gathers under one; it stands in the menu where `ordine` says."""

    etichetta: str
    icona: str
    ordine: int


# People, body, tables: what is set up once and looked at seldom.
GESTIONE = Gruppo(_("Gestione"), "it-settings", 80)


@dataclass(frozen=True, slots=True)
class Voce:
    """An entry of the main menu. `ruoli` None: every signed-in user. `sezioni`: URL namespaces that light it up.

    `se`: a further condition on the context, for what a role alone does not tell. `gruppo`: where it goes in a menu
    that would not fit a line.
    """

    etichetta: str
    url: str
    ruoli: frozenset[str] | None = None
    icona: str = ""
    ordine: int = 100
    sezioni: tuple[str, ...] = ()
    se: Callable[[Contesto], bool] | None = None
    gruppo: Gruppo | None = None


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
    """The entries that `ctx` may open; `vista` is the name of the view being shown, with its namespace.

    An entry is a page, or a group that leads to the first of its `voci`.
    """
    aperte = [voce for voce in voci() if _si_apre(voce, ctx)]
    if len(aperte) <= IN_UNA_RIGA:
        return [_voce(voce, vista) for voce in aperte]
    del_gruppo: dict[Gruppo, list[Voce]] = {}
    for voce in aperte:
        if voce.gruppo:
            del_gruppo.setdefault(voce.gruppo, []).append(voce)
    gruppi = {gruppo: sue for gruppo, sue in del_gruppo.items() if len(sue) > 1}
    righe: list[tuple[int, dict]] = [(voce.ordine, _voce(voce, vista)) for voce in aperte if voce.gruppo not in gruppi]
    righe += [(gruppo.ordine, _gruppo(gruppo, sue, vista)) for gruppo, sue in gruppi.items()]
    return [riga for _ordine, riga in sorted(righe, key=lambda riga: riga[0])]


def _si_apre(voce: Voce, ctx: Contesto) -> bool:
    return (voce.ruoli is None or ctx.ruolo in voce.ruoli) and (voce.se is None or voce.se(ctx))


def _voce(voce: Voce, vista: str) -> dict[str, Any]:
    return {
        "etichetta": voce.etichetta,
        "url": reverse(voce.url),
        "icona": voce.icona,
        "attiva": vista == voce.url or any(vista.startswith(sezione) for sezione in voce.sezioni),
        "voci": [],
    }


def _gruppo(gruppo: Gruppo, voci: list[Voce], vista: str) -> dict[str, Any]:
    sue = [_voce(voce, vista) for voce in voci]
    return {
        "etichetta": gruppo.etichetta,
        "url": sue[0]["url"],
        "icona": gruppo.icona,
        "attiva": any(voce["attiva"] for voce in sue),
        "voci": sue,
    }
