"""Employers whose figures have just changed: core actions tell it, the rooms above listen without being imported."""

import uuid
from collections.abc import Callable, Collection

from socialabs.base.contesto import Contesto


# Called inside the transaction that changed the figures: what takes time is put off until after the commit.
Ascoltatore = Callable[[Collection[uuid.UUID], Contesto], None]

_ascoltatori: list[Ascoltatore] = []


def ascolta(ascoltatore: Ascoltatore) -> None:
    _ascoltatori.append(ascoltatore)


def annuncia(datori: Collection[uuid.UUID], ctx: Contesto) -> None:
    """Tell whoever follows these employers."""
    for ascoltatore in _ascoltatori:
        ascoltatore(datori, ctx)
