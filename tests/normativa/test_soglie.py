"""The cliffs: where the next countable worker, or the next one who leaves, changes what is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collocamento.normativa import quota_art18, quota_disabili
from collocamento.normativa.soglie import Soglia, soglie_art3, soglie_art18


def test_the_fifty_first_worker_takes_the_duty_from_two_to_four() -> None:
    assert soglie_art3(50) == (Soglia(51, 2, 4), Soglia(35, 2, 1))
    assert soglie_art18(50) == (Soglia(51, 0, 1), None)


@pytest.mark.parametrize(
    ("base", "atteso"),
    [(0, (15, 0, 1)), (14, (15, 0, 1)), (15, (36, 1, 2)), (50, (51, 2, 4)), (51, (65, 4, 5)), (65, (79, 5, 6))],
)
def test_the_next_cliff_is_the_engines(base: int, atteso: tuple[int, int, int]) -> None:
    assert soglie_art3(base).sopra == atteso


def test_art_18_has_its_own() -> None:
    assert soglie_art18(10).sopra == (51, 0, 1)
    assert soglie_art18(51).sopra == (151, 1, 2)


def test_a_firm_below_fifteen_has_nothing_to_lose() -> None:
    assert soglie_art3(14) == (Soglia(15, 0, 1), None)
    assert soglie_art3(15).sotto == Soglia(14, 1, 0)


@given(st.integers(0, 20_000))
def test_nothing_changes_between_a_base_and_its_cliffs(base: int) -> None:
    for quota, soglie in ((quota_disabili, soglie_art3(base)), (quota_art18, soglie_art18(base))):
        dal = soglie.sotto.base + 1 if soglie.sotto else 0
        assert {quota(b) for b in range(dal, soglie.sopra.base)} == {quota(base)}
        assert quota(soglie.sopra.base) == soglie.sopra.a != quota(base)
        assert soglie.sotto is None or quota(soglie.sotto.base) == soglie.sotto.a != quota(base)
