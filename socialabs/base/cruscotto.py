"""The dashboard as data: each app declares cards that say what awaits a role."""

from collections.abc import Callable
from dataclasses import dataclass

from socialabs.base.contesto import Contesto


@dataclass(frozen=True, slots=True)
class Riquadro:
    """A card: a template and the function that fills it; None from `dati` means nothing to show."""

    titolo: str
    modello: str
    dati: Callable[[Contesto], dict | None]
    ruoli: frozenset[str] | None = None
    ordine: int = 100


_riquadri: list[Riquadro] = []


def registra(riquadro: Riquadro) -> None:
    _riquadri.append(riquadro)


def riquadri(ctx: Contesto) -> list[dict]:
    """The cards of `ctx`, filled, in order."""
    pieni = []
    for riquadro in sorted(_riquadri, key=lambda r: r.ordine):
        if riquadro.ruoli is None or ctx.ruolo in riquadro.ruoli:
            dati = riquadro.dati(ctx)
            if dati is not None:
                pieni.append({"titolo": riquadro.titolo, "modello": riquadro.modello, "dati": dati})
    return pieni
