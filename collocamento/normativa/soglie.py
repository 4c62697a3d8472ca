"""Cliffs: the next size of the employer at which a quota changes, found by trying the law and not by a table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from collocamento.normativa.quote import quota_art18, quota_disabili


class Soglia(NamedTuple):
    """At `base` countable workers the quota is `a`, from `da` where the employer stands."""

    base: int
    da: int
    a: int


def prossima(quota: Callable[[int], int], base: int) -> Soglia:
    """The first larger base whose quota is another; there is always one, as quotas grow without end."""
    attuale = quota(base)
    return next(Soglia(b, attuale, quota(b)) for b in count(base + 1) if quota(b) != attuale)


def precedente(quota: Callable[[int], int], base: int) -> Soglia | None:
    """The first smaller base whose quota is another; None where nothing is due already."""
    attuale = quota(base)
    return next((Soglia(b, attuale, quota(b)) for b in range(base - 1, -1, -1) if quota(b) != attuale), None)


class Soglie(NamedTuple):
    """Where a quota changes, going up and going down."""

    sopra: Soglia
    sotto: Soglia | None


def soglie_art3(base_art3: int) -> Soglie:
    """Those of the quota of people with disabilities (art. 3 c. 1)."""
    return Soglie(prossima(quota_disabili, base_art3), precedente(quota_disabili, base_art3))


def soglie_art18(base_art18: int) -> Soglie:
    """Those of the quota of art. 18 c. 2."""
    return Soglie(prossima(quota_art18, base_art18), precedente(quota_art18, base_art18))
