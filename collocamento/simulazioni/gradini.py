"""Where a quota changes, found by asking the engine and not by a table. Pure Python, no Django."""

from collections.abc import Callable
from typing import NamedTuple


class Gradino(NamedTuple):
    """At `base` workers the quota passes from `da` to `a`."""

    base: int
    da: int
    a: int


def prossimo(base: int, quota: Callable[[int], int]) -> Gradino:
    """The first base above `base` at which `quota` is another; every quota of the law grows sooner or later."""
    attuale, oltre = quota(base), base + 1
    while quota(oltre) == attuale:
        oltre += 1
    return Gradino(oltre, attuale, quota(oltre))
